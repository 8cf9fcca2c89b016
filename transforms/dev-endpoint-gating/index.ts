import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'dev-endpoint-gating',
  title: 'Keep development routes out of production',
  why: 'A route made to try something out, such as a login without a password, is open to everyone once it is deployed.',
  cues: [
    '{dev endpoint} {gated}',
    '{gated} {dev endpoint}',
    '{dev endpoint} {only in development}',
    /\bdemo mode\b/i,
    'dev|development only code',
    'route test|debug|dev disabled|removed|désactivée',
    'auth|authentication bypass',
    'dev|test|debug|development … bypass … reject|disabled|removed|blocked|gated',
    'endpoint is a mock',
  ],
  notCues: [/\bstripe\b|\blabel/i],
  check: {
    wants: 'absence',
    advice: 'Register test and debug routes only when the environment says so, and refuse them otherwise.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
