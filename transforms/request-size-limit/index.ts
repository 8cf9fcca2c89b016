import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'request-size-limit',
  title: 'Limit the size of requests',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Set a limit on the body (express.json({ limit }), bodyLimit, MAX_CONTENT_LENGTH, middleware that counts bytes).',
  },
  rules: { python, javascript },
});
