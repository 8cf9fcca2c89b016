import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'tracing',
  title: 'Trace requests across services',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Set up OpenTelemetry where the process starts.',
  },
  rules: { python, javascript },
});
