import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'global-error-handler',
  title: 'Handle every unexpected error in one place',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Register one handler for all unexpected errors: it logs them and answers with a generic text.',
  },
  rules: { python, javascript },
});
