import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'health-endpoint',
  title: 'Answer health checks',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Add a route such as /health that answers 200 while the process and what it depends on work.',
  },
  rules: { python, javascript },
});
