import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'https-redirect',
  title: 'Redirect HTTP to HTTPS',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Redirect to HTTPS in the app (HTTPSRedirectMiddleware, SECURE_SSL_REDIRECT) or state that the proxy does it.',
  },
  rules: { python, javascript },
});
