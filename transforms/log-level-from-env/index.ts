import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'log-level-from-env',
  title: 'Take the log level from the environment',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Read the level from LOG_LEVEL where logging is configured, with INFO as the default.',
  },
  rules: { python, javascript },
});
