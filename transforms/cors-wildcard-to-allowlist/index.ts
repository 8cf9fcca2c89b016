import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'cors-wildcard-to-allowlist',
  title: 'Allow only listed origins to call the API',
  why: 'With `*` every web site can call the API from its visitors\' browsers, and with credentials it acts as the logged-in user. The origins allowed become an environment variable; while it is empty no other origin is let in.',
  cues: ['CORS', '{allowed origin}', 'cross-origin request|access', 'origin restricted|limited', 'wildcard origin', 'origin allowlist|whitelist'],
  notCues: [
    'CORS error|issue|problem|preflight|enforcement',
    'error|errores|erros|erreur|erreurs|issue|problem de|with|in CORS',
    'missing CORS',
    'CORS allow credentials',
    /\b(in|en|em|dans|to) `?[A-Z_]*ORIGINS\b/,
    'origin … included|listed in',
    'CORS header|headers are|present|missing|correct|correctos|corretos|corrects',
    'header|headers|cabeceras|cabeçalhos CORS present|correct|correctos|correctas|corretos|corrects',
    'widget|tenant',
    /\bcors\b(?!.*\b(configured|restricted|enabled) and\b).{0,30}\b(explain|document|test|verif)/i,
    /^\W*cors ok\W*$|^\W*add\b.{0,50}\bto\b.{0,20}\ballowed origins\b|\bORIGINS?`? with\b/i,
    /\b(in|via|from|supabase|auth0|clerk|firebase|google|oauth)\b.{0,15}\bdashboard\b|\bbuckets?\b|\bstorage\b/i,
    /^(([Ss]et|[Uu]pdate|[Aa]dd|[Cc]onfigure)\s+(\w+ )?)?`?(?!CORS_ALLOW_ALL)[A-Z_]*ORIGINS?`?\s*(=|:|[-–—] |to\b|with\b|\(your\b|$)(?!.*(\*|wildcard|only|not))/,
    /^\W*`?CORS_\w+`? should be|^\W*(symptoms|root cause|cause)\b|\bcors - cross-origin\b|\.md\b.{0,5}cors/,
    /\borigins?\b`? (includes?|contains?)\b/,
  ],
  subCues: [/\*|\bwildcards?\b|\b(white|allow)list|\b(specific|explicit|exact|known|trusted) (\w+ )?(domains?|origins?|urls?)\b|\bexplicit in prod|^configure for production/i],
  notUnder: [/\b(buckets?|storage|S3)\b/i],
  about: /(?<![a-z])cors|cors\b|access-control-allow-origin/i,
  zones: ['server', 'library', 'cli', 'script', 'orphan'],
  repository,
  rules: { python: () => import('./python/rule.ts'), javascript: () => import('./javascript/rule.ts') },
});
