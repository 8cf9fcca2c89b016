const express = require('express');
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

const app = express();

app.use(
  cors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }),
);
app.use((req, res, next) => {
  res.header('X-Powered-By', 'us');
  next();
});
