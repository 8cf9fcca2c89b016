import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'csrf-protection',
  title: 'Protect forms against forged requests',
  why: 'Where a cookie logs people in, any page they visit can post in their name unless each request carries a token of its own.',
  cues: [/\b(csrf|xsrf)\b|\bcross[- ]site request forgery\b|\bdouble[- ]submit\b/i],
  notCues: [/\bCSRF_\w+|\bsame-?site\b|\bcsrf cookies?\b/i],
  check: {
    wants: 'presence',
    advice: 'Check a CSRF token on every request that changes something and is authenticated by a cookie.',
  },
  about: /cookie|csrf|xsrf|<form|SessionMiddleware|(express|fastify|koa)-?session|\breq(uest)?\.session\b|\bsession\[|login_user\(/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
