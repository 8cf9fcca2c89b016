import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'trust-proxy',
  title: 'Trust the proxy for the address of the client',
  why: 'Behind a proxy every request seems to come from the proxy, so limits and logs take all clients for one; and a header that is trusted from anybody lets them pretend.',
  cues: [/\btrust(ed)?[ _-]?prox(y|ies)\b|\bx-forwarded-\w+|\bproxyfix\b|\bproxy headers?\b/i],
  check: {
    wants: 'presence',
    advice: 'Set trust proxy (ProxyHeadersMiddleware, ProxyFix) to the number of proxies in front.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
