import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'response-compression',
  title: 'Compress responses',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Add compression middleware, or state that the proxy compresses.',
  },
  rules: { python, javascript },
});
