const cors = require('cors');
const app = require('express')();

const parseAllowedOrigins = require('./origins');

app.use('/a', cors({ origin: parseAllowedOrigins() }));
app.use('/b', cors({ origin: '*' }));
