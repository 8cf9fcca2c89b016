import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'localhost-url-to-env',
  title: 'Read addresses of services from the environment',
  why: 'An address of a service in code points at nothing, or at somebody else, wherever else the code runs.',
  cues: [
    '{hardcoded} … url|host|endpoint|domain|address|ip|localhost',
    'url|host|endpoint|domain … {hardcoded}',
    'localhost url|reference|default',
    /\b(no|remove|replace|defaults? to) `?localhost\b/i,
    /\b(api|base|backend|frontend|service) urls?\b.{0,20}\b(use|from|via|in) (the )?env/i,
  ],
  notCues: [/\bcors\b|\borigins?\b/i],
  check: {
    wants: 'absence',
    advice: 'Read the address from the environment; keep localhost as a default for development only.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
