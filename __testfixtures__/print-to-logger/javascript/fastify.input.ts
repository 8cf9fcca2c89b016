import Fastify from 'fastify';

const app = Fastify({ logger: true });

app.get('/orders', async (request, reply) => {
  request.log.info('asked');
  console.log('asked for', request.query);
  return [];
});

app.listen({ port: 3000 }, (err, address) => {
  if (err) console.error(err);
  console.log(`listening on ${address}`);
});
