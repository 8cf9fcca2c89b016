import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'request-size-limit',
  title: 'Limit the size of requests',
  why: 'A body without a limit is read into memory whole: a few large requests end the process.',
  cues: [
    /\b(request|body|payload)s?( body| payload)? sizes?\b|\b(request )?(body|payload)([ -]?parser)? (size )?limits?\b|\blimit(s|ed|ing)? (the )?(request|body|payload|json)( body| payload)?( sizes?)\b/i,
    /\btaille (de |du |des )?(body|requête)|\b(body|payload)\b.{0,8}\b\d+ ?[km]b\b|\btamaño (máximo )?(de |del )?(la |las )?(body|petici\w+|solicitud\w*|payload)|\btamanho (máximo )?(de |do |da |das )?(body|requisiç\w+|payload)/i,
    /\bmax(imum)?[ _-]?(content[ _-]?length|(request |json )?body|payload|request[ _-]size)\b|\bcontent-length limits?\b|\bbody-?parser limits?\b|\bbodyLimit\b|\bDATA_UPLOAD_MAX_MEMORY_SIZE\b/i,
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
