import { createCipheriv } from 'node:crypto';
import type { Log } from 'sarif';
import { describe, expect, it, vi } from 'vitest';
import { gitDiff } from '../../src/engine/diff.ts';
import type { Report } from '../../src/report.ts';
import { sarif } from '../../src/reporters/sarif.ts';
import { applyFixes, resultsIn, sarifErrors } from '../helpers/sarif.ts';
import { fileOf, hostileReport, optionsOf, reportOf, siteOf } from './report.ts';

const render = (report: Report, options = {}) => JSON.parse(sarif(report, optionsOf(options))) as Log;

function expectValid(log: Log): void {
  expect(sarifErrors(log)).toEqual([]);
}

describe('a log', () => {
  it('has a rule for each transform, with its page as help', () => {
    const log = render(reportOf({ files: [fileOf('a.py', 'a\n', 'b\n', [siteOf(1), siteOf(2, { transform: 'own' })])] }), {
      about: new Map([['print-to-logger', { title: 'Log', why: 'w'.repeat(2000), help: '# print-to-logger\n' }]]),
    });
    expectValid(log);
    const { driver } = log.runs[0]!.tool;
    expect(driver).toMatchObject({ name: 'checkmod', semanticVersion: '1.2.3' });
    expect(driver.rules).toEqual([
      { id: 'own', shortDescription: { text: 'own' }, fullDescription: { text: 'own' }, help: { text: 'own', markdown: 'own' } },
      { id: 'print-to-logger', shortDescription: { text: 'Log' }, fullDescription: { text: `${'w'.repeat(1023)}…` }, help: { text: '# print-to-logger\n', markdown: '# print-to-logger\n' } },
    ]);
    expect(resultsIn(log).map(({ ruleId, ruleIndex }) => driver.rules![ruleIndex!]!.id === ruleId)).toEqual([true, true]);
  });

  it('has a result for what is to fix, to look at or decided, and none for what is right or done', () => {
    const log = render(reportOf({ files: [fileOf('dir/a b.py', 'a\n', 'b\n', [
      siteOf(1, { status: 'left', reason: 'it is used elsewhere', safety: 'manual' }), siteOf(2, { status: 'left', reason: 'fine as it is', safety: 'manual', fine: true }), siteOf(3, { status: 'fixed' }),
      siteOf(4, { status: 'suppressed', reason: 'kept by `# checkmod-ignore`' }), siteOf(5, { status: 'rejected', reason: 'rejected' }), siteOf(6, { status: 'deferred', reason: 'it overlaps' }),
      siteOf(7, { status: 'left', reason: 'needs --unsafe', safety: 'unsafe' }), siteOf(8, { safety: 'unsafe' }), siteOf(9, { endColumn: 7, scope: 'C.f' }),
    ])] }));
    expectValid(log);
    const results = resultsIn(log);
    expect(results.map(({ partialFingerprints, level }) => `${partialFingerprints!['checkmodSite/v1']} ${level}`)).toEqual(['8 note', '9 warning', '6 warning', '1 note', '7 note', '5 note', '4 note']);
    expect(results[1]).toMatchObject({
      message: { text: 'it prints (safe fix)' }, properties: { safety: 'safe', status: 'pending' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'dir/a%20b.py', uriBaseId: '%SRCROOT%' }, region: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 7 } }, logicalLocations: [{ fullyQualifiedName: 'C.f' }] }],
    });
    expect(results[3]!.message.text).toBe('it prints: it is used elsewhere');
    expect(results.slice(5).map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'external', status: 'accepted', justification: 'rejected' }], [{ kind: 'inSource', status: 'accepted', justification: 'kept by `# checkmod-ignore`' }],
    ]);
  });

  it('says what failed and what could not be read', () => {
    const log = render(reportOf({
      files: [
        { path: 'c.py', language: 'python', zone: 'server', status: 'skipped', reason: 'it does not parse', sites: [] },
        { path: 't.py', language: 'python', zone: 'test', status: 'skipped', reason: 'test: named as a test', sites: [] },
      ],
      errors: [{ path: 'b.py', message: 'a fix failed' }],
    }));
    expectValid(log);
    expect(log.runs[0]!.invocations).toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [
      { level: 'error', message: { text: 'a fix failed' } }, { level: 'warning', message: { text: 'skipped: it does not parse' } },
    ] }]);
  });

  it('is valid whatever the texts hold, and has no link that others wrote', () => {
    for (const report of [reportOf(), hostileReport(), hostileReport('suppressed')]) expectValid(render(report));
    expect(sarif(hostileReport(), optionsOf())).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
    for (const { message } of resultsIn(render(hostileReport()))) expect(message.text).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
  });
});

describe('a fix', () => {
  const logger = 'log = getLogger()\n';
  const fixOf = (report: Report, id: string) => resultsIn(render(report)).find(({ partialFingerprints }) => partialFingerprints!['checkmodSite/v1'] === id)?.fixes;

  it('is the text of its place where that is all that changes', () => {
    const before = `${logger}print(1); print(2)\n${'x\n'.repeat(9)}print(3)\n`;
    const after = before.replaceAll('print', 'log');
    const place = (id: string, line: number, column: number) => siteOf(line, { id, column, endColumn: column + 8, before: `print(${id})`, after: `log(${id})` });
    const report = reportOf({ files: [fileOf('a.py', before, after, [place('1', 2, 1), place('2', 2, 11), place('3', 12, 1)])] });
    expect(fixOf(report, '2')).toEqual([{ description: { text: 'Fix this place' }, artifactChanges: [{
      artifactLocation: { uri: 'a.py', uriBaseId: '%SRCROOT%' },
      replacements: [{ deletedRegion: { startLine: 2, startColumn: 11, endLine: 2, endColumn: 19 }, insertedContent: { text: 'log(2)' } }],
    }] }]);
    expect(applyFixes({ 'a.py': before }, ['1', '2', '3'].flatMap((id) => fixOf(report, id)!))).toEqual({ 'a.py': after });
  });

  it.each([['a line feed at the end', 'print(2)\n'], ['none', 'print(2)'], ['CRLF', 'print(2)\r\n']])('is that of the whole file where it needs more, with %s', (_, end) => {
    const before = `print(1)\n${'x\n'.repeat(9)}${end}`;
    const after = `${logger}${before.replaceAll('print', 'log')}`;
    const place = (id: string, line: number) => siteOf(line, { id, endColumn: 9, before: `print(${id})`, after: `log(${id})` });
    const report = { ...reportOf({ files: [fileOf('a.py', before, after, [place('1', 1), place('2', 11)])] }), projectFiles: [
      { path: '.env.example', created: true, diff: gitDiff('.env.example', undefined, 'A=\n'), sites: ['2'] },
    ] };
    for (const id of ['1', '2']) expect(applyFixes({ 'a.py': before }, fixOf(report, id)!)).toEqual({ 'a.py': after, '.env.example': 'A=\n' });
    expect(fixOf(report, '1')![0]!.description!.text).toBe('Fix all 2 places of this file, with what that needs');
  });

  it('takes its group along, and is not offered where it reaches into other files', () => {
    const grouped = (id: string, line: number) => siteOf(line, { id, group: 'g', endColumn: 2, before: 'a', after: 'b' });
    const one = reportOf({ files: [fileOf('a.py', 'a\na\n', 'b\nb\n', [grouped('1', 1), grouped('2', 2)])] });
    expect(applyFixes({ 'a.py': 'a\na\n' }, fixOf(one, '1')!)).toEqual({ 'a.py': 'b\nb\n' });
    const two = reportOf({ files: [fileOf('a.py', 'a\n', 'b\n', [grouped('1', 1)]), fileOf('b.py', 'a\n', 'b\n', [grouped('2', 1)])] });
    expect(fixOf(two, '1')).toBeUndefined();
    const elsewhere = reportOf({ files: [fileOf('a.py', 'a\n', 'b\n', [siteOf(1)]), { ...fileOf('b.py', 'a\n', 'b\n', []), sitesElsewhere: ['1'] }] });
    expect(fixOf(elsewhere, '1')).toBeUndefined();
  });
});

describe('the limits of GitHub', () => {
  const many = (n: number, parts: object = {}) => ({ ...reportOf(), files: [{ path: 'a.py', language: 'python', zone: 'server', status: 'unchanged' as const, sites: Array.from({ length: n }, (_, i) => siteOf(i + 1, { status: 'deferred', reason: 'x', ...parts })) }] }) as Report;
  /** What compresses no further than to three quarters. */
  const noise = (bytes: number) => createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(bytes)).toString('base64');

  it('cut what is left alone before what is to fix, and say so', () => {
    const note = vi.fn();
    const report = many(25_010, { status: 'left', safety: 'manual' });
    const results = resultsIn(render({ ...report, files: [...report.files, fileOf('b.py', 'a\n', 'b\n', [siteOf(1)])] }, { note }));
    expect(results).toHaveLength(25_000);
    expect(results[0]).toMatchObject({ properties: { status: 'pending' } });
    expect(note.mock.calls).toEqual([['11 results of 25011 left out of the SARIF file, which is as large as GitHub takes it']]);
  });
  it('say when not all of it is shown', () => {
    const note = vi.fn();
    expect(resultsIn(render(many(5_001), { note }))).toHaveLength(5_001);
    expect(note.mock.calls).toEqual([['GitHub shows the first 5,000 of the 5,001 results in the SARIF file']]);
  });
  it('leave out fixes, then results, where the file is too large', () => {
    const [note, message] = [vi.fn(), noise(4_500_000)];
    const sites = [0, 1, 2].map((i) => siteOf(1, { id: `${i}`, message: `${i}${message}`.slice(i * 2_000_000) + message.slice(0, i * 2_000_000) }));
    const log = render(reportOf({ files: [fileOf('a.py', 'a\n', 'b\n', sites)] }), { note });
    expectValid(log);
    expect(resultsIn(log).map(({ fixes, partialFingerprints }) => [partialFingerprints!['checkmodSite/v1'], fixes])).toEqual([['0', undefined], ['1', undefined]]);
    expect(note.mock.calls).toEqual([
      ['the fixes are left out of the SARIF file: with them it is larger than the 10 MB that GitHub takes'],
      ['1 result of 3 left out of the SARIF file, which is as large as GitHub takes it'],
    ]);
  });
});
