import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'error-tracking',
  title: 'Report errors to a tracker',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Initialise an error tracker (Sentry or the like) where the app is built, with its key from the environment.',
  },
  rules: { python, javascript },
});
