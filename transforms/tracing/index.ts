import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'tracing',
  title: 'Trace requests across services',
  why: 'Where one request passes through several services, a trace shows which of them took the time.',
  cues: [
    'distributed|request tracing',
    /^\W*(\w+ )?tracing( (is )?(enabled|configured|implemented|set ?up))?\W*(\(|$)/i,
    'opentelemetry',
    'open telemetry',
    /\b(otel|jaeger|zipkin)\b/i,
  ],
  notCues: [/\bUI\b|\bretention\b|\bdashboards?\b/],
  check: {
    wants: 'presence',
    advice: 'Set up OpenTelemetry where the process starts.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
