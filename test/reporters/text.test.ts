import { describe, expect, it } from 'vitest';
import type { FileReport, Report } from '../../src/report.ts';
import { text } from '../../src/reporters/text.ts';
import type { ReporterOptions } from '../../src/reporters/types.ts';
import { fileOf, optionsOf, reportOf, siteOf } from './report.ts';

const render = (report: Report, options: Partial<ReporterOptions> = {}) =>
  text(report, optionsOf(options));

const numbered = (n: number) => Array.from({ length: n }, (_, i) => `line ${i + 1}\n`).join('');
const changing = (path: string, lines: number) => {
  const before = numbered(lines);
  return fileOf(path, before, before.replaceAll('line', 'LINE'), [siteOf(1)]);
};

describe('a changed file', () => {
  it('is a diff with the reason above each change', () => {
    const before = numbered(20);
    const after = before.replace('line 2\n', 'two\n').replace('line 3\n', 'three\n').replace('line 15\n', 'line 15\nmore\n');
    const report = reportOf({ files: [fileOf('app/x.py', before, after, [
      siteOf(2), siteOf(3), siteOf(15, { transform: 'silent-catch-to-warning', message: 'it hides errors', safety: 'unsafe', endLine: 16 }),
    ])] });
    expect(render(report)).toBe(`app/x.py  server · 3 fixes, 1 unsafe
@@ -1,6 +1,6 @@
 line 1
# print-to-logger  app/x.py:2,3  it prints
-line 2
-line 3
+two
+three
 line 4
 line 5
 line 6
@@ -13,6 +13,7 @@
 line 13
 line 14
 line 15
# unsafe silent-catch-to-warning  app/x.py:15  it hides errors
+more
 line 16
 line 17
 line 18

                         would fix  unsafe  left alone
print-to-logger                  2       -           -
silent-catch-to-warning          1       -           -

Would fix 3 places in 1 file. Nothing was written: add --write to apply.
`);
  });
  it('wraps what is said about a change, never the code', () => {
    const long = `x = "${'a'.repeat(90)}"\n`;
    const report = reportOf({ files: [fileOf('x.py', long, long.replace('x', 'y'), [siteOf(1, { message: 'a message that is much too long to stand beside the place it is about' })])] });
    const lines = render(report, { width: 50 }).split('\n');
    expect(lines).toContain('# print-to-logger  x.py:1');
    expect(lines).toContain('#   a message that is much too long to stand');
    expect(lines).toContain(`-${long.trim()}`);
    expect(Math.max(...lines.filter((line) => !line.includes('aaa')).map((line) => line.length))).toBeLessThanOrEqual(50);
  });
  it('cannot give orders to the terminal', () => {
    const report = reportOf({ files: [fileOf('x.py', 'a = "\u001B[2J"\r\n', 'b = "\u001B[2J"\r\n', [siteOf(1, { message: 'see \u001B]0;title\u0007' })])] });
    const output = render(report);
    expect(output).toContain('-a = "\\x1b[2J"\n');
    expect(output).toContain('see \\x1b]0;title\\x07');
    // eslint-disable-next-line no-control-regex
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
  it('has colours when asked to', () => {
    const report = reportOf({ files: [fileOf('x.py', 'a\n', 'b\n', [siteOf(1)])] });
    expect(render(report, { color: true })).toContain('\u001B[31m-a\u001B[39m\n\u001B[32m+b\u001B[39m\n');
  });
});

describe('a huge result', () => {
  const files = Array.from({ length: 30 }, (_, i) => changing(`app/f${String(i).padStart(2, '0')}.py`, 100));
  it('is capped, and says how to see the rest', () => {
    const output = render(reportOf({ files }), { command: 'checkmod run --unsafe' });
    expect(output.split('\n').length).toBeLessThan(600);
    expect(output).toMatch(/… 81 more lines of this file/);
    expect(output).toMatch(/… and 27 more files with 27 fixes \(5,427 lines of diff\):/);
    expect(output).toMatch(/ {4}app\/f03\.py {2}1 fix\n/);
    expect(output).toMatch(/ {4}… and 17 others\n/);
    expect(output).toMatch(/ {4}checkmod run --unsafe -o review\.txt +# this report in full\n/);
    expect(output).toMatch(/ {4}checkmod run --unsafe -f diff +# the patch alone\n/);
    expect(output).toMatch(/ {4}checkmod run \.\.\/app\/f03\.py +# one file\n/);
  });
  it('is whole when asked for in full, and for one file', () => {
    expect(render(reportOf({ files }), { full: true })).not.toContain('…');
    expect(render(reportOf({ files: [changing('app/one.py', 2000)] }))).not.toContain('…');
  });
  it('never hides the files that fixes need', () => {
    const projectFiles = [{ path: '.env.example', created: true, diff: 'diff --git a/.env.example b/.env.example\nnew file mode 100644\n--- /dev/null\n+++ b/.env.example\n@@ -0,0 +1,1 @@\n+A=\n', sites: ['1'] }];
    expect(render(reportOf({ files, projectFiles }))).toMatch(/\.env\.example {2}new · needed by 1 fix\n@@ -0,0 \+1,1 @@\n\+A=\n/);
  });
});

describe('the summary', () => {
  const left = (line: number, reason: string, parts = {}) => siteOf(line, { status: 'left', reason, safety: 'manual', ...parts });
  const fileWith = (...sites: FileReport['sites']): FileReport => ({ path: 'x.py', language: 'python', zone: 'server', status: 'unchanged', sites });
  it('counts reasons that differ only in names as one', () => {
    const output = render(reportOf({ files: [fileWith(
      left(1, 'command-line code: `main` asks'), left(2, 'command-line code: `run` asks'), left(3, 'a probe: `int` decides'), left(4, 'its value is used'),
      left(5, 'needs --unsafe: it may surprise', { safety: 'unsafe' }),
    )], summary: { unsafeFixes: 1 } }));
    expect(output).toContain(`                 would fix  unsafe  left alone
print-to-logger          -       1           4
     2 × command-line code: … asks (as in x.py:1)
     1 × a probe: \`int\` decides (x.py:3)
     1 × its value is used (x.py:4)
\`checkmod explain <file:line>\` says more about a place
`);
  });
  it('names every reason, the most frequent first', () => {
    const reasons = ['a', 'a', 'b', 'c', 'd', 'e'].map((reason, i) => left(i + 1, `it is ${reason}`));
    expect(render(reportOf({ files: [fileWith(...reasons)] }))).toMatch(/ 2 × it is a \(as in x\.py:1\)\n +1 × it is b .*\n +1 × it is c .*\n +1 × it is d .*\n +1 × it is e .*\n/);
  });
  it('has columns for suppressed, rejected and deferred places only where there are some', () => {
    expect(render(reportOf({ files: [fileWith(siteOf(1, { status: 'suppressed', reason: 'kept' }))] }))).toMatch(/left alone {2}suppressed\n/);
  });
  it('ends with the outcome', () => {
    const last = (report: Report, options = {}) => render(report, { width: 200, ...options }).trim().split('\n').at(-1);
    const [pending, fixed] = [fileOf('x.py', 'a\n', 'b\n', [siteOf(1)]), fileOf('x.py', 'a\n', 'b\n', [siteOf(1, { status: 'fixed' })])];
    expect(last(reportOf())).toBe('Nothing to fix in 0 files.');
    expect(last(reportOf({ summary: { filesScanned: 1234, unsafeFixes: 2 } }))).toBe('Nothing to fix in 1,234 files; 2 more with --unsafe.');
    expect(last(reportOf({ files: [pending], summary: { unsafeFixes: 5 } }))).toBe('Would fix 1 place in 1 file; 5 more with --unsafe. Nothing was written: add --write to apply.');
    expect(last(reportOf({ files: [fixed] }), { write: true })).toBe('Fixed 1 place in 1 file.');
    expect(last(reportOf({ files: [pending] }), { write: true })).toBe('Nothing was written: 1 fix in 1 file wait until what failed is put right.');
  });
});

describe('what else there is', () => {
  const skipped = (path: string, zone: FileReport['zone'], reason: string): FileReport => ({ path, language: 'python', zone, status: 'skipped', reason, sites: [] });
  it('files outside the zones looked at, and how to include them', () => {
    const files = [skipped('a.py', 'script', 'script: in a folder of scripts'), skipped('b.py', 'script', 'script: in a folder of scripts'), skipped('t.py', 'test', 'test: named as a test')];
    expect(render(reportOf({ files }), { width: 120 })).toContain('Skipped 3 files that are not server code: 2 script, 1 test; include them with --zone script\n');
  });
  it('files that cannot be read, and fixes that failed', () => {
    const output = render(reportOf({ files: [skipped('a.py', 'server', 'it does not parse: line 1')], errors: [{ path: 'b.py', message: 'the result does not parse\n  at x' }] }));
    expect(output).toContain('Not readable, and skipped:\n  a.py  it does not parse: line 1\n');
    expect(output).toContain('Failed, and left as it was:\n  b.py  the result does not parse\n');
  });
  it('what is left to do', () => {
    const actions: Report['actions'] = [
      { kind: 'follow-up', name: 'tests/test_a.py:3', message: 'look', sites: [] },
      { kind: 'env', name: 'CORS_ALLOWED_ORIGINS', message: 'the origins', sites: [] },
    ];
    expect(render(reportOf({ actions }))).toContain(`To do by you
  Set these environment variables
    CORS_ALLOWED_ORIGINS  the origins
  Look at these places
    tests/test_a.py:3  look
`);
  });
});
