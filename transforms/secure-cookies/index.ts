import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'secure-cookies',
  title: 'Set cookies secure, httponly and same-site',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Set secure, httponly and samesite on every cookie that the app sends.',
  },
  rules: { python, javascript },
});
