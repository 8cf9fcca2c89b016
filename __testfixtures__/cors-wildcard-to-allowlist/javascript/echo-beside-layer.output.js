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

// It answers preflights itself, so the layer behind it never sees them.
app.use((req, res, next) => {
  const origin = req.headers.origin;
  if (
    origin &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
  ) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  res.vary('Origin');
  if (req.method === 'OPTIONS') return res.sendStatus(204);
  next();
});

app.use(cors({ origin: ['https://app.example.com'] }));

app.get('/mixed', (req, res) => {
  const origin = req.headers.origin;
  if (origin) {
    res.setHeader('X-Seen-Origin', origin);
  }
  res.json({ ok: true });
});
