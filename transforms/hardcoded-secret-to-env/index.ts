import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'hardcoded-secret-to-env',
  title: 'Read secrets from the environment',
  cues: [],

  why: '',

  check: {
    wants: 'absence',
    advice: 'Read the value from the environment without a default, stop when it is missing, and replace the secret that was in the code.',
  },
  rules: { python, javascript },
});
