import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'log-redaction',
  title: 'Keep secrets and personal data out of logs',
  why: 'Logs are copied to many places and read by many people. A token or password in them is leaked, and personal data in them has to be found and deleted again.',
  cues: [
    '{kept out} … {sensitive} {in logs}',
    '{sensitive} {kept out} {in logs}',
    '{kept out} {in logs} {sensitive}',
    '{sensitive} {in logs} {kept out}',
    '{in logs} {kept out} {sensitive}',
    '{in logs} {sensitive} {kept out}',
    /\b(redact|mask|scrub|sanitiz)\w*\b.{0,40}\blog(s|ged|ging)?\b/i,
    'LOG|LOGS redaction|sanitization|masking|scrubbing',
    'PII|secret|token|credential redaction',
    'console … sensitive',
    'sensitive console',
    'sensitive data in console',
  ],
  cuesUnder: [[/\blog(s|ging)?\b/i, /^\W*(no )?(sensitive (data|info\w*)|PII|personal data)( (is |are )?(filter|redact|mask|scrub|exclu|saniti|remov)\w*)?\W*$|^\W*(redact|mask|filter|scrub)\w* (of )?(sensitive|PII|secrets|tokens|passwords)/i]],
  notCues: [/\baudit logs?\b|\blogin\b|\blog ?out\b|\btoken usage\b|\bgit (log|history)\b|\bgitignore\b/i],
  check: {
    wants: 'absence',
    advice: 'Remove or mask the value before it is logged.',
  },
  about: /\b(logging|logger|loguru|structlog|print\(|console\.|winston|pino|bunyan)/,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
