import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'https-redirect',
  title: 'Redirect HTTP to HTTPS',
  why: 'Whoever types the address without https sends the first request, and its cookies, in the clear.',
  cues: [
    'enforce|redirect|force|require … https|ssl|tls',
    'https|ssl|tls … enforced|enforcement|redirect|forced|mandatory|required|everywhere',
    'https|ssl|tls only',
    'only https',
    'secure ssl redirect',
    '{https enforced}',
    /\bhttp\s*(→|->|=>|to|vers|para|a|nach)\s*https\b/i,
  ],
  notCues: [/\b(railway|vercel|render|heroku|fly\.io|netlify|aws|automatic\w*|provided|platform|certificates?|webhooks?|cookies?|flag|database|db|postgres\w*|redis|connections?|callback|urls?|uris?|oauth)\b|\btls ?1\./i],
  check: {
    wants: 'presence',
    advice: 'Redirect to HTTPS in the app (HTTPSRedirectMiddleware, SECURE_SSL_REDIRECT) or state that the proxy does it.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
