import compression from 'compression';
import compress from '@fastify/compress';
import { compress as honoCompress } from 'hono/compress';

app.use(compression({ threshold: 1024 }));
await fastify.register(compress);
hono.use(honoCompress());
