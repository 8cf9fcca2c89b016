import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'security-headers',
  title: 'Send security headers',
  why: 'Headers such as Content-Security-Policy, HSTS and X-Frame-Options tell browsers to refuse injected scripts, plain HTTP and framing. They cost one middleware.',
  cues: [
    'helmet',
    'security header',
    'security response header',
    '{security header}',
    'content security policy',
    'CSP',
    'HSTS',
    'strict transport security',
    'x frame|content|xss|permitted|dns|download|powered',
    'referrer|permissions|feature policy',
    'cross origin policy',
    'cross origin resource|opener|embedder policy',
    'includesubdomains',
    'secure HSTS|CONTENT|BROWSER|REFERRER',
    'clickjacking',
    'security middleware',
    'http|response header hardening|hardened|secured',
    'xss|frame|mime … header',
    'talisman',
    'frame ancestors',
    'mime sniffing',
    'remove|hide|disable|strip … server header',
    'server header removed|hidden|stripped',
  ],
  notCues: [/\breact-helmet\b|\bviolations?\b|\bheaders?( de \S+)? (are )?(pr[ée]sent\w*|correct|verified)(?!\p{L})|\bgrade\b|\bheaders? (audit|scan)\b|\bsecurityheaders\b|\bcors headers\b/iu],
  subCues: [/\bnosniff\b|\bpreload\b/i],
  // `next.config.js` is the configuration of a tool.
  zones: ['server', 'library', 'script'],

  exact: 'header',
  check: {
    wants: 'presence',
    advice: 'Add helmet (@fastify/helmet, Django SecurityMiddleware with SECURE_* settings, a header middleware in FastAPI or Flask).',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
