import { lastName, stringValue } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { switchedBy } from '../../src/languages/javascript/conditions.ts';
import { madeFrom, optionOf, placeAt, type Made } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import { checkRule } from '../../src/transform.ts';

/** Trackers, and the calls that start them. */
const TRACKERS: readonly (readonly [name: string, packages: RegExp, exported: RegExp])[] = [
  ['Sentry', /^@sentry\/(?!cli|types|utils|profiling|vite|webpack)/, /^(init|default\.init)$/],
  ['Sentry', /^raven$/, /^config$/],
  ['Sentry', /^toucan-js$/, /^(default|Toucan)$/],
  ['Rollbar', /^rollbar$/, /^(default|init)$/],
  ['Bugsnag', /^@bugsnag\/(js|node)$/, /^(default\.)?start$/],
  ['Airbrake', /^@airbrake\/node$/, /^Notifier$/],
  ['Honeybadger', /^@honeybadger-io\/js$/, /^(default\.)?configure$/],
  ['Error Reporting', /^@google-cloud\/error-reporting$/, /^ErrorReporting$/],
  ['Application Insights', /^applicationinsights$/, /^setup/],
  ['Elastic APM', /^elastic-apm-node$/, /^start$/],
  ['Highlight', /^@highlight-run\/node$/, /^H\.init$/],
  ['AppSignal', /^@appsignal\/nodejs$/, /^Appsignal$/],
];
const KEY_OPTIONS = ['dsn', 'accessToken', 'apiKey', 'projectKey', 'connectionString'];
const PLACEHOLDER = /^\s*$|your[-_ ]|<.*>|xxx|example|placeholder|changeme|\bTODO\b/i;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /sentry|raven|toucan|rollbar|bugsnag|airbrake|honeybadger|error-reporting|applicationinsights|elastic-apm|highlight-run|appsignal|newrelic/i,
  *evidence(doc, project) {
    for (const [name, packages, exported] of TRACKERS) {
      for (const made of madeFrom(doc, packages, exported)) if (isActive(doc, project, made) && reason(doc, made) === undefined) yield placeAt(made, `errors are reported to ${name}`);
    }
    for (const node of doc.tree.all('ImportDeclaration', 'CallExpression')) {
      const module = node.type === 'ImportDeclaration' ? node.source.value : lastName(node.callee) === 'require' ? stringValue(node.arguments[0]) : undefined;
      if (module === 'newrelic' && isActive(doc, project, node)) yield placeAt(node, 'errors are reported to New Relic');
    }
  },
  *problems(doc, project) {
    for (const [name, packages, exported] of TRACKERS) {
      for (const made of madeFrom(doc, packages, exported)) {
        const why = reason(doc, made);
        if (why !== undefined && isActive(doc, project, made)) yield placeAt(made, `${name} gets nothing: ${why}`);
        const needed = switchedBy(doc, made);
        if (needed !== undefined) yield placeAt(made, `${name} is started only where ${needed} is set`);
      }
    }
  },
});

/** Why a tracker that is started gets nothing, where literals say so. */
function reason(doc: JavaScriptDoc, made: Made): string | undefined {
  const enabled = optionOf(doc, made, 'enabled');
  if (enabled?.type === 'BooleanLiteral' && !enabled.value) return 'it is not enabled';
  for (const option of KEY_OPTIONS) {
    const key = stringValue(optionOf(doc, made, option));
    if (key !== undefined && PLACEHOLDER.test(key)) return `its ${option} is ${key.trim() === '' ? 'empty' : 'a placeholder'}`;
  }
  return undefined;
}
