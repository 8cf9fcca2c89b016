import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'debug-mode-to-env',
  title: 'Switch debug mode off unless asked for',
  cues: [],

  why: '',

  check: {
    wants: 'absence',
    advice: 'Read the flag from the environment with a default that is safe in production.',
  },
  rules: { python, javascript },
});
