import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'detail-leak-to-generic-error',
  title: 'Answer with a generic error and log the exception',
  why: 'The text of an unexpected exception tells strangers about tables, paths and services, and tells the user nothing. It belongs in the log, with the traceback, where the team can find it.',
  cues: [
    /\b(errors?|exceptions?|failures?)\b.{0,50}\b(leak|expos|reveal|disclos|sanitiz|sanitis|generic|(don['’]?t|do not|never|not) (include|contain|show|return|display|send))\w*/i,
    /\b(leak|expos|reveal|disclos|sanitiz|sanitis|generic|safe\b|hid(e|ing)\b)\w*\b.{0,50}\b(errors?|exceptions?|stack ?-?traces?|tracebacks?)\b/i,
    /\berreurs? masquée?s?\b|\bdétails? (d['’]erreurs? )?exposée?s?\b/i,
    /\bstack ?-?traces?\b|\btracebacks?\b/i,
    /\bsensitive\b.{0,25}\b(in|from) (the )?(api )?(error|exception)/i,
    /\binternal (error|exception|server)? ?(details?|information|info)\b.{0,40}\b(client|user|response|expos|leak)|\b(expos|leak|return)\w*\b.{0,30}\binternal (error |exception )?(details?|information|info|errors?)\b/i,
    /detail=f?["'].*\{\w+\}|\bstr\((e|ex|exc|err|error)\)|\berr(or)?\.(message|stack)\b/,
  ],
  notCues: [/\b(in|to|from) (the )?(server |application )?(logs?|sentry|console)\b(?!.*\b(client|user|response))|\btrack|\bsurface\b|\bmetrics\b|\berror rates?\b|\blog(s|ging)? (with|include)/i],
  subCues: [/\bgeneric\b|\b(exception|error)s?\b/i],
  rules: { python, javascript },
});
