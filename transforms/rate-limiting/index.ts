import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'rate-limiting',
  title: 'Limit how often a client may call the API',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Add a limiter (slowapi, Flask-Limiter, DRF throttles, express-rate-limit, @fastify/rate-limit, @nestjs/throttler) and put it on every route, stricter on login.',
  },
  rules: { python, javascript },
});
