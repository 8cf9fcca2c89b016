import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from './protocol.ts';

/** An answer that says in one line why there is no other. */
export function refusal(c: Context, status: ContentfulStatusCode, error: string): Response {
  return c.json<Problem>({ error: error.replace(/\s*\n\s*/g, ' ') }, status);
}
