const cors = require('cors');
const app = require('express')();

const parseAllowedOrigins = require('./origins');

/** The origins of a comma-separated list, without `*`; with none given, local front ends outside production. */
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
  if (origins.length > 0 || process.env.NODE_ENV === 'production') {
    return origins;
  }
  return ['http://localhost:3000', 'http://localhost:5173'];
}

app.use('/a', cors({ origin: parseAllowedOrigins() }));
app.use(
  '/b',
  cors({ origin: parseCorsOrigins(process.env.CORS_ALLOWED_ORIGINS) }),
);
