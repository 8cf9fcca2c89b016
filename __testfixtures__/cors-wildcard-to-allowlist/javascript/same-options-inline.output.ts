import express from 'express';
import cors from 'cors';

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

const app = express();

const corsOptions: cors.CorsOptions = {
  origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
  credentials: true,
};
app.options('*', cors(corsOptions));
app.use(cors(corsOptions));
