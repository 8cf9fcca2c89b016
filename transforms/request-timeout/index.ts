import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'request-timeout',
  title: 'End requests that take too long',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Set a time limit for requests in the server or a middleware, and answer 503 or 504 when it is over.',
  },
  rules: { python, javascript },
});
