import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'log-redaction',
  title: 'Keep secrets and personal data out of logs',
  cues: [],

  why: '',

  check: {
    wants: 'absence',
    advice: 'Remove or mask the value before it is logged.',
  },
  rules: { python, javascript },
});
