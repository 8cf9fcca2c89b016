import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'request-timeout',
  title: 'End requests that take too long',
  why: 'A request that hangs holds a worker and a connection; enough of them and nobody is served.',
  cues: [
    'request|server|endpoint|handler|response|gunicorn|api timeout',
    'request|server|endpoint|handler|response|gunicorn|api time-out',
    /\btime-?outs?\b.{0,25}\b(for|on|per|por|par) (each |all )?(api )?(requests?|endpoints?|long[- ]running)/i,
  ],
  notCues: [/\b(session|pool|socket|database|db|cron|cache|lock|client|external|outbound|upstream|third[- ]party|load balancer|axios|fetch)\b/i],
  check: {
    wants: 'presence',
    advice: 'Set a time limit for requests in the server or a middleware, and answer 503 or 504 when it is over.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
