const Koa = require('koa');
const cors = require('@koa/cors');

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
