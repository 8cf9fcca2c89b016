import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'uuid4-to-secure-token',
  title: 'Make tokens, codes and passwords with a secure generator',
  why: 'Whoever can guess a token or a code is let in. `random` and `Math.random` are predictable: their state can be computed from a few values. '
    + '`uuid4` is not: in CPython it is 122 random bits from `os.urandom`. But it is made to be unique, RFC 9562 says not to assume that a UUID '
    + 'is hard to guess, and 122 bits fall short of the 128 that RFC 6749 demands of OAuth tokens. `secrets` and `crypto` say what they are for and give 256.',
  cues: [
    'uuid|uuid1|uuid4|uuids & token|secret|session',
    'token urlsafe|hex|bytes',
    'secrets module|instead',
    'math.random',
    '{absence} … math.random',
    'secure RNG',
    'token|otp|code … crypto.randombytes',
    'CSPRNG',
    '{strong} {makes random}',
    '{makes random} {strong}',
    'secure random token|code|number|generator',
    'token|code|otp|ids|key … cryptographically',
    'key generated … {strong}',
  ],
  notCues: ['jwt|session|signing|app SECRET|SECRETS', /\bopenssl\b|SECRET|\bsecret keys?\b|\bvalidat\w* uuids?\b|\bencryption\b/],
  zones: ['server', 'library', 'cli', 'script', 'orphan'],
  respects: ['S311', 'B311', 'DUO102', 'security/detect-insecure-randomness', 'sonarjs/pseudo-random', 'sonarjs/pseudorandom'],
  right: /\bsecrets\.(?:token_\w+|choice|randbelow)\(|\btoken_(?:urlsafe|hex)\(|\b(?:crypto\.)?random(?:Bytes|Int)\(/,
  rules: { python: () => import('./python/rule.ts'), javascript: () => import('./javascript/rule.ts') },
});
