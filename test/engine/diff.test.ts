import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitDiff } from '../../src/engine/diff.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkmod-diff-'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
  execFileSync('git', ['config', 'core.autocrlf', 'false'], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What git makes of a patch: the text of the file, or undefined when there is none. */
function applied(path: string, before: string | undefined, patch: string): string | undefined {
  return allApplied({ [path]: before }, patch)[0];
}

/** What git makes of several files, given by path and text, in the same order. */
function allApplied(files: { readonly [path: string]: string | undefined }, patch: string): (string | undefined)[] {
  for (const [path, before] of Object.entries(files)) {
    rmSync(join(folder, path), { force: true });
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (before !== undefined) writeFileSync(join(folder, path), before);
  }
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch });
  return Object.keys(files).map((path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined));
}

function expectRoundTrip(path: string, before: string | undefined, after: string | undefined): void {
  expect(applied(path, before, gitDiff(path, before, after))).toBe(after);
  expect(applied(path, after, gitDiff(path, after, before))).toBe(before);
}

const LINES = Array.from({ length: 30 }, (_, i) => `line ${i}`);
const edited = (ending: string) => [
  `${LINES.join(ending)}${ending}`,
  `${LINES.map((line) => (line === 'line 4' ? `changed${ending}twice` : line)).join(ending)}${ending}`,
] as const;

describe('git applies the patch and gets the same bytes', () => {
  it('LF', () => expectRoundTrip('lf.py', ...edited('\n')));
  it('CRLF', () => expectRoundTrip('crlf.py', ...edited('\r\n')));
  it('mixed line ends', () => expectRoundTrip('mixed.py', 'a\r\nb\nc\r\nd\n', 'a\r\nB\r\nc\r\nd\n'));
  it('only a line end changes', () => expectRoundTrip('ends.py', 'a\r\nb\n', 'a\nb\n'));
  it('a bare carriage return inside a line', () => expectRoundTrip('cr.py', 'a\rb\nc\n', 'a\rb\nC\n'));
  it('no final newline on both sides', () => expectRoundTrip('none.py', 'a\nb', 'a\nc'));
  it('a final newline is added', () => expectRoundTrip('added.py', 'a\nb', 'a\nb\n'));
  it('a final CRLF is lost', () => expectRoundTrip('lost.py', 'a\r\nb\r\n', 'a\r\nb'));
  it('a BOM', () => expectRoundTrip('bom.py', '\uFEFFa\nb\n', '\uFEFFa\nc\n'));
  it('line separators that are not line ends', () => expectRoundTrip('ls.py', 'a\u2028b\u0085c\fd\n', 'a\u2028b\u0085c\fD\n'));
  it('an empty file gets text', () => expectRoundTrip('empty.py', '', 'a\n'));
  it('a new file', () => expectRoundTrip('new/deep/file.py', undefined, 'a\nb\n'));
  it('a new file without final newline', () => expectRoundTrip('new-none.py', undefined, 'a'));
  it('a new empty file', () => expectRoundTrip('__init__.py', undefined, ''));
  it.each(['with space.py', 'tab\there.py', 'quote".py', 'back\\slash.py', 'ünïcode/日本.py', 'a b/é "x".py', 'b/b/x.py', ' lead.py'])(
    'path %j', (path) => {
      expectRoundTrip(path, 'a\nb\n', 'a\nc\n');
      expectRoundTrip(path, undefined, 'a\n');
    },
  );

  it('any text to any text', () => {
    const line = fc.tuple(fc.constantFrom('a', 'b', '', ' ', '-x', '+y', '@@ -1 +1 @@', '\\ No newline', 'diff --git a/x b/x', '\t'), fc.constantFrom('\n', '\r\n'));
    const text = fc.tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('', 'end', 'end\r'))
      .map(([lines, tail]) => lines.flat().join('') + tail);
    const change = fc.tuple(text, text).filter(([before, after]) => before !== after);
    fc.assert(fc.property(fc.array(change, { minLength: 10, maxLength: 10 }), (changes) => {
      const files = Object.fromEntries(changes.map(([before], i) => [`any${i}.py`, before]));
      const patch = changes.map(([before, after], i) => gitDiff(`any${i}.py`, before, after)).join('');
      expect(allApplied(files, patch)).toEqual(changes.map(([, after]) => after));
    }), { numRuns: 15 });
  });
});

it('says what git says', () => {
  const path = 'some dir/naïve "x".py';
  const file = join(folder, path);
  const before = `${LINES.join('\n')}\nlast`;
  const after = before.replace('line 3', 'three').replace('last', 'end');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, before);
  execFileSync('git', ['add', path], { cwd: folder });
  writeFileSync(file, after);
  const withoutModes = (patch: string) => patch.replace(/^index .*\n/m, '').replace(/^(@@ .* @@).*$/gm, '$1');
  const git = execFileSync('git', ['diff', '--', path], { cwd: folder, encoding: 'utf8' });
  expect(gitDiff(path, before, after)).toBe(withoutModes(git));
});

it('is empty when nothing changes', () => {
  expect(gitDiff('x.py', 'a\n', 'a\n')).toBe('');
});
