import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'health-endpoint',
  title: 'Answer health checks',
  why: 'A load balancer and whoever is on call need one place that says whether the process, and what it depends on, works.',
  cues: [
    /\bhealth[- ]?checks?\b.{0,20}\b(endpoints?|routes?|apis?)\b|\b(endpoints?|routes?)\b.{0,20}\bhealth[- ]?checks?\b|\bhealthz?`?,?( and| &|\/)?( `?\/\w+`?)? (endpoints?|routes?)\b|\bhealth\/readiness\b|\bhealth checks? (robust|detalhad|complet)\w*/i,
    /\b(add|implement|create|expose|provide|include)\w*\b.{0,20}\/(health|healthz|health-?check|readyz|livez|readiness|liveness)\b/i,
    /^\W*(add|implement|create|expose|enable|provide|build|improve|enhance)\w* (?!.*\b(probes?|script|monitor\w*)\b)([\w-]+ ){0,3}health[- ]?checks?\b/i,
    /健康检查(端点|接口)|ヘルスチェック(エンドポイント|用)|헬스 ?체크 (엔드포인트|API)|\b(endpoint|ruta|rota) de (salud|saúde|health)/i,
    /^\W*health[- ]?checks? [-–—] (?!.*\b(path|url|interval|returns?|pass\w*)\b)/i,
    /^\W*((deep|detailed|dependency|database|service|comprehensive) )*health[- ]?checks? for\b(?!.*\b(containers?|services? in)\b)/i,
    /\b(readiness|liveness)\b.{0,20}\b(endpoints?|checks?|routes?)\b/i,
    /(?<=^(add |implement |set ?up |proper |comprehensive |basic |api |service |application |database |dependency |enhanced |improved? |detailed |deep |custom |\W)*)health[- ]?checks?( (is |are )?(implemented|added|enabled|in place|setup|set up|available|created))?\W*$/i,
  ],
  cuesUnder: [[/\bhealth[- ]?(checks?|endpoint)\b/i, /^\W*(add|include)\w*\b.{0,30}\bchecks?\W*$/i]],
  notCues: [/\breturns? (200|ok|up|success\w*|healthy|true|status)\b|\bresponds?\b|\badmin\b|\bgated\b|\bpath:|\bprobes?\b|\b(npm|yarn|pnpm) run\b|\bpass(es|ing)?\b|\bdaily\b|\bmonitors?\b|\buptime\b|\bworker\b|^(?!.*\bendpoint\b).*\bping\b/i],
  check: {
    wants: 'presence',
    advice: 'Add a route such as /health that answers 200 while the process and what it depends on work.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
