import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'log-redaction',
  title: 'Keep secrets and personal data out of logs',
  why: 'Logs are copied to many places and read by many people. A token or password in them is leaked, and personal data in them has to be found and deleted again.',
  cues: [
    /(?:(?<=\b(no|not|never|não|nunca|jamais|sin|sem|sans|pas de|aucune?|don['’]?t|doesn['’]?t|do not|without|redact\w*|mask\w*|scrub\w*|sanitiz\w*|exclud\w*|remov\w*|filter\w*|avoid|free of|reduce|contain)\b.*)|(?=.*\b(no|not|never|não|nunca|jamais|sin|sem|sans|don['’]?t|doesn['’]?t|do not|without|redact\w*|mask\w*|scrub\w*|sanitiz\w*|exclud\w*|remov\w*|filter\w*|avoid|free of|reduce|contain)\b))(\b(sensitive|sens[ií]ve(l|is)|sensibles?|PII|personal (data|info\w*)|tokens?|passwords?|secrets?|credentials?|(\w+ )?keys?|bodies|emails?|PHI)\b.{0,60}\b(in|from|to)? ?(the )?(\w+ )?(logs?|logged|logging|log output)\b|\blog(s|ged|ging)?\b.{0,60}\b(sensitive|PII|PHI|personal|tokens?|passwords?|secrets?|credentials)\b)/i,
    /\b(redact|mask|scrub|sanitiz)\w*\b.{0,40}\blog(s|ged|ging)?\b|\blog (redaction|sanitization|masking|scrubbing)\b|\b(PII|secrets?|tokens?|credentials?) redaction\b|\bconsole\.\w+\b.{0,30}\bsensitive|\bsensitive (data in )?console\b/i,
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
