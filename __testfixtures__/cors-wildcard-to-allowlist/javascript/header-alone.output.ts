import express from 'express';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
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

/** Headers that name the origin of a request, if it is allowed. */
function allowedOriginHeaders(
  origin: string | null | undefined,
): Record<string, string> {
  const vary = { Vary: 'Origin' };
  return origin &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
    ? { ...vary, 'Access-Control-Allow-Origin': origin }
    : vary;
}

const app = express();

app.use((req, res, next) => {
  const origin = req.headers.origin;
  if (
    origin &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
  ) {
    res.header('Access-Control-Allow-Origin', origin);
  }
  res.vary('Origin');
  res.header('Access-Control-Allow-Headers', '*');
  if (req.method === 'OPTIONS') return res.sendStatus(200);
  next();
});

app.get('/events', (req, res) => {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    ...allowedOriginHeaders(req.headers.origin),
  });
  const origin = 'events';
  if (req.query.open) {
    const requestOrigin = req.headers.origin;
    if (
      requestOrigin &&
      parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(
        requestOrigin,
      )
    ) {
      res.setHeader('Access-Control-Allow-Origin', requestOrigin);
    }
    res.vary('Origin');
  }
  res.end(origin);
});

app.get('/reflected', (req, res) => {
  const origin = req.headers.origin;
  if (
    origin &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
  ) {
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  res.vary('Origin');
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.end();
});

app.get('/named', (req, res) => {
  const caller = req.headers.origin;
  if (
    caller &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(caller)
  ) {
    res.setHeader('Access-Control-Allow-Origin', caller);
  }
  res.vary('Origin');
  res.end();
});
