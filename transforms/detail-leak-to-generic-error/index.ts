import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'detail-leak-to-generic-error',
  title: 'Answer with a generic error and log the exception',
  why: 'The text of an unexpected exception tells strangers about tables, paths and services, and tells the user nothing. It belongs in the log, with the traceback, where the team can find it.',
  cues: [
    /\b(errors?|exceptions?|failures?)\b.{0,50}\b(leak|expos|reveal|disclos|sanitiz|sanitis|generic|hidden|masked|suppressed|(don['’]?t|do not|never|not) (include|contain|show|return|display|send))\w*/i,
    /\b(leak|expos|reveal|disclos|sanitiz|sanitis|generic|(?<!type-)safe\b|hid(e|ing)\b)\w*\b.{0,50}\b(errors?|exceptions?|stack ?-?traces?|tracebacks?)\b/i,
    /\berreurs? masquée?s?\b|\bdétails? (d['’]erreurs? )?exposée?s?\b/i,
    /(?<=\b(no|not|never|n['’]t|without|hid\w*|remov\w*|disabl\w*|strip\w*|suppress\w*|expos\w*|leak\w*|return\w*|only|sin|sem|sans|não|pas|aucune?|clients?|users?|responses?|mask\w*)\b.*)\b(stack ?-?traces?|tracebacks?)\b|\b(stack ?-?traces?|tracebacks?)\b(?=.*\b(no|not|never|n['’]t|without|hid\w*|remov\w*|disabl\w*|strip\w*|suppress\w*|expos\w*|leak\w*|return\w*|only|sin|sem|sans|não|pas|aucune?|clients?|users?|responses?|mask\w*)\b)/i,
    /\b(verbose|detailed) errors?\b.{0,25}\b(disabled|off|hidden|removed|only)\b|\berrors?( details?| messages?)? only in dev|\b(disable|turn off|hide|suppress|no)\b.{0,15}\b(verbose|detailed) errors?\b|\bm?ens(ajes|agens|ages) d(e|['’]) ?err\w+ gen[ée]ric\w+|\bmessages d['’]erreur génériques|\b(não|no|ne pas) expo(r|ner|ser)\b.{0,30}\berr/i,
    /\bsensitive\b.{0,25}\b(in|from) (the )?(api )?(error|exception)/i,
    /\binternal (error|exception|server)? ?(details?|information|info)\b.{0,40}\b(client|user|response|expos|leak)|\b(expos|leak|return)\w*\b.{0,30}\binternal (error |exception )?(details?|information|info|errors?)\b/i,
    /detail=f?["'].*\{\w+\}|\bstr\((e|ex|exc|err|error)\)|\berr(or)?\.(message|stack)\b/,
  ],
  cuesUnder: [[/\berrors?\b/i, /^\W*generic (messages?|responses?)\b|\b(don['’]t|do not|never|no) (expose|leak|reveal|return)\w*\b.{0,30}\b(internals?|details|sensitive|stack)\b/i]],
  notCues: [/\b(in|to|from) (the )?(server |application )?(logs?|sentry|console)\b(?!.*\b(client|user|response))|\btrack|\bsurface\b|\bmetrics\b|\berror rates?\b|\blog(s|ging)? (with|include)/i],
  subCues: [/\bgeneric\b|\b(exception|error)s?\b/i],
  right: /HTTPException\(\s*(?:status_code\s*=\s*)?(?:status\.HTTP_)?5\d\d\w*\s*,\s*(?:detail\s*=\s*)?[\"']|\.status\(5\d\d\)\s*\.(?:json|send)\(\s*(?:\{\s*\w+:\s*(?:(?:true|false),\s*\w+:\s*)?)?[\"'`]|InternalServerErrorException\(\s*['\"`]/,
  rules: { python: () => import('./python/rule.ts'), javascript: () => import('./javascript/rule.ts') },
});
