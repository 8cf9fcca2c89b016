// Whoever runs it has to ask for every origin, and some settings are checked before they are used.
const cors = require('cors');
const config = require('./config');

module.exports = (app) => {
  app.use(cors({ origin: config.corsOrigins === '*' ? '*' : config.corsOrigins }));
  app.use(cors({ origin: process.env.CORS_ORIGIN === '*' ? true : (process.env.CORS_ORIGIN || '').split(',') }));
};

module.exports.other = (app, corsOrigins) => app.use(cors({ origin: corsOrigins.includes('*') ? '*' : corsOrigins }));
