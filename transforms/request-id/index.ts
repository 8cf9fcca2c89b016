import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'request-id',
  title: 'Give every request an id',
  why: 'One id on every log line and answer lets a complaint be followed through all that one request did.',
  cues: [/\b(request|correlation|trace)[- ]?ids?\b|\bx-(request|correlation)-id\b/i],
  check: {
    wants: 'presence',
    advice: 'Add middleware that takes or makes X-Request-ID, and puts it on every log line and answer.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
