// The list is changed where it is defined.
const cors = require('cors');
const config = require('./config');

module.exports = (app) => app.use(cors({ origin: config.corsOrigins, credentials: true }));
