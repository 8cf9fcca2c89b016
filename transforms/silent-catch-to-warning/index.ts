import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'silent-catch-to-warning',
  title: 'Log the errors that are swallowed silently',
  why: 'A handler that catches everything and says nothing makes a failing feature look like a working one: nobody can find the cause, or even see that there is one.',
  cues: [
    /\bsilent(ly)?\b.{0,40}\b(fail|swallow|except|catch|error|ignor)|\bswallow(s|ed|ing)?\b.{0,40}\b(except|error)|\b(except|error)\w*.{0,40}\bswallow/i,
    /\bbare `?except|\bexcept\b[^.]{0,20}:\s*pass|\bcatch\s*(\([^)]*\))?\s*\{\s*\}|\bempty (catch|except)/i,
    /\blog all (errors|exceptions)\b|\ball (errors|exceptions) (are |get |must be |should be )?(properly )?(caught and )?logged\b/i,
  ],
  notCues: [/\bsilent(ly)? (retry|overwrit|refresh|auth|push|install|login)/i],
  subCues: [/\bsilent\b/i],
  respects: ['S110', 'S112', 'B110', 'B112', 'no-empty', 'no-empty-function', '@typescript-eslint/no-empty-function', 'noEmptyBlockStatements', 'sonarjs/no-ignored-exceptions'],
  right: /\bexcept\b[^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*#[^\n]*\n)*[ \t]*[\w.]*log\w*\.\w+\(|\bcatch\s*(?:\([^)]*\)\s*)?\{\s*(?:\/\/[^\n]*\s*)*[\w.]*log\w*\.\w+\(/i,
  rules: { python: () => import('./python/rule.ts'), javascript: () => import('./javascript/rule.ts') },
});
