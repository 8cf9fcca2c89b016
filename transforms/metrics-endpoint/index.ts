import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'metrics-endpoint',
  title: 'Expose metrics',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Expose counters and durations of requests at /metrics (prom-client, prometheus-fastapi-instrumentator).',
  },
  rules: { python, javascript },
});
