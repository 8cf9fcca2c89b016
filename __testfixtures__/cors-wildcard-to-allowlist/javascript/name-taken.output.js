const cors = require('cors');
const app = require('express')();

const parseAllowedOrigins = require('./origins');

/** The origins of a comma-separated list, without `*`. */
function parseCorsOrigins(value) {
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

app.use('/a', cors({ origin: parseAllowedOrigins() }));
app.use(
  '/b',
  cors({ origin: parseCorsOrigins(process.env.CORS_ALLOWED_ORIGINS) }),
);
