import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

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

const app = new Hono();

app.use(
  '*',
  cors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }),
);
app.use(
  '/api/*',
  cors({
    origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
    credentials: true,
  }),
);
app.get('/stream', (c) => {
  const origin = c.req.header('Origin');
  if (
    origin &&
    parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
  ) {
    c.header('Access-Control-Allow-Origin', origin);
  }
  c.header('Vary', 'Origin', { append: true });
  return c.body('');
});

serve(app);
