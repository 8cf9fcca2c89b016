import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'http-client-timeout',
  title: 'Give calls to other services a timeout',
  cues: [],

  why: '',

  check: {
    wants: 'absence',
    advice: 'Pass a timeout to every call of another service, or to the client that makes them.',
  },
  rules: { python, javascript },
});
