import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'rate-limiting',
  title: 'Limit how often a client may call the API',
  why: 'Without a limit one client can guess passwords, run up the bill of paid services, or take the API down for everyone.',
  cues: [
    '{limit}',
    'anonratethrottle|userratethrottle|scopedratethrottle',
    'limit|max|maximum … {log in} attempt',
    '{log in} attempt limit',
    'limit … requests per|by',
    'limit|limite|límite|max {attempts} {period}',
  ],
  notCues: [
    '{limit} … openai|stripe|twitter|github|google|external|third-party|upstream|outbound|outgoing',
    /^\W*(set |add |configure )?`?RATE_?LIMIT(?!\w*_(ENABLED?|FAIL_OPEN))\w*_/i,
    /(?<!\()\b(different|separate|adjust|tune|fine-tune|optimi[sz]e|increase|customi[sz]e)\b.{0,30}\blimits?\b/iu,
    /\bcustomi[sz]ation\b|\bstagger|\btiers?\b(?! ?\d)/iu,
    /(?<!\b(configured|implemented|enabled|add)\b.*)\b(per|por|par)[- ](user|tier|plan|tenant|customer|organi[sz]ation|account|usuario|usuário|utilisateur)(?!\p{L})/iu,
    /\bbypass\b|\bthresholds?\b|\bredis\b|\bdistributed\b|\bsmart\b|\bacceptable\b/iu,
    /\blimits? (are|is) (appropriate|reasonable|adequate|too|high|low)\b|\btest-specific\b|\bdisabl\w+ rate\b/iu,
    /\bin tests?\b|\brate[- ]limit\w* tests?\b|^(?!.*\brate[- ]?limit).*\bsize limits?\b/iu,
    /\brate[- ]?limit(s|ing|ed|er)?\b[^()]{0,20}\b((?<!and )tuned|adjusted|works|working|preventing abuse|warnings?|errors?|issues?|exceeded|hits|violations?|alerts?|documented|tracking|monitoring|audit|verification|exempt\w*|disabled (in|for|during)|headroom|tuning|metrics)\b/i,
    /\b(respect|handle|within|hit|avoid|monitor|approaching)\w*\b.{0,20}\brate[- ]?limit/i,
    /\b(openai|stripe|twitter|github|google|provider|third[- ]party|external|upstream|outbound|outgoing)\b.{0,30}\brate[- ]?limit/i,
  ],
  subCues: [/\b\d+\s*(req|requests|attempts?|calls)\b|\/\s*(min|hour|sec)|\bper (ip|minute|hour|second)\b|\bpublic endpoints\b|\blimits?\b|\b\d+\/\d+\s?min|\blogin\b.*\b(endpoint|attempt)/i],
  notUnder: [/\bcloudflare\b|\bHTTP (calls|client)|\b(sync|api) ?client\b|\bHTTP Calls\b|\b(outbound|third[- ]party|external) /i],
  exact: 'rate',
  check: {
    wants: 'presence',
    advice: 'Add a limiter (slowapi, Flask-Limiter, DRF throttles, express-rate-limit, @fastify/rate-limit, @nestjs/throttler) and put it on every route, stricter on login.',
  },
  rules: { python: () => import('./python/rule.ts'), javascript: () => import('./javascript/rule.ts') },
  repository,
});
