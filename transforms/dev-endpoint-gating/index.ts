import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'dev-endpoint-gating',
  title: 'Keep development routes out of production',
  cues: [],

  why: '',

  check: {
    wants: 'absence',
    advice: 'Register test and debug routes only when the environment says so, and refuse them otherwise.',
  },
  rules: { python, javascript },
});
