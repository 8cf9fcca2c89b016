const express = require('express');
const cors = require('cors');
const accounts = require('./routes/accounts');
const orders = require('./routes/orders');
const logger = require('./utils/logger');

const app = express();

app.use(cors({ origin: '*' }));
app.use(express.json());
app.use('/orders', orders);
app.use('/accounts', accounts);

const port = process.env.PORT || 3000;
app.listen(port, () => {
  console.log('='.repeat(40));
  console.log(`🚀 orders service on port ${port}`);
  console.log('='.repeat(40));
});

process.on('SIGTERM', () => {
  logger.info('stopping');
  process.exit(0);
});

module.exports = app;
