import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'graceful-shutdown',
  title: 'Finish requests before the process ends',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'On SIGTERM stop accepting, finish what is open, close pools, then exit.',
  },
  rules: { python, javascript },
});
