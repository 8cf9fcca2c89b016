import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'secure-cookies',
  title: 'Set cookies secure, httponly and same-site',
  why: 'A session cookie without Secure, HttpOnly and SameSite can be read on the wire or by a script, or be sent along by another site.',
  cues: [
    'SECURE|HTTPONLY|SAMESITE … cookie',
    'cookie … SECURE|HTTPONLY|SAMESITE|flag|attribute',
    'session|CSRF cookie SECURE|HTTPONLY|SAMESITE',
    '{secure cookie}',
    'SECURE flag',
    'HTTP only',
    'same site',
    'httponly',
    'samesite',
    'cookie security|settings|configuration',
  ],
  notCues: [/\bconsent\b|\bcookie secrets?\b|\bstored? (\w+ ){0,2}in (an? )?http-?only\b|\bpolic(y|ies)\b|\bbanner\b|\blocalStorage\b|\bconsider\b/i],
  check: {
    wants: 'presence',
    advice: 'Set secure, httponly and samesite on every cookie that the app sends.',
  },
  about: /set_cookie|SessionMiddleware|SESSION_COOKIE|\bdjango\b|flask_login|flask import .*\bsession\b|\.cookie\(|express-session|cookie-session|cookies\(\)|setCookie|Set-Cookie|iron-session/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
