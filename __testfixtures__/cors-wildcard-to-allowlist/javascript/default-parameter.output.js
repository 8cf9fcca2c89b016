const cors = require('cors');

/** The origins of a comma-separated list, without `*`; with none given, local front ends outside production. */
function parseAllowedOrigins(value) {
  const origins = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin && origin !== '*');
  if (origins.length > 0 || process.env.NODE_ENV === 'production') {
    return origins;
  }
  return ['http://localhost:3000', 'http://localhost:5173'];
}

function setUpCors(
  app,
  origins = parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
) {
  app.use(cors({ origin: origins }));
}

function corsByHand({ origin = '*' } = {}) {
  return (req, res, next) => {
    res.setHeader('Access-Control-Allow-Origin', origin);
    next();
  };
}

module.exports = { setUpCors, corsByHand };
