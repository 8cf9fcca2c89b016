import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'detail-leak-to-generic-error',
  title: 'Answer with a generic error and log the exception',
  why: 'The text of an unexpected exception tells strangers about tables, paths and services, and tells the user nothing. It belongs in the log, with the traceback, where the team can find it.',
  cues: [
    /\b(leak|expos|sanitiz|return)\w*\b.*\b(exception|error|stack ?trace|traceback)s?\b.*\b(detail|message|client|response|user)/i,
    /\b(generic|sanitiz\w*|safe)\b.*\berror (message|response)s?\b|\bsensitive data from error/i,
    /detail=f?["'].*\{exc?\}|str\(exc?\)/,
  ],
  rules: { python, javascript },
});
