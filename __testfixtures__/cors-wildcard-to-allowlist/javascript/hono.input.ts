import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

const app = new Hono();

app.use('*', cors());
app.use('/api/*', cors({ origin: (origin) => origin, credentials: true }));
app.get('/stream', (c) => {
  c.header('Access-Control-Allow-Origin', '*');
  return c.body('');
});

serve(app);
