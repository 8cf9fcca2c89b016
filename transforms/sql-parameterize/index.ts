import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'sql-parameterize',
  title: 'Pass values to SQL as parameters',
  cues: [],

  why: '',

  check: {
    wants: 'absence',
    advice: 'Pass the values as parameters of the query.',
  },
  rules: { python, javascript },
});
