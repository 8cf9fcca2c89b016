import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'response-compression',
  title: 'Compress responses',
  why: 'Text shrinks to a fifth: less traffic and faster pages for one line of middleware.',
  cues: [
    '{compression}',
    'compression middleware',
    'compressed response',
    'compress response',
    'COMPRESSION',
    'GZIP',
    'BROTLI',
  ],
  notCues: [/\b(images?|caches?|assets?|static|backups?|logs?|bundles?|files?|videos?|vercel|frontend|storage|cdn|audio)\b/i],
  notUnder: [/\bcloudflare\b/i],
  // `next.config.js` is the configuration of a tool.
  zones: ['server', 'library', 'script'],

  check: {
    wants: 'presence',
    advice: 'Add compression middleware, or state that the proxy compresses.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
