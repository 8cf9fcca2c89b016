import type { FastifyInstance } from 'fastify';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning(
      'Ignoring "*" in the CORS origins: list each origin instead',
    );
  }
  return origins;
}

export async function routes(app: FastifyInstance) {
  app.get('/export', async (request, reply) => {
    const origin = request.headers.origin;
    if (
      origin &&
      parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).includes(origin)
    ) {
      reply.header('Access-Control-Allow-Origin', origin);
    }
    reply.header('Vary', 'Origin');
    return { ok: true };
  });
}
