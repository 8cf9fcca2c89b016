import cors from 'cors';
import express from 'express';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '').split(',').map((origin) => origin.trim()).filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

const app = express();

app.use(
  cors({
    origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
    credentials: true,
  }),
);
app.use('/partners', cors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }));
app.use('/legacy', cors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }));
