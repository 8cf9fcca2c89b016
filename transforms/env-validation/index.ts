import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'env-validation',
  title: 'Check the configuration at start',
  why: 'A missing variable should stop the process at start with its name, rather than break the first request that needs it.',
  cues: [
    /\b(env(ironment)?([ -]?var(iable)?s?)?|config(uration)?|settings|required secrets?|jwt secret|(\w+_)?secrets?(_key)?)\b.{0,40}\bvalidat(ed|ion|e|or|es)\b/i,
    /\bvalidat(e|es|ed|ion|ing)\b.{0,40}\b(env(ironment)?([ -]?var(iable)?s?)?|config(uration)?s?|settings|required secrets?)\b.{0,40}(\bstart|\bboot|\bschema\b|\bzod\b|\bpydantic\b|$)/i,
    /\bvalida(ção|ción|tion)\b.{0,30}\b(variáve|variable)\w*|\benv ?validat|\bfail(s|ing)?[- ]fast\b|\b(env(ironment)?|config|var|secret)\w*\b.{0,40}\b(throws?|crash|exit|abort|refuse)\w*\b.{0,30}\b(missing|unset|start)|\b(throws?|fails?|exits?|crash\w*|refuses?)\b.{0,30}\b(missing|unset|not set)\b/i,
    /\bvalidation raises\b|\bstartup (config\w* |env\w* )?validation\b|\b(required|missing|env(ironment)?( var\w*)?|config\w*)\b.{0,40}\b(checked|verified|enforced|asserted)\b.{0,15}\b(at|on|during|before) (app(lication)? |server )?(start\w*|boot\w*|launch)|环境变量(校验|验证)|\benvalid\b|\bno (\w+ )?fallback\b|\bvariables?\b.{0,15}\b(validées?|validadas?|validated)/i,
  ],
  cuesUnder: [[/\b(env(ironment)?|config\w*)\b/i, /\b(validat|check|fail|crash|throw|exit)\w*\b.{0,40}\b(at|on|during) (app )?(startup|boot|start)\b/i]],
  notCues: [/\bmake \w+|\binput\b|\bwebhooks?\b|\bdefault secrets?\b.{0,10}\bremov|\bdns\b|\bcors\b|\bsignature\b|\bscrape\b|\bpromtool\b|\bcallback\b/i],
  check: {
    wants: 'presence',
    advice: 'Read the required variables once at start and stop with their names when one is missing.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
