import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'weak-hash-to-kdf',
  title: 'Hash passwords with a slow function',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Hash passwords with argon2, bcrypt or scrypt; verify old hashes until they are replaced.',
  },
  rules: { python, javascript },
});
