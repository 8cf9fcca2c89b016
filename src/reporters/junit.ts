import XMLBuilder from 'fast-xml-builder';
import { placesOf, saidOf, type Place } from './places.ts';
import { printable } from './text/prose.ts';
import type { Reporter } from './types.ts';

interface TestCase {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@time': 0;
  readonly failure?: object;
  readonly error?: object;
}

/** JUnit's XML as Jenkins and GitLab read it: a suite per transform, in which pending fixes are tests that fail. */
export const junit: Reporter<string> = (report) => {
  const places = placesOf(report, 'pending', 'fixed');
  const ids = [...new Set(places.map(({ site }) => site.transform))].sort();
  const failed = report.errors.map(({ path, message }) => testCase(path, 'checkmod', { error: { '@type': 'failed', '@message': message } }));
  // An empty report is taken for one that went missing.
  const own = failed.length + places.length > 0 ? failed : [testCase('nothing to fix', 'checkmod')];
  const suites = [
    ...ids.map((id) => suite(id, places.filter(({ site }) => site.transform === id).map(fixCase))),
    ...(own.length > 0 ? [suite('checkmod', own)] : []),
  ];
  const builder = new XMLBuilder({ attributeNamePrefix: '@', ignoreAttributes: false, suppressBooleanAttributes: false, suppressEmptyNode: true, format: true });
  return builder.build(inert({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: { '@name': 'checkmod', testsuite: suites } }));
};

function suite(name: string, cases: readonly TestCase[]): object {
  const having = (key: 'failure' | 'error') => cases.filter((each) => each[key]).length;
  return { '@name': name, '@tests': cases.length, '@failures': having('failure'), '@errors': having('error'), testcase: cases };
}

function fixCase({ path, site }: Place): TestCase {
  const { transform, line, column, status, safety, before, after = '' } = site;
  // Of a line that goes whole, or a fix beside the place, the place itself shows nothing.
  const lines = [`${path}:${line}`, ...(after === before ? [] : [signed('-', before), signed('+', after)])];
  const change = { '@type': safety, '@message': saidOf(site), '#text': lines.join('\n') };
  return testCase(`${path}:${line}:${column}`, transform, status === 'pending' ? { failure: change } : {});
}

function testCase(name: string, classname: string, outcome: Pick<TestCase, 'failure' | 'error'> = {}): TestCase {
  return { '@name': name, '@classname': classname, '@time': 0, ...outcome };
}

function signed(sign: string, code: string): string {
  return code.split('\n').map((line) => `${sign}${line}`).join('\n');
}

/** XML has no way to write most control characters, nor halves of surrogate pairs. */
function inert<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'string' ? printable(each).replace(/[\p{Surrogate}\uFFFE\uFFFF]/gu, '\uFFFD') : each)) as T;
}
