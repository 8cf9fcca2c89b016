import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'security-headers',
  title: 'Send security headers',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Add helmet (@fastify/helmet, Django SecurityMiddleware with SECURE_* settings, a header middleware in FastAPI or Flask).',
  },
  rules: { python, javascript },
});
