import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'env-example',
  title: 'Document every environment variable',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Name every variable that the code reads in .env.example, without values.',
  },
  rules: { python, javascript },
});
