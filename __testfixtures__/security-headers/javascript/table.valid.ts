import { Hono } from 'hono';

const HEADERS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'Content-Security-Policy': "default-src 'self'",
};

export async function helmetMiddleware(c, next) {
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
  await next();
}

const app = new Hono();
app.use('*', helmetMiddleware);
