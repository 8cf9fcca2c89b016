const express = require('express');
const cors = require('cors');

/** The origins of a comma-separated list, without `*`; with none given, local front ends outside production. */
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
  if (origins.length > 0 || process.env.NODE_ENV === 'production') {
    return origins;
  }
  return ['http://localhost:4200'];
}

const app = express();
app.use(
  cors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }),
);
