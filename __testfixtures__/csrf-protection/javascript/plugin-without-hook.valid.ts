import csrf from '@fastify/csrf-protection';

fastify.register(csrf);
