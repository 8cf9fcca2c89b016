import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'log-level-from-env',
  title: 'Take the log level from the environment',
  why: 'Whoever looks for a fault in production has to turn the detail up without a release, and down again.',
  cues: [/\blog(ging)?[ _-]?levels?\b|\bconditional logg|\blog(ging)? verbosity\b|\bdebug logs? (is |are )?(disabled|turned off|off)\b|\b(disable|turn off) (debug|verbose) logs?\b|\blogger conditionnel\b|\bn[ií]ve(is|les|aux?) de logs?\b|\bLOG_?LEVEL\b(\s*[=:]\s*\w+)?|\benvironment-(aware|based|specific) logging\b|\bdebug logging (is )?(disabled|off)\b|\b(disable|turn off) (debug|verbose) logging\b/i, /\blog(ging)? levels? (per|by)[- ]env\w*|\b(INFO|WARN|DEBUG) (for|in) (prod|dev)\w*/i],
  notCues: [/^(?!.*\b(per|by|from) env).*\bstructured\b/i],
  exact: 'level',
  check: {
    wants: 'presence',
    advice: 'Read the level from LOG_LEVEL where logging is configured, with INFO as the default.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
