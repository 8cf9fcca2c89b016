const cors = require('cors');

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning(
      'Ignoring "*" in the CORS origins: list each origin instead',
    );
  }
  return origins;
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
