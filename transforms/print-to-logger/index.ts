import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'print-to-logger',
  title: 'Write to the logger instead of printing',
  why: 'Printed text has no level, time or source, and cannot be filtered, routed or switched off in production.',
  cues: [
    /\bconsole\.(\w+|\*)|\bno (stray |leftover )?prints?\b(?! (button|styles?|view))|\bconsole[- ]logs?\b|\bconsole (log )?statements?\b/i,
    /\bprint\(|\bprint(f| ?\(\))?[ /]?(statements?|calls?|debugging)\b|\bprints? (are|remain)\b|\b(replace|remove)\w*\b.{0,20}\b(prints?|console( logging)?)\b(?! logging).{0,30}\blog/i,
    /\bdebug(ging)?[ /-]((print|log(ging)?|output|console)[ /-]?)?statements?\b/i,
    /\bdebug(ging)? (code|prints?|logs?|logging|output)\b.{0,25}\b(removed|stripped|cleaned|deleted|replaced)\b|\b(remove|removed|no|strip|clean(ed)? up|delete)( all| any| unnecessary| remaining| leftover)* debug(ging)? (code|prints?|logs?|logging|output)\b/i,
  ],
  notCues: [/\bnode -e\b|randomBytes|\b(console|prints?|log(s|ging)?)\b.{0,20}\b(sensitive|passwords?|tokens?|secrets?|PII|OTPs?)\b|\bsensitive (data in )?console\b|\bbrowser\b|\bdevtools\b|\bprint (header|label|receipt|view|styles?)\b/i],
  subCues: [/\bprints?\b|\blogger\b/i],
  respects: ['T201', 'T203', 'no-console', 'noConsole', 'noConsoleLog'],
  right: /\b(?:log|logger|logging|LOGGER|LOG|current_app\.logger|request\.log|req\.log|fastify\.log)\.(?:debug|info|warn|warning|error|exception)\(/,
  rules: { python: () => import('./python/rule.ts'), javascript: () => import('./javascript/rule.ts') },
});
