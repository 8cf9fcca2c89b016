import { cors } from '@elysiajs/cors'
import { Elysia } from 'elysia'

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
  const origins = listed.filter((origin) => origin !== '*')
  if (origins.length < listed.length) {
    process.emitWarning(
      'Ignoring "*" in the CORS origins: list each origin instead',
    )
  }
  return origins
}

const app = new Elysia()
  .use(cors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }))
  .use(cors({ origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) }))
  .get('/', () => 'ok')
  .listen(3000)
