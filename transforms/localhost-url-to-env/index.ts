import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'localhost-url-to-env',
  title: 'Read addresses of services from the environment',
  cues: [],

  why: '',

  check: {
    wants: 'absence',
    advice: 'Read the address from the environment; keep localhost as a default for development only.',
  },
  rules: { python, javascript },
});
