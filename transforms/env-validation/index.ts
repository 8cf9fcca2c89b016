import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'env-validation',
  title: 'Check the configuration at start',
  why: 'A missing variable should stop the process at start with its name, rather than break the first request that needs it.',
  cues: [
    '{env vars} {validated}',
    '{validated} {env vars} {at start}',
    'startup validation',
    'startup config|configuration|env|environment validation',
    'validation … required secret',
    /\bvalidat(e|es|ed|ion|ing)\b.{0,40}\b(env(ironment)?([ -]?var(iable)?s?)?|config(uration)?s?|settings)\b[^\w]*$/i,
    '{fails} … missing|unset',
    '{fails} … not set',
    '{fails} start|boot without|if|unless|when',
    '{start refused}',
    '{env vars} … différent|diferente|different … default',
    '{env vars} {fails} start|startup|missing|unset',
    'FAIL|FAILS|FAILING fast',
    'validation raises',
    '{env vars} … checked|verified|enforced|asserted {at start}',
    'envalid',
    /\benv ?validat/i,
    /\bno (\w+ )?fallback\b/i,
  ],
  cuesUnder: [[/\b(env(ironment)?|config\w*)\b/i, /\b(validat|check|fail|crash|throw|exit)\w*\b.{0,40}\b(at|on|during) (app )?(startup|boot|start)\b/i]],
  notCues: [/\w_config\b|\bmake \w+|\binput\b|\bwebhooks?\b|\bdefault secrets?\b.{0,10}\bremov|\bdns\b|\bcors\b|\bsignature\b|\bscrape\b|\bpromtool\b|\bcallback\b/i],
  check: {
    wants: 'presence',
    advice: 'Read the required variables once at start and stop with their names when one is missing.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
