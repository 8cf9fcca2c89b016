import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'weak-hash-to-kdf',
  title: 'Hash passwords with a slow function',
  why: 'Fast hashes such as SHA-256 can be tried billions of times a second once the table leaks. bcrypt, scrypt, argon2 and PBKDF2 are made to be slow.',
  cues: [
    'bcrypt|bcryptjs|argon2|argon2id|scrypt|pbkdf2|passlib',
    'password … HASH|HASHED|HASHING|HASHES',
    /\bhash(ed|ing|es)?\b.{0,15}\bpasswords?\b/i,
    '{plain text} {stored password}',
    '{stored password} {plain text}',
    'secure|safe password storage',
    '{hashed passwords}',
  ],
  notCues: [/\w*password_hash\w*/i],
  exact: 'algorithm',
  check: {
    wants: 'presence',
    advice: 'Hash passwords with argon2, bcrypt or scrypt; verify old hashes until they are replaced.',
  },
  about: /passw(or)?d|passwd|\bbcrypt|argon2/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
