import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'db-pool-settings',
  title: 'Set the size of the connection pool',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Set pool size, overflow and recycling where the engine or client is made, from the environment.',
  },
  rules: { python, javascript },
});
