import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'graceful-shutdown',
  title: 'Finish requests before the process ends',
  why: 'A deploy ends the process. Whoever is being served at that moment gets a broken answer unless the server finishes first.',
  cues: [/\bgraceful(ly)?[- ](shut|terminat|stop|exit|restart)|\bshut(s|ting)? ?down gracefully\b|\bSIG(TERM|INT)\b|\barrêt (gracieux|propre)|\bencerramento gracioso|\b(apagado|cierre) (elegante|ordenado)|优雅(关闭|停机|退出)|\bdrain\w*\b.{0,20}\b(connections|requests)\b|\bshutdown (handling|handlers?|hooks?|signals?|logic)\b/i],
  notCues: [/\bsufficient\b/i],
  check: {
    wants: 'presence',
    advice: 'On SIGTERM stop accepting, finish what is open, close pools, then exit.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
