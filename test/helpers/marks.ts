/**
 * A transform that does what the words in a file say, so that tests of the program do not depend on the built-in rules:
 * FIX and RISKY become DONE (RISKY is unsafe), LEAVE has no fix, BREAK makes the file invalid, ENV wants a variable.
 */
export const MARKS = {
  'own/marks/index.mjs': `
const SHAPES = {
  FIX: { safety: 'safe', text: 'DONE' },
  RISKY: { safety: 'unsafe', reason: 'it may surprise', text: 'DONE' },
  LEAVE: { reason: 'it is to stay' },
  BREAK: { safety: 'safe', text: '"(' },
  ENV: { safety: 'safe', text: 'DONE', needs: [{ kind: 'env', key: 'env:MARKS', name: 'MARKS', value: 'x', comment: 'What marks are' }],
    actions: [{ kind: 'env', name: 'MARKS', message: 'set it' }] },
};
export default {
  id: 'marks', title: 'Do what the words say', why: 'Tests need it.', cues: [], zones: ['server', 'library', 'orphan'],
  rules: { python: {
    prefilter: /\\b(FIX|RISKY|LEAVE|BREAK|ENV)\\b/,
    *sites(doc) {
      for (const match of doc.text.matchAll(/\\b(FIX|RISKY|LEAVE|BREAK|ENV)\\b/g)) {
        const span = { start: match.index, end: match.index + match[0].length };
        const { text, needs, ...rest } = SHAPES[match[0]];
        yield { span, message: 'the word ' + match[0], ...rest, ...(text && { fix: { edits: [{ ...span, text }], ...(needs && { needs }) } }) };
      }
    },
  } },
};
`,
} as const;

export const USE_MARKS = ['-t', './own/marks'] as const;
