import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'trusted-hosts',
  title: 'Answer only for known host names',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'List the host names in ALLOWED_HOSTS or TrustedHostMiddleware.',
  },
  rules: { python, javascript },
});
