import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'csrf-protection',
  title: 'Protect forms against forged requests',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Check a CSRF token on every request that changes something and is authenticated by a cookie.',
  },
  rules: { python, javascript },
});
