import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'localhost-url-to-env',
  title: 'Read addresses of services from the environment',
  why: 'An address of a service in code points at nothing, or at somebody else, wherever else the code runs.',
  cues: [/\bhard-?\s?coded\b.{0,25}\b(urls?|hosts?|endpoints?|domains?|addresses|ips?|localhost)\b|\b(urls?|hosts?|endpoints?|domains?)\b.{0,25}\bhard-?\s?coded|\blocalhost (urls?|references?|defaults?)\b|\b(no|remove|replace|defaults? to) `?localhost\b|\b(api|base|backend|frontend|service) urls?\b.{0,20}\b(use|from|via|in) (the )?env/i],
  notCues: [/\bcors\b|\borigins?\b/i],
  check: {
    wants: 'absence',
    advice: 'Read the address from the environment; keep localhost as a default for development only.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
