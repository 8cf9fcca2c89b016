import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'health-endpoint',
  title: 'Answer health checks',
  why: 'A load balancer and whoever is on call need one place that says whether the process, and what it depends on, works.',
  cues: [
    '{health check} … endpoint|route',
    'endpoint|route … {health check}',
    'HEALTH|HEALTHZ|READYZ|LIVEZ endpoint|route',
    'endpoint|route|rota|ruta HEALTH|HEALTHZ|READYZ|LIVEZ',
    'health and|check … endpoint|route',
    '{health endpoint}',
    '{health check} robusto|robustos|completo|completos|detalhado|detallado',
    'READINESS|LIVENESS … endpoint|check|route',
    /\bhealth\/readiness\b/i,
    /\b(add|implement|create|expos|provid|includ)\w*\b.{0,20}\/(healthz?|health-?check|readyz|livez|readiness|liveness)\b/i,
    /^\W*(add|implement|create|expose|enable)\w* (?!.*\b(probes?|script|monitor\w*)\b)([\w-]+ ){0,3}health[- ]?checks?\b/i,
    /^\W*(provide|build|improve|enhance)\w* (?!.*\b(probes?|script|monitor\w*)\b)([\w-]+ ){0,3}health[- ]?checks?\b/i,
    /^\W*health[- ]?checks? [-–—] (?!.*\b(path|url|interval|returns?|pass\w*)\b)/i,
    /^\W*((deep|detailed|dependency|database|service) )*health[- ]?checks? for\b(?!.*\b(containers?|services? in)\b)/i,
    /^\W*((add|implement|set ?up|proper|comprehensive|basic|api|service|application|database) )*health[- ]?checks?\W*$/i,
    /^\W*((dependency|enhanced|improved?|detailed|deep|custom|api|service) )*health[- ]?checks?\W*$/i,
    /^\W*([\w-]+ ){0,3}health[- ]?checks? (is |are )?(implement\w+|added|enabled|in place|set ?up|available|created|adicionado|agregado|ajouté)\W*$/iu,
  ],
  cuesUnder: [[/\bhealth[- ]?(checks?|endpoint)\b/i, /^\W*(add|include)\w*\b.{0,30}\bchecks?\W*$/i]],
  notCues: [/\breturns? (200|ok|up|success\w*|healthy|true|status)\b|\bresponds?\b|\badmin\b|\bgated\b|\bpath:|\bprobes?\b|\b(npm|yarn|pnpm) run\b|\bpass(es|ing)?\b|\bdaily\b|\bmonitors?\b|\buptime\b|\bworker\b|^(?!.*\bendpoint\b).*\bping\b/i],
  check: {
    wants: 'presence',
    advice: 'Add a route such as /health that answers 200 while the process and what it depends on work.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
