import * as toolkit from '@actions/core';
import { expect, it, vi } from 'vitest';
import type { Report } from '../../src/report.ts';
import { github } from '../../src/reporters/github.ts';
import { printable } from '../../src/reporters/text/prose.ts';
import { fileOf, hostileReport, optionsOf, reportOf, siteOf } from './report.ts';

const render = (report: Report, options = {}) => github(report, optionsOf(options)).split('\n').slice(0, -1);
const places = (n: number, parts = {}) => reportOf({ files: [fileOf('a.py', 'a\n', 'b\n', Array.from({ length: n }, (_, i) => siteOf(i + 1, parts)))] });

/** The lines that GitHub's own toolkit writes. */
function written(write: () => void): string {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    write();
  } finally {
    spy.mockRestore();
  }
  return lines.join('').trimEnd();
}

/** What the runner makes of a line. */
function read(line: string): { level: string; message: string; properties: { [name: string]: string } } | undefined {
  const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  if (level === undefined) return undefined;
  const unescaped = (text: string) => text.replace(/%(0D|0A|3A|2C|25)/g, (all) => decodeURIComponent(all));
  return { level, message: unescaped(message!), properties: Object.fromEntries(properties!.split(',').map((each) => [each.split('=', 1)[0], unescaped(each.slice(each.indexOf('=') + 1))])) };
}

it('is what the toolkit writes', () => {
  const lines = render(reportOf({
    files: [fileOf('src/a, b:c.py', 'a\n', 'b\n', [siteOf(3, { message: '100% of it:\nbad', safety: 'unsafe' }), siteOf(5, { endLine: 7 })])],
    errors: [{ path: 'x.py', message: 'it does not parse' }],
  }));
  expect(lines.slice(0, 3)).toEqual([
    written(() => toolkit.error('it does not parse', { title: 'checkmod failed', file: 'x.py' })),
    written(() => toolkit.warning('100% of it:\nbad (unsafe fix)', { title: 'print-to-logger', file: 'src/a, b:c.py', startLine: 3, endLine: 3, startColumn: 1, endColumn: 2 })),
    written(() => toolkit.warning('it prints (safe fix)', { title: 'print-to-logger', file: 'src/a, b:c.py', startLine: 5, endLine: 7 })),
  ]);
  expect(lines.slice(3)).toEqual(['Would fix 2 places in 1 file. Nothing was written: add --write to apply.']);
});

it('annotates as much as GitHub shows, and counts the rest in one line', () => {
  const count = (lines: readonly string[], level: string) => lines.filter((line) => line.startsWith(`::${level} `)).length;
  const report = { ...places(34), errors: Array.from({ length: 12 }, (_, i) => ({ path: `${i}.py`, message: 'failed' })) };
  const lines = render(report);
  expect([count(lines, 'error'), count(lines, 'warning'), count(lines, 'notice')]).toEqual([10, 10, 1]);
  expect(lines.at(-2)).toBe('::notice title=checkmod::and 24 more fixes and 2 more failures, beyond what GitHub annotates');
  expect(count(render(places(10)), 'notice')).toBe(0);
});

it('notes what was written, and says nothing of what is left', () => {
  const lines = render(places(12, { status: 'fixed' }), { write: true });
  expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(10);
  expect(lines.at(-1)).toBe('Fixed 12 places in 1 file.');
  expect(render(places(2, { status: 'left', reason: 'x', safety: 'manual' }))).toEqual(['Nothing to fix in 1 file.']);
});

it('holds no order of others', () => {
  const report = hostileReport();
  const lines = report.files.flatMap((file) => render(reportOf({ files: [file] })).slice(0, 1));
  lines.forEach((line, i) => {
    const { path, sites } = report.files[i]!;
    expect(read(line)).toMatchObject({
      level: 'warning', message: printable(`${sites[0]!.message} (${sites[0]!.safety} fix)`), properties: { file: printable(path), title: 'print-to-logger', line: '1' },
    });
  });
  for (const line of render(report)) expect(line).toMatch(/^(?:::(?:error|warning|notice) (?:title|file)=[^:]*::|Would fix)[^\0-\x1f\x7f-\x9f]*$/);
});
