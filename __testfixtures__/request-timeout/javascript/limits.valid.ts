import http from 'node:http';
import timeout from 'connect-timeout';
import { timeout as honoTimeout } from 'hono/timeout';
import { timeout as within } from 'rxjs/operators';

app.use(timeout('30s'));
hono.use('*', honoTimeout(30_000));
const server = http.createServer({ requestTimeout: 30_000 }, app);
server.setTimeout(60_000);
server.requestTimeout = 45_000;
server.listen(3000);

app.use((req, res, next) => {
  const timer = setTimeout(() => res.status(503).json({ error: 'Timeout' }), 30_000);
  res.on('finish', () => clearTimeout(timer));
  next();
});

export class TimeoutInterceptor {
  intercept(context, next) {
    return next.handle().pipe(within(5000));
  }
}
