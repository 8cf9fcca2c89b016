const Koa = require('koa');
const cors = require('@koa/cors');

const app = new Koa();

app.use(cors());
app.use(cors({ origin: '*', credentials: true }));
app.use(cors({ origin: (ctx) => ctx.get('Origin') || '*' }));
app.use(async (ctx, next) => {
  ctx.set('X-Frame-Options', 'DENY');
  await next();
});
