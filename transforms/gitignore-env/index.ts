import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'gitignore-env',
  title: 'Keep .env out of git',
  why: 'What is committed stays in the history of every clone, so the file with the secrets must never be.',
  cues: [
    'GITIGNORE',
    '{verify} … GITIGNORE',
    '{verify} … {env file} … GITIGNORE',
    '{env file} {absence} {committed}',
    '{absence} {committed} {env file}',
    '{env file} excluded|ignored|untracked … {committed}',
    /\.env\b.{0,40}\b(not|never|excluded|ignored|untracked)\b.{0,20}(git|commit|repo|version|track|source)/i,
    /\.env\b.{0,40}\b(excluded|ignored|untracked)\W*$/i,
    /\b(no|never|don['’]?t)\b.{0,20}(commit\w*)?.{0,10}\.env\b.{0,50}\b(commit\w*|git|repo\w*|version control)/i,
    /\b(never|not|don['’]?t|ne jamais|não|no|jangan) (commit\w*|comitar|subir|push)\b.{0,20}\.env\b/i,
    /\.env\b(\.\w+|\*)?`?( files?)? (is |are )?(git-?)?ignored\b/i,
    /\bonly `?\.env\.example`? (is |are )?(in git|committed|tracked)\b/i,
  ],
  cuesUnder: [[/\b(not|never|não|nunca|no|ne) (be )?(commit|push|track|subir|comitar|commiter)|gitignore/i, /(^|[\s`/])\.env\b(?!\.example)/i]],
  notCues: [
    /^\W*\.gitignore\W*$/i,
    /\bhas real\b|^(?!.*(\.env\b|properly|updated|configured|comprehensive)).*\b(venv|node_modules)\b/i,
    /\bdocker image\b|\baccessible\b/i,
    /^(?!.*(\.env\b|properly|updated|configured|comprehensive))(?=.*`(?!\.gitignore\b)[^`]*[^`\s]`).*\.gitignore/i,
  ],
  check: {
    wants: 'presence',
    advice: 'Add .env to .gitignore and remove it from the repository with git rm --cached.',
  },
  rules: {},
  repository,
});
