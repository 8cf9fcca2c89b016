import { describe, expect, it } from 'vitest';
import type { LanguageId } from '../../src/languages/types.ts';
import { defineTransform } from '../../src/transform.ts';
import type { Acceptance } from '../../src/types.ts';
import { checkmod } from '../helpers/cli.ts';
import { runText, textAfter } from '../helpers/fixture.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { repository } from '../helpers/repository.ts';

/** Takes `old` for something to change; two of it, so that a comment may keep one and not the other. */
function renaming(id: string, from: string) {
  const rule = {
    prefilter: /./,
    *sites({ text }: { readonly text: string }) {
      for (const { index: start } of text.matchAll(new RegExp(`\\b${from}\\b`, 'g'))) {
        const span = { start, end: start + from.length };
        yield { span, message: `${from} is out of fashion`, safety: 'safe' as const, fix: { edits: [{ ...span, text: '"new"' }] } };
      }
    },
  };
  return defineTransform({ id, title: id, why: 'A test.', cues: [], rules: { python: rule, javascript: rule } });
}

const TRANSFORMS = [renaming('one', 'old'), renaming('two', 'aged')];
const run = (text: string, language: LanguageId, acceptance: Partial<Acceptance> = {}) =>
  runText(text, TRANSFORMS, language, { acceptance: { unsafe: false, pruneIgnores: true, ...acceptance } });
const pruned = async (text: string, language: LanguageId) => textAfter(await run(text, language), text);

describe('Python', () => {
  it.each([
    ['a trailing comment, with its spaces and reason', 'x = 1  # checkmod-ignore: one it was needed once\ny = 2\n', 'x = 1\ny = 2\n'],
    ['a line of its own', 'def f():\n    # checkmod-ignore: one reason\n    return 1\n', 'def f():\n    return 1\n'],
    ['the only id of several that keeps nothing', '# checkmod-ignore: one, two reason\nx = aged\n', '# checkmod-ignore: two reason\nx = aged\n'],
    ['the last of them', 'x = old  # checkmod-ignore: one , two reason\n', 'x = old  # checkmod-ignore: one reason\n'],
    ['all of several', 'x = 1  # checkmod-ignore: one, two\n', 'x = 1\n'],
    ['not an id that did not run', 'x = 1  # checkmod-ignore: one, other why\n', 'x = 1  # checkmod-ignore: other why\n'],
    ['not another tool\'s comment before it', 'x = 1  # noqa: E501  # checkmod-ignore: one why\n', 'x = 1  # noqa: E501\n'],
    ['nor after it', 'x = 1  # checkmod-ignore: one see #12  # type: ignore\n', 'x = 1  # type: ignore\n'],
    ['nor around it', 'x = 1  # noqa  # checkmod-ignore: one why  # nosec\n', 'x = 1  # noqa  # nosec\n'],
    ['a last line without end', 'x = 1\n# checkmod-ignore: one', 'x = 1'],
    ['a file of nothing else', '# checkmod-ignore: one\n', ''],
    ['nothing in a string', 's = "# checkmod-ignore: one"\n', 's = "# checkmod-ignore: one"\n'],
    ['nothing that keeps something', '# checkmod-ignore: one\nx = old\n', '# checkmod-ignore: one\nx = old\n'],
  ])('%s', async (_, text, after) => {
    expect(await pruned(text, 'python')).toBe(after);
    expect(await pruned(after, 'python')).toBe(after);
  });
});

describe('JavaScript', () => {
  it.each([
    ['a trailing comment', 'f(1); // checkmod-ignore: one see https://x.org/a\ng();\n', 'f(1);\ng();\n'],
    ['a line of its own', '{\n  // checkmod-ignore: one reason\n  f();\n}\n', '{\n  f();\n}\n'],
    ['a block alone on its line', '/* checkmod-ignore: one reason */\nf();\n', 'f();\n'],
    ['a block in front of code', '/* checkmod-ignore: one */ f();\n', 'f();\n'],
    ['a block within code', 'f(1, /* checkmod-ignore: one */ 2);\n', 'f(1, 2);\n'],
    ['a block behind code', 'f(1); /* checkmod-ignore: one */\n', 'f(1);\n'],
    ['a block of several lines', '/*\n * checkmod-ignore: one\n */\nf();\n', 'f();\n'],
    ['our line of a block that says more', '/**\n * Starts.\n * checkmod-ignore: one why\n */\nf();\n', '/**\n * Starts.\n */\nf();\n'],
    ['not the rule of another tool before it', 'f(); // eslint-disable-line no-alert -- checkmod-ignore: one why\n', 'f(); // eslint-disable-line no-alert\n'],
    ['nor after it', 'f(); // checkmod-ignore: one why // eslint-disable-line no-alert\n', 'f(); // eslint-disable-line no-alert\n'],
    ['nor in a block', 'f(); /* eslint-disable-line no-alert, checkmod-ignore: one */\n', 'f(); /* eslint-disable-line no-alert */\n'],
    ['the words in an element', 'const a = <b>{/* checkmod-ignore: one */}</b>;\n', 'const a = <b>{}</b>;\n'],
    ['the only id that keeps nothing', 'f(old); // checkmod-ignore: two, one why\n', 'f(old); // checkmod-ignore: one why\n'],
  ])('%s', async (_, text, after) => {
    expect(await pruned(text, 'javascript')).toBe(after);
    expect(await pruned(after, 'javascript')).toBe(after);
  });
});

describe('beside fixes', () => {
  const TEXT = 'x = old\ny = 1  # checkmod-ignore: one why\nz = aged  # checkmod-ignore: one\n';
  it('goes in the same change, as a place of its own', async () => {
    const result = await run(TEXT, 'python');
    expect(textAfter(result, TEXT)).toBe('x = "new"\ny = 1\nz = "new"\n');
    expect(result.sites.map(({ line, status, message, after }) => [line, status, message, after])).toEqual([
      [1, 'pending', 'old is out of fashion', '"new"'],
      [2, 'pending', '`checkmod-ignore: one` keeps nothing any more', ''],
      [3, 'pending', 'aged is out of fashion', '"new"'],
      [3, 'pending', '`checkmod-ignore: one` keeps nothing any more', ''],
    ]);
    expect(result.actions).toEqual([]);
  });
  it('goes whatever else was accepted, and stays when it was rejected', async () => {
    const { sites } = await run(TEXT, 'python', { onlyAccepted: true });
    expect(textAfter(await run(TEXT, 'python', { onlyAccepted: true }), TEXT)).toBe('x = old\ny = 1\nz = aged\n');
    expect(textAfter(await run(TEXT, 'python', { onlyAccepted: true, choices: { [sites[1]!.id]: { decision: 'rejected' } } }), TEXT)).toBe('x = old\ny = 1  # checkmod-ignore: one why\nz = aged\n');
  });
  it('goes in command-line code as well', async () => {
    expect(await pruned('if __name__ == "__main__":\n    run()  # checkmod-ignore: one why\n', 'python')).toBe('if __name__ == "__main__":\n    run()\n');
  });
});

describe('run --prune-ignores', () => {
  const FILES = { ...MARKS, 'a.py': 'x = 1  # checkmod-ignore: marks why\r\ny = "FIX"  # checkmod-ignore: marks\r\n', 'b.py': '# checkmod-ignore: print-to-logger did not run\nx = 1\n' };
  const prune = (root: string, ...args: string[]) => checkmod(root, ['run', ...USE_MARKS, '--prune-ignores', ...args]);
  it('shows the diff, fails a check, and writes it', async () => {
    const { root, read } = repository(FILES);
    const dry = await prune(root, '-f', 'diff');
    expect(dry.stdout).toContain('-x = 1  # checkmod-ignore: marks why\r\n+x = 1\r\n');
    expect(dry.stdout).not.toContain('b.py');
    expect((await prune(root, '--check')).code).toBe(1);
    expect(read('a.py')).toBe(FILES['a.py']);
    expect(await prune(root, '--write')).toMatchObject({ code: 0, stdout: expect.stringMatching(/Fixed 1 place in 1 file/) });
    expect([read('a.py'), read('b.py')]).toEqual(['x = 1\r\ny = "FIX"  # checkmod-ignore: marks\r\n', FILES['b.py']]);
    expect((await prune(root, '--check')).code).toBe(0);
  });
  it('is said to be possible without it', async () => {
    const { root } = repository(FILES);
    expect((await checkmod(root, ['run', ...USE_MARKS])).stdout.replace(/\s+/g, ' ')).toContain('`checkmod-ignore: marks` keeps nothing any more: remove it, or have --prune-ignores do it');
  });
});
