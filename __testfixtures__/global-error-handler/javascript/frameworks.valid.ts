fastify.setErrorHandler((error, request, reply) => reply.status(500).send({ error: 'Internal server error' }));
nest.useGlobalFilters(new AllExceptionsFilter());
app.onError((error, c) => c.json({ error: 'Internal server error' }, 500));
koa.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    ctx.status = 500;
    ctx.body = { error: 'Internal server error' };
  }
});
export const provider = { provide: APP_FILTER, useClass: AllExceptionsFilter };
