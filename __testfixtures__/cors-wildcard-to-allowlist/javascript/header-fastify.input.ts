import type { FastifyInstance } from 'fastify';

export async function routes(app: FastifyInstance) {
  app.get('/export', async (request, reply) => {
    reply.header('Access-Control-Allow-Origin', '*');
    return { ok: true };
  });
}
