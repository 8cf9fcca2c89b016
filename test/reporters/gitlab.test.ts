import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { gitlab } from '../../src/reporters/gitlab.ts';
import { fileOf, hostileReport, optionsOf, reportOf, siteOf } from './report.ts';

const render = (report: Report) => JSON.parse(gitlab(report, optionsOf())) as { readonly fingerprint: string }[];
/** What GitLab's documentation asks of a Code Quality report. */
const validate = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object', required: ['description', 'check_name', 'fingerprint', 'severity', 'location'], additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 }, check_name: { type: 'string', minLength: 1 }, fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object', required: ['path', 'lines'],
        properties: { path: { type: 'string', pattern: '^(?!\\./|/)' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } },
      },
    },
  },
});

it('has an entry for each pending fix and each failure', () => {
  const report = reportOf({
    files: [fileOf('a.py', 'a\n', 'b\n', [siteOf(4), siteOf(6, { safety: 'unsafe', message: 'it hides' }), siteOf(8, { status: 'left', reason: 'x', safety: 'manual' }), siteOf(9, { status: 'suppressed', reason: 'x' })])],
    errors: [{ path: 'b.py', message: 'it failed' }],
  });
  const entries = render(report);
  expect(entries.slice(0, 2)).toEqual([
    { description: 'it prints (safe fix)', check_name: 'print-to-logger', fingerprint: '4', severity: 'major', location: { path: 'a.py', lines: { begin: 4 } } },
    { description: 'it hides (unsafe fix)', check_name: 'print-to-logger', fingerprint: '6', severity: 'minor', location: { path: 'a.py', lines: { begin: 6 } } },
  ]);
  expect(entries.slice(2)).toMatchObject([{ description: 'it failed', severity: 'critical', location: { path: 'b.py', lines: { begin: 1 } } }]);
});

it('is valid, with fingerprints of their own, whatever the texts hold', () => {
  for (const report of [reportOf(), hostileReport()]) {
    const entries = render(report);
    validate(entries);
    expect(validate.errors ?? []).toEqual([]);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  }
  expect(gitlab(hostileReport(), optionsOf())).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
});
