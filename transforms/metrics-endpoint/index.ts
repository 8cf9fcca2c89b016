import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'metrics-endpoint',
  title: 'Expose metrics',
  why: 'Counts and durations, read every few seconds, show trouble before anyone complains.',
  cues: [/\bprometheus\b|(^|[\s`(])\/metrics\b|\bmetrics[- ](endpoints?|export\w*|exposed|exposition|collection)\b|\b(expos\w*|export\w*)\b.{0,20}\bmetrics\b|\bprom-client\b|\bmonitoring endpoints?\b/i],
  notCues: [/\bconsider\b|\bdashboards?\b|\balert\w*\b|\bbusiness\b|\bpipeline\b|\bscrap\w*\b|\bgrafana\b|\bretention\b/i],
  check: {
    wants: 'presence',
    advice: 'Expose counters and durations of requests at /metrics (prom-client, prometheus-fastapi-instrumentator).',
  },
  rules: { python, javascript },
});
