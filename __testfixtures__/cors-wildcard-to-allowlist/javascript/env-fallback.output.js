import express from 'express';
import cors from 'cors';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
  const listed = (value || '').split(',').map((origin) => origin.trim()).filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

const app = express();
const origins = process.env.ALLOWED_ORIGINS || '*';

app.use('/a', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN) }));
app.use('/b', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN) }));
app.use('/c', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN) }));
app.use('/d', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN) }));
app.use('/e', cors({ origin: parseAllowedOrigins(origins) }));
app.use('/f', cors({ origin: process.env.NODE_ENV === 'production' ? parseAllowedOrigins(process.env.CORS_ORIGIN) : 'http://localhost:3000' }));
app.use('/g', cors({ origin: ['https://shop.example.com', ...parseAllowedOrigins(process.env.CORS_ORIGIN)] }));
app.use('/h', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN) }));
app.use('/i', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN), maxAge: 600 }));
app.use('/j', cors({ origin: config.origin || parseAllowedOrigins(process.env.CORS_ORIGIN) }));
app.use('/k', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN) }));
app.use('/l', cors({ origin: parseAllowedOrigins(process.env.CORS_ORIGIN), credentials: true }));
