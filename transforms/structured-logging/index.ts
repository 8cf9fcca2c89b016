import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'structured-logging',
  title: 'Log in a structured form',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Configure one logger for the app that writes JSON lines with time, level and source.',
  },
  rules: { python, javascript },
});
