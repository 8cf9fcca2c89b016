import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'retry-backoff',
  title: 'Retry failed calls with growing pauses',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Retry calls that are safe to repeat, with exponential backoff, jitter and a limit (tenacity, p-retry, axios-retry).',
  },
  rules: { python, javascript },
});
