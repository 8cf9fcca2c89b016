import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'metrics-endpoint',
  title: 'Expose metrics',
  why: 'Counts and durations, read every few seconds, show trouble before anyone complains.',
  cues: [
    'prometheus … metrics|integration|instrumentation|endpoint|client|format',
    'metrics … prometheus',
    'integrate|expose|add … prometheus',
    '{metrics exposed}',
    'prometheus|otlp exporter',
    'metrics exposed|exported|endpoint|exporter|exposition|collection',
    'metrics not exposed|exported',
    'expose|export … metrics',
    'application|app|custom metrics collected|collection|gathered|exposed|instrumented',
    'prom client',
    'PROMETHEUS client|instrumentator|multiproc',
    'instrument … prometheus|metrics',
    'monitoring endpoint',
    /\b(add|expose\w*|implement\w*|create|provide)\b.{0,20}[\s`(]\/metrics\b|\/metrics`? (endpoint|route)/i,
    /^\W*metrics\b.{0,8}\/(\w+\/)?metrics\b|\bmetrics\b.{0,10}[(`]\/metrics/i,
  ],
  notCues: [/\bconsider\b|\bdashboards?\b|\balert\w*\b|\bbusiness\b|\bpipeline\b|\bscrap\w*\b|^(?!.*\bexpos).*\bgrafana\b|\bretention\b/i],
  check: {
    wants: 'presence',
    advice: 'Expose counters and durations of requests at /metrics (prom-client, prometheus-fastapi-instrumentator).',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
