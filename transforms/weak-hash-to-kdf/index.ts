import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'weak-hash-to-kdf',
  title: 'Hash passwords with a slow function',
  why: 'Fast hashes such as SHA-256 can be tried billions of times a second once the table leaks. bcrypt, scrypt, argon2 and PBKDF2 are made to be slow.',
  cues: [/\b(bcrypt\w*|argon2\w*|scrypt|pbkdf2|passlib)\b|\bpasswords?\b.{0,25}\bhash(ed|ing|es)?\b|\bhash(ed|ing|es)?\b.{0,15}\bpasswords?\b|\bplain-?\s?text passwords?\b|\bpasswords?\b.{0,20}\bplain-?\s?text\b|\b(secure|safe) password storage\b|\bhash(age|ing)? (des |de )?(mots de passe|senhas|contraseñas)|\b(senhas|contraseñas) (com hash|hasheadas|encriptadas|cifradas|criptografadas)|\bmots de passe (hash|chiffr)\w+|密码(加密|哈希)|(хеш|хэш)ировани\p{L}* паролей|паролей хеш/iu],
  exact: 'algorithm',
  check: {
    wants: 'presence',
    advice: 'Hash passwords with argon2, bcrypt or scrypt; verify old hashes until they are replaced.',
  },
  about: /passw(or)?d|passwd|\bbcrypt|argon2/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
