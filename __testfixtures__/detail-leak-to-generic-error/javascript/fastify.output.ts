import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { things } from '../things';

export default async function routes(fastify: FastifyInstance) {
  fastify.get('/things', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await things.list();
    } catch (err) {
      request.log.error({ err }, 'GET /things failed');
      return reply.code(500).send({ error: 'Internal server error' });
    }
  });

  fastify.get('/things/:id', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await things.one((request.params as any).id);
    } catch (err) {
      request.log.error(err);
      reply.status(503);
      return { message: 'Could not read the thing' };
    }
  });

  fastify.post('/things', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await things.create(request.body);
    } catch (err) {
      request.log.error({ err }, 'POST /things failed');
      return reply.internalServerError('Internal server error');
    }
  });
}
