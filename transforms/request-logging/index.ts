import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'request-logging',
  title: 'Log every request',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Log method, path, status and duration of every request in one middleware.',
  },
  rules: { python, javascript },
});
