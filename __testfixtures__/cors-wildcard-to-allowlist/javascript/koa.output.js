const Koa = require('koa');
const cors = require('@koa/cors');

/** The origins of a comma-separated list, without `*`; with none given, local front ends outside production. */
function parseAllowedOrigins(value) {
  const origins = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin && origin !== '*');
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
