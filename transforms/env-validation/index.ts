import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'env-validation',
  title: 'Check the configuration at start',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Read the required variables once at start and stop with their names when one is missing.',
  },
  rules: { python, javascript },
});
