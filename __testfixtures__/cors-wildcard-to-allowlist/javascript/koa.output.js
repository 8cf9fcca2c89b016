const Koa = require('koa');
const cors = require('@koa/cors');

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

const app = new Koa();

app.use(
  cors({
    origin: (ctx) =>
      parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).find(
        (origin) => origin === ctx.get('Origin'),
      ) || '',
  }),
);
app.use(
  cors({
    origin: (ctx) =>
      parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).find(
        (origin) => origin === ctx.get('Origin'),
      ) || '',
    credentials: true,
  }),
);
app.use(
  cors({
    origin: (ctx) =>
      parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).find(
        (origin) => origin === ctx.get('Origin'),
      ) || '',
  }),
);
app.use(async (ctx, next) => {
  ctx.set('X-Frame-Options', 'DENY');
  await next();
});
