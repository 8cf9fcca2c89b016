import express from 'express';
import { Controller, Get } from '@nestjs/common';
import { Elysia } from 'elysia';

const app = express();
app.get('/health', (req, res) => res.json({ status: 'ok' }));
app.get(`${PREFIX}/healthz`, check);
app.get('/api/ping', (req, res) => res.send('pong'));
app.use('/api/v1/health', healthRouter);
fastify.route({ method: 'GET', url: '/ready', handler: async () => ({ ready: true }) });
new Elysia().get('/livez', () => 'ok');
http.createServer((req, res) => {
  if (req.url === '/readyz') return res.end('ok');
  app(req, res);
});

@Controller('health')
class HealthController {
  @Get()
  check() {
    return { status: 'ok' };
  }
}
