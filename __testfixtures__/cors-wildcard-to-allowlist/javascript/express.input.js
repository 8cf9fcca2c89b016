const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors());
app.options('*', cors());

app.get('/health', (req, res) => {
  res.json({ ok: true });
});

module.exports = app;
