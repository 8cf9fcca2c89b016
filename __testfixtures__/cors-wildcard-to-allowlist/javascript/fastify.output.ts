import cors from '@fastify/cors';
import Fastify from 'fastify';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

const app = Fastify({ logger: true });

await app.register(cors, { origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) });
await app.register(import('@fastify/cors'), {
  origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
  credentials: true,
});
await app.register(cors, {
  origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
});
await app.register(cors, {
  origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
  methods: ['GET'],
});
