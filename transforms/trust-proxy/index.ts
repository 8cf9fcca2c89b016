import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'trust-proxy',
  title: 'Trust the proxy for the address of the client',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Set trust proxy (ProxyHeadersMiddleware, ProxyFix) to the number of proxies in front.',
  },
  rules: { python, javascript },
});
