import fastify from 'fastify';
import rateLimit from '@fastify/rate-limit';

const app = fastify();
await app.register(rateLimit, { max: 100, timeWindow: '1 minute' });
