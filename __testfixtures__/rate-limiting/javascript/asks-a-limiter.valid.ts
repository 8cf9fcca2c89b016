import { Hono } from 'hono';
import { rateLimiter } from './limiter';

const app = new Hono();

export function createRateLimit(rule: string) {
  return async (c, next) => {
    const result = await rateLimiter.check(rule, c.req.header('x-forwarded-for'));
    if (!result.allowed) return c.json({ error: 'Slow down' }, 429);
    await next();
  };
}

const globalRateLimit = createRateLimit('global');
app.use('*', globalRateLimit);
app.get('/orders', (c) => c.json([]));
