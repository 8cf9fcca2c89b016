import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'metrics-endpoint',
  title: 'Expose metrics',
  why: 'Counts and durations, read every few seconds, show trouble before anyone complains.',
  cues: [/\bprometheus\b.{0,15}\b(metrics|integrat|instrument|endpoint|client|format)\w*|\b(metrics|métricas|métriques)\b.{0,25}\bprometheus\b|\b(integrate|expose|add)\w*\b.{0,20}\bprometheus\b|\b(add|expose\w*|implement\w*|create|provide)\b.{0,20}[\s`(]\/metrics\b|\/metrics`? (endpoint|route)|^\W*metrics\b.{0,8}\/(\w+\/)?metrics\b|\b(prometheus|otlp)\b.{0,8}\bexporters?\b|\bmetrics (are )?(not )?(exposed|exported)\b|\bmetrics\b.{0,10}[(`]\/metrics|\bmetrics[- ](endpoints?|export\w*|exposed|exposition|collection)\b|\b(expos\w*|export\w*)\b.{0,20}\bmetrics\b|\b(application|app|custom) metrics (are )?(being )?(collected|collection|gathered|exposed|instrumented)\b|\bm[ée]tri(cas|ques) expo\w+|\bprom-client\b|\bprometheus[_-]\w+|\binstrument\w*\b.{0,30}\b(prometheus|metrics)\b|\bmonitoring endpoints?\b/i],
  notCues: [/\bconsider\b|\bdashboards?\b|\balert\w*\b|\bbusiness\b|\bpipeline\b|\bscrap\w*\b|^(?!.*\bexpos).*\bgrafana\b|\bretention\b/i],
  check: {
    wants: 'presence',
    advice: 'Expose counters and durations of requests at /metrics (prom-client, prometheus-fastapi-instrumentator).',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
