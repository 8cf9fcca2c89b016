const express = require('express');
const { feedOf } = require('./feeds');

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
  return ['http://localhost:3000', 'http://localhost:5173'];
}

const app = express();

app.get('/feed', async (req, res) => {
  const origin = req.headers.origin;
  if (
    origin &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
  ) {
    res.header('Access-Control-Allow-Origin', origin);
  }
  res.vary('Origin');
  res.json(await feedOf(req.user));
});
