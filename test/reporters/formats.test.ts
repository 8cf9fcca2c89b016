import { expect, it } from 'vitest';
import { REPORTERS } from '../../src/reporters/index.ts';
import { fileOf, optionsOf, reportOf, siteOf } from './report.ts';

const options = optionsOf({ color: true });
const report = reportOf({
  files: [fileOf('a.py', 'x\r\n', 'y\r\n', [siteOf(1)]), { path: 'b.py', language: 'python', zone: 'test', status: 'skipped', reason: 'test: x', sites: [] }],
  projectFiles: [{ path: '.env.example', created: false, diff: 'diff --git …\n', sites: ['1'] }],
});

it('json is the report', () => {
  expect(JSON.parse(String(REPORTERS.json(report, options)))).toEqual(report);
});

const patch = (of: typeof report) => Buffer.from(REPORTERS.diff(of, options)).toString('utf8');

it('diff is every patch and nothing else', () => {
  expect(patch(report)).toBe('diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n-x\r\n+y\r\ndiff --git …\n');
  expect(patch(reportOf())).toBe('');
});
