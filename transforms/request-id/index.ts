import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'request-id',
  title: 'Give every request an id',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Add middleware that takes or makes X-Request-ID, and puts it on every log line and answer.',
  },
  rules: { python, javascript },
});
