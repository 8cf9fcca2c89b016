import { defineTransform } from '../../src/transform.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'print-to-logger',
  title: 'Write to the logger instead of printing',
  why: 'Printed text has no level, time or source, and cannot be filtered, routed or switched off in production.',
  cues: [/\bprint(\(\))?\b.*\b(logg|statement)|\bconsole\.\w+/i],
  respects: ['T201', 'T203', 'no-console'],
  rules: { python },
});
