import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'log-level-from-env',
  title: 'Take the log level from the environment',
  why: 'Whoever looks for a fault in production has to turn the detail up without a release, and down again.',
  cues: [
    '{log level}',
    'LOGGING|LOGS … levels|níveis|niveles|niveaux',
    'conditional logging',
    'debug|verbose log disabled|off',
    'debug|verbose logging disabled|off',
    'debug|verbose log turned off',
    'disable debug|verbose log|logging',
    'turn off debug|verbose log|logging',
    'environment aware|based|specific logging',
    /\bLOG_?LEVEL\b(\s*[=:]\s*\w+)?/i,
    /\blog(ging)? levels? (per|by)[- ]env\w*|\b(INFO|WARN|DEBUG) (for|in) (prod|dev)\w*/i,
  ],
  notCues: [/^(?!.*\b(per|by|from) env).*\bstructured\b/i],
  exact: 'level',
  check: {
    wants: 'presence',
    advice: 'Read the level from LOG_LEVEL where logging is configured, with INFO as the default.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
