import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { things } from '../things';

export default async function routes(fastify: FastifyInstance) {
  fastify.get('/things', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await things.list();
    } catch (err) {
      return reply.code(500).send({ error: (err as Error).message });
    }
  });

  fastify.get('/things/:id', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await things.one((request.params as any).id);
    } catch (err) {
      request.log.error(err);
      reply.status(503);
      return { message: `Could not read the thing (${(err as Error).message})` };
    }
  });

  fastify.post('/things', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await things.create(request.body);
    } catch (err) {
      return reply.internalServerError((err as Error).message);
    }
  });
}
