import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'jwt-verification',
  title: 'Verify tokens before trusting them',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Verify signature, algorithm and expiry of every token where it is decoded.',
  },
  rules: { python, javascript },
});
