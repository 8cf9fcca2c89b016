import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'silent-catch-to-warning',
  title: 'Log the errors that are swallowed silently',
  why: 'A handler that catches everything and says nothing makes a failing feature look like a working one: nobody can find the cause, or even see that there is one.',
  cues: [
    '{silence} {failure}',
    '{failure} {silence}',
    'bare except',
    'except … pass',
    '{empty} catch|except',
    'catch|except {empty}',
    'catch|except block|handler … log',
    'log … error|exception instead of',
    'log all errors|exceptions',
    'all|todos|todas|tous|toutes {error} {logged}',
  ],
  notCues: ['silent retry|overwrite|refresh|auth|push|install|login'],
  subCues: ['silent'],
  respects: ['S110', 'S112', 'B110', 'B112', 'no-empty', 'no-empty-function', '@typescript-eslint/no-empty-function', 'noEmptyBlockStatements', 'sonarjs/no-ignored-exceptions'],
  right: /\bexcept\b[^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*#[^\n]*\n)*[ \t]*[\w.]*log\w*\.\w+\(|\bcatch\s*(?:\([^)]*\)\s*)?\{\s*(?:\/\/[^\n]*\s*)*[\w.]*log\w*\.\w+\(/i,
  rules: { python: () => import('./python/rule.ts'), javascript: () => import('./javascript/rule.ts') },
});
