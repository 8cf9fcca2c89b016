const express = require('express');

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

/** Headers that name the origin of a request, if it is allowed. */
function allowedOriginHeaders(origin) {
  const vary = { Vary: 'Origin' };
  return origin && parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
    ? { ...vary, 'Access-Control-Allow-Origin': origin }
    : vary;
}

const app = express();

app.use((req, res, next) => {
  const origin = req.headers.origin;
  if (origin && parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Credentials', 'true');
  }
  res.vary('Origin');
  next();
});

app.get('/plain', (req, res) => {
  const origin = req.get('Origin');
  if (origin && parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)) {
    res.header('Access-Control-Allow-Origin', origin);
  }
  res.vary('Origin');
  res.json({ ok: true });
});

app.get('/destructured', (req, res) => {
  const { origin } = req.headers;
  if (origin && parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin))
    res.setHeader('Access-Control-Allow-Origin', origin);
  res.vary('Origin');
  res.json({ ok: true });
});

app.get('/object', (req, res) => {
  const caller = req.headers.origin ?? '*';
  res.writeHead(200, { ...allowedOriginHeaders(caller), 'Content-Type': 'text/plain' });
  res.end();
});

const PARTNERS = ['https://app.example.com'];

app.get('/checked', (req, res) => {
  const origin = req.headers.origin;
  if (PARTNERS.includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  res.json({ ok: true });
});

const ALLOWED = parseAllowedOrigins(process.env.ALLOWED_ORIGINS);

app.use('/raw', (req, res, next) => {
  const origin = req.headers.origin;
  if (ALLOWED.includes('*') || ALLOWED.includes(origin)) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  next();
});
