import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'print-to-logger',
  title: 'Write to the logger instead of printing',
  why: 'Printed text has no level, time or source, and cannot be filtered, routed or switched off in production.',
  cues: [
    /^(?!.*(node -e|randomBytes|\bsensitive\b)).*(\bprint(\(\)|s)?\W.*\b(logg|statement)|\bconsole\.\w+|\bprint\(\))/i,
    /\bdebug(ging)? (print|log(ging)?|code)\b.*\b(removed?|left|statements?)\b|\b(removed?|no) debug(ging)? (prints?|code)\b|\bprints are\b/i,
  ],
  respects: ['T201', 'T203', 'no-console', 'noConsole', 'noConsoleLog'],
  rules: { python, javascript },
});
