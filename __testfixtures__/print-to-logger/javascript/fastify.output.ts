import Fastify from 'fastify';

const app = Fastify({ logger: true });

app.get('/orders', async (request, reply) => {
  request.log.info('asked');
  request.log.info({ query: request.query }, 'asked for');
  return [];
});

app.listen({ port: 3000 }, (err, address) => {
  if (err) app.log.error({ err }, 'app.listen failed');
  app.log.info(`listening on ${address}`);
});
