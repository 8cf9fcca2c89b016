import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'graceful-shutdown',
  title: 'Finish requests before the process ends',
  why: 'A deploy ends the process. Whoever is being served at that moment gets a broken answer unless the server finishes first.',
  cues: [
    'graceful shutdown|termination|stop|exit|restart|terminate',
    'graceful shut down',
    'shut down gracefully',
    'shutdown gracefully',
    'sigterm',
    'sigint',
    'drain … connection|request',
    'shutdown handling|handler|hook|signal|logic',
    '{graceful shutdown}',
  ],
  notCues: [/\bsufficient\b/i],
  check: {
    wants: 'presence',
    advice: 'On SIGTERM stop accepting, finish what is open, close pools, then exit.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
