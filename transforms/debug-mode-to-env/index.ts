import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'debug-mode-to-env',
  title: 'Switch debug mode off unless asked for',
  why: 'A debug page shows source, settings and sometimes a console to whoever causes an error. The flag has to be off wherever nobody has asked for it.',
  cues: [
    /\b(\w+_)?DEBUG\b[`'"]?\s*(=+|:|is|set to|must be)?\s*(set to )?[`'"]?(false|0|off|disabled)\b/i,
    'debug mode|flag|toolbar|setting',
    'FLASK|DJANGO|APP DEBUG',
    'reload true',
    'DEBUG … FALSE',
    '{debug off}',
    'DEBUG … validated|validation',
    /\bdebug(ging)? (info |output |is |are |features? )?(disabled|off|turned off)\b/i,
    /\b(disable|turn off) (all )?debug(ging)?\b(?! ?(log|endpoint|route))/i,
    /\bENV\b`? defaults?\b|\bdefaults? (is|to) `?dev(elopment)?\b/i,
  ],
  cuesUnder: [[/\b(not|never|não|nunca|ne pas|don['’]t|avoid|no)\b.*\bprod/i, /\bDEBUG\s*[=:]\s*True/i]],
  notCues: [/\bdebug (log|endpoint|route|symbol|print)/i],
  subCues: [/\bproduction\b.*\b(prod|staging)\b/i],
  // `app.run(debug=True)` stands under `__main__`, and that is how many apps are started.
  zones: ['server', 'library', 'cli'],
  check: {
    wants: 'absence',
    advice: 'Read the flag from the environment with a default that is safe in production.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
