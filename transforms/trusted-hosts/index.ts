import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'trusted-hosts',
  title: 'Answer only for known host names',
  why: 'A made-up Host header ends up in the links of password mails and in caches, unless the app answers only for its own names.',
  cues: [/\ballowed[_ -]?hosts\b|\btrusted[_ -]?hosts?\b|\bhost header\b/i],
  check: {
    wants: 'presence',
    advice: 'List the host names in ALLOWED_HOSTS or TrustedHostMiddleware.',
  },
  rules: { python: () => import('./python.ts') },
});
