import { gzipSync } from 'node:zlib';
import type { Log, Result } from 'sarif';
import { count } from './text/prose.ts';
import { notificationsOf } from './sarif/notifications.ts';
import { resultsOf } from './sarif/results.ts';
import { rulesOf } from './sarif/rules.ts';
import { ROOT_ID } from './sarif/locations.ts';
import { toJson } from './to-json.ts';
import type { Reporter } from './types.ts';

/** GitHub refuses a run with more results than this, or a file that is larger when compressed; it shows only so many. */
const MOST_RESULTS = 25_000;
const MOST_SHOWN = 5_000;
const MOST_BYTES = 10_000_000;

/** SARIF 2.1.0: for GitHub's code scanning, editors and what else reads the results of linters. */
export const sarif: Reporter<string> = (report, { about, version, note }) => {
  const ids = [...new Set(report.files.flatMap(({ sites }) => sites.map(({ transform }) => transform)))].sort();
  const logWith = (results: readonly Result[]): Log => ({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'checkmod', semanticVersion: version, rules: rulesOf(ids, about) } },
      invocations: [{ executionSuccessful: report.errors.length === 0, toolExecutionNotifications: notificationsOf(report) }],
      originalUriBaseIds: { [ROOT_ID]: { description: { text: 'The root of the repository' } } },
      columnKind: 'utf16CodeUnits',
      results: [...results],
    }],
  });
  return withinLimits(resultsOf(report, (id) => ids.indexOf(id)), (results) => toJson(logWith(results)), note);
};

function withinLimits(all: readonly Result[], render: (results: readonly Result[]) => string, note: (message: string) => void): string {
  let results = all.slice(0, MOST_RESULTS);
  let text = render(results);
  if (isTooLarge(text)) {
    note('the fixes are left out of the SARIF file: with them it is larger than the 10 MB that GitHub takes');
    results = results.map(({ fixes: _, ...result }) => result);
    text = render(results);
  }
  while (isTooLarge(text)) {
    results = results.slice(0, Math.floor(results.length * 0.8));
    text = render(results);
  }
  if (results.length < all.length) note(`${count(all.length - results.length, 'result')} of ${all.length} left out of the SARIF file, which is as large as GitHub takes it`);
  else if (results.length > MOST_SHOWN) note(`GitHub shows the first ${MOST_SHOWN.toLocaleString('en-US')} of the ${count(results.length, 'result')} in the SARIF file`);
  return text;
}

function isTooLarge(text: string): boolean {
  return Buffer.byteLength(text) > MOST_BYTES && gzipSync(text).length > MOST_BYTES;
}
