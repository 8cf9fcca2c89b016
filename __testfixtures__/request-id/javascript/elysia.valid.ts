import { Elysia } from 'elysia';
import { generateId, keep } from '../ids';

export function correlation(app: Elysia) {
  return app.derive(({ headers }) => {
    const correlationId = headers['x-correlation-id'] || generateId();
    keep(correlationId);
    return { correlationId };
  });
}
