import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'request-size-limit',
  title: 'Limit the size of requests',
  why: 'A body without a limit is read into memory whole: a few large requests end the process.',
  cues: [
    'request|body|payload size',
    'request|payload body size',
    'body|payload limit',
    'limit … request|json body|payload',
    'body parser limit',
    'body|payload size limit',
    'limit … request|body|payload|json size',
    '{body size}',
    'max|maximum … body|payload',
    'max|maximum request size',
    'max|maximum content length',
    'content length limit',
    'bodylimit',
    'data upload max memory size',
  ],
  notCues: [/\b(files?|uploads?|images?|results?|attachments?) (upload )?size/i],
  subCues: [/\bcontent-length\b|\bbody size\b/i],
  // `next.config.js` is the configuration of a tool.
  zones: ['server', 'library', 'script'],

  check: {
    wants: 'presence',
    advice: 'Set a limit on the body (express.json({ limit }), bodyLimit, MAX_CONTENT_LENGTH, middleware that counts bytes).',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
