import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'global-error-handler',
  title: 'Handle every unexpected error in one place',
  why: 'One handler for what nobody expected keeps answers alike, logs each error once, and keeps details from clients.',
  cues: [
    'global|centralized|centralised|central|unified|custom error|exception handler|handling|middleware',
    'global error|exception',
    'error|exception handling|handler middleware',
    'error middleware',
    'unhandled|uncaught rejection|exception|error',
    'unhandled|uncaught promise rejection',
    'exception handler|filter',
    'error handler',
    'unhandledrejection',
    'uncaughtexception',
    'catch-all … error|exception',
    '{global error handling}',
  ],
  notCues: ['except exception', /\balert\w*\b|\bcorrect(ly)?\b|\bwebsocket\b|\bboundar(y|ies)\b|\btracking\b|\bmail_admins\b|\bfrontend\b|-specific\b/i],
  check: {
    wants: 'presence',
    advice: 'Register one handler for all unexpected errors: it logs them and answers with a generic text.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
