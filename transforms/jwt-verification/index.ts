import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'jwt-verification',
  title: 'Verify tokens before trusting them',
  why: 'A token whose signature, algorithm or expiry is not checked is a form anyone can fill in.',
  cues: [
    '{apt} token {expiry}',
    'token {expiry} {apt}',
    'TOKENS EXPIRE|EXPIRAN|EXPIRAM|EXPIRENT',
    'jwt|token … issuer|audience',
    'jwt|token … signature',
    'verify signature',
    'VERIFY|VERIFIES|VERIFIED|VERIFICATION jwt',
    'jwt … VERIFY|VERIFIED|VERIFICATION',
    /\b(jwt|access token)s?\b.{0,25}\b(expir(y|ation|es?)|ttl|lifetime)\b/i,
    'token {expiry} {in place}',
    'short|reasonable lived|access … token|jwt',
    'token|jwt … short lived',
    'algorithm|algoritmo|algorithme|alg … HS256|RS256|ES256|EDDSA',
    '{token expiry}',
    /\balg(orithm)?s?[=:]? ?["'`]?none\b/i,
  ],
  cuesUnder: [[/\bJWT\b/i, /\btoken (expiration|expiry|lifetime)|^\W*expir(y|ation)\b/i]],
  notCues: [/(?<!\b(expiration|expiry) (is )?(configured|set|enforced|implemented)\b.*)\brefresh(es|ed)?\b(?!\s*[:)])|\bauto-?logout\b|webhook|\bmatch|\breset\b|\binvalidat\w*\b|\bemail\b|\bhandl|\bauto-?\b|\bevery\b|\bbefore\b|\bflow\b|\bJWT_\w+|\bsecret\b/i],
  notUnder: [/\breset\b/i],
  exact: 'algorithm',
  check: {
    wants: 'presence',
    advice: 'Verify signature, algorithm and expiry of every token where it is decoded.',
  },
  about: /\b(jwt|jose|jsonwebtoken|authlib|id_token|pyjwt|passport-jwt|JWTStrategy|JWTManager|simplejwt)\b|jwtVerify|JwtModule/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
