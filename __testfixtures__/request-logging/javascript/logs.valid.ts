import express from 'express';
import morgan from 'morgan';
import { LoggerModule } from 'nestjs-pino';

const app = express();
app.use(morgan('combined'));

app.use((req, res, next) => {
  const start = Date.now();
  res.on('finish', () => {
    const entry = { method: req.method, url: req.originalUrl, status: res.statusCode, ms: Date.now() - start };
    if (res.statusCode >= 500) logger.error('request', entry);
    else logger.info('request', entry);
  });
  next();
});

koa.use(async (ctx, next) => {
  const start = Date.now();
  await next();
  logger.info(`${ctx.method} ${ctx.path} ${ctx.status} ${Date.now() - start}ms`);
});

export const logging = LoggerModule.forRoot();

app.use((req, res, next) => {
  if (req.path === '/health') return next();
  res.on('finish', () => logger.http(`${req.method} ${req.originalUrl} ${res.statusCode}`));
  next();
});
