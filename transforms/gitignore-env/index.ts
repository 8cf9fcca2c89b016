import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'gitignore-env',
  title: 'Keep .env out of git',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Add .env to .gitignore and remove it from the repository with git rm --cached.',
  },
  rules: { python, javascript },
});
