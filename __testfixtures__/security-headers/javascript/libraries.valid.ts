import express from 'express';
import helmet from 'helmet';
import fastifyHelmet from '@fastify/helmet';
import { secureHeaders } from 'hono/secure-headers';

const app = express();
app.use(helmet());
fastify.register(fastifyHelmet, { global: true });
hono.use('*', secureHeaders());
