import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'security-headers',
  title: 'Send security headers',
  why: 'Headers such as Content-Security-Policy, HSTS and X-Frame-Options tell browsers to refuse injected scripts, plain HTTP and framing. They cost one middleware.',
  cues: [
    /\bhelmet\b|\bsecurity[- ](response )?headers?\b|\bsecure headers\b/i,
    /\bcontent[- ]security[- ]polic(y|ies)\b|\bCSP\b|\bHSTS\b|\bstrict[- ]transport[- ]security\b/i,
    /\bX-(Frame|Content-Type|XSS|Permitted|DNS|Download|Powered)\b|\b(referrer|permissions|feature)-policy\b|\bcross-origin[- ](\w+[- ])?polic(y|ies)\b|\bincludeSubDomains\b|\bSECURE_(HSTS|CONTENT_TYPE|BROWSER|REFERRER)\w*/i,
    /\bclickjacking\b|\bsecurity middleware\b|\b(http|response) headers? (hardening|hardened|secured)\b|\b(xss|clickjacking|frame|mime)\b.{0,15}\bheaders?\b|\bflask-talisman\b|\bframe-ancestors\b|\bMIME[- ]sniffing\b|\b(remove|hide|disable|strip)\w* (the )?`?server`? headers?\b|\bserver headers? (removed|hidden|stripped)\b/i,
    /\b(headers|en-têtes) (http )?de sécurité|\b(cabeceras|encabezados|headers) de seguridad|\b(cabeçalhos|headers) de segurança|\bsicherheits-?header|安全(响应)?头|заголовк\p{L}* безопасности|güvenlik (başlık|header)/iu,
  ],
  notCues: [/\breact-helmet\b|\bviolations?\b|\bheaders?( de \S+)? (are )?(pr[ée]sent\w*|correct|verified)(?!\p{L})|\bgrade\b|\bheaders? (audit|scan)\b|\bsecurityheaders\b|\bcors headers\b/iu],
  subCues: [/\bnosniff\b|\bpreload\b/i],
  // `next.config.js` is the configuration of a tool.
  zones: ['server', 'library', 'script'],

  exact: 'header',
  check: {
    wants: 'presence',
    advice: 'Add helmet (@fastify/helmet, Django SecurityMiddleware with SECURE_* settings, a header middleware in FastAPI or Flask).',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
