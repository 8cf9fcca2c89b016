import cors from '@fastify/cors';
import Fastify from 'fastify';

const app = Fastify({ logger: true });

await app.register(cors);
await app.register(import('@fastify/cors'), { origin: true, credentials: true });
await app.register(cors, {
  origin: '*',
});
await app.register(cors, { methods: ['GET'] });
