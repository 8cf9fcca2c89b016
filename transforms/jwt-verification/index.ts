import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'jwt-verification',
  title: 'Verify tokens before trusting them',
  why: 'A token whose signature, algorithm or expiry is not checked is a form anyone can fill in.',
  cues: [
    /\b(appropriate|reasonable|short|proper|sensible|suitable) (\w+ )?tokens? (expiration|expiry|lifetimes?|ttl)\b|\b(jwt|token)s?\b.{0,20}\b(issuer|audience) |\bexpira(ção|ción) (de|del|do|dos) (los )?(tokens?|jwt)\b|\bexpiration (du|des) (tokens?|jwt)\b/i,
    /\b(jwt|token)s?\b.{0,30}\bsignatures?\b|\bverify_signature\b|\bverif(y|ies|ied|ication)\b.{0,15}\bjwts?\b|\bjwts?\b.{0,30}\b(verif(y|ied|ication))\b/i,
    /\b(jwt|access token)s?\b.{0,25}\b(expir(y|ation|es?)|ttl|lifetime)\b|\btoken (expiration|expiry) (time )?(is )?(configured|set|enforced|implemented)\b|\b(short|reasonable)[- ](lived|jwt|access|expir)\w*\b.{0,20}\b(tokens?|jwts?|expir\w*)\b|\balg(orithm)?s?[=:]? ?["'`]?none\b/i,
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
