import express from 'express';
import fastify from 'fastify';
import { bodyLimit } from 'hono/body-limit';

const app = express();
app.use(express.json({ limit: '1mb' }));
const server = fastify({ bodyLimit: 1024 * 1024 });
server.listen({ port: 3000 });
hono.use(bodyLimit({ maxSize: 50 * 1024 }));
nest.useBodyParser('json', { limit: '2mb' });
app.use((req, res, next) => {
  if (Number(req.headers['content-length']) > MAX) return res.status(413).end();
  next();
});
