// A class of the project, an outgoing request, another tool's options, and options that nothing hands to a layer.
import { CorsMiddleware } from './cors-middleware';
import { createYoga } from 'graphql-yoga';

export const middleware = new CorsMiddleware({ origin: '*' });
export const yoga = createYoga({ schema, cors: { origin: '*' } });
const unusedCors = { origin: '*' };

export async function load() {
  return fetch('https://example.com', { headers: { 'Access-Control-Allow-Origin': '*' } });
}
