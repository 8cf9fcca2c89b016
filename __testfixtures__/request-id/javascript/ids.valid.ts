import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { requestId } from 'hono/request-id';

const server = fastify({ genReqId: () => randomUUID() });
server.listen({ port: 3000 });
hono.use('*', requestId());

app.use((req, res, next) => {
  req.id = req.get('x-request-id') ?? randomUUID();
  res.setHeader('X-Request-ID', req.id);
  next();
});

export class RequestIdMiddleware {
  use(req, res, next) {
    req.correlationId = randomUUID();
    next();
  }
}
