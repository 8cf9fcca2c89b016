import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { argumentsOf, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, extensions, middlewareUses, reachedCalls, switchedOff, told, type Found, type Told } from '../../src/languages/python/queries.ts';
import { checkRule } from '../../src/transform.ts';

type Tracker = Found & { readonly says: string };

/** Calls that set a tracker up, with its name. */
const CALLS: readonly (readonly [RegExp, string])[] = [
  [/^sentry_sdk\.init$/, 'Sentry'],
  [/^rollbar\.init$/, 'Rollbar'],
  [/^bugsnag\.(flask\.handle_exceptions|configure)$/, 'Bugsnag'],
  [/^honeybadger\.(honeybadger\.configure|contrib\.\w+\.?\w*)$/, 'Honeybadger'],
  [/^newrelic\.agent\.initialize$/, 'New Relic'],
  [/^ddtrace\.(patch_all|patch)$/, 'Datadog'],
  [/^(raygun4py\.raygunprovider\.RaygunSender|pybrake\.Notifier|airbrake\.\w+|highlight_io\.H|logfire\.configure|azure\.monitor\.opentelemetry\.configure_azure_monitor|google\.cloud\.error_reporting\.Client)$/, 'an error tracker'],
];
const MIDDLEWARE = /^(rollbar\.contrib\.|bugsnag\.(django|asgi|fastapi|starlette)|honeybadger\.contrib\.|elasticapm\.contrib\.|airbrake\.|sentry_sdk\.integrations\.asgi\.SentryAsgiMiddleware|opencensus\.ext\.)/;
const PLACEHOLDER = /your|example|xxx|changeme|<|placeholder/i;

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /sentry|rollbar|bugsnag|honeybadger|newrelic|ddtrace|raygun|airbrake|brake|highlight_io|logfire|azure|error_reporting|elasticapm|opencensus/i,
    evidence: (doc, project) => evidenceOf(trackers(doc, project)),
    problems: (doc, project) => [...switchedOff(trackers(doc, project)), ...withoutAddress(doc, project)],
  }),
};

function trackers(doc: PythonDoc, project: ProjectView): Tracker[] {
  const calls = CALLS.flatMap(([names, library]) => reachedCalls(doc, project, names).map((each) => ({ ...each, says: `${library} is told of errors` })));
  return [
    ...calls.filter(({ node }) => addressOf(node) === undefined),
    ...extensions(doc, project, 'elasticapm.contrib.flask.ElasticAPM', 'honeybadger.contrib.FlaskHoneybadger').map((each) => ({ ...each, says: 'an error tracker is told of errors' })),
    ...middlewareUses(doc, project, MIDDLEWARE).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` tells an error tracker` })),
  ];
}

function withoutAddress(doc: PythonDoc, project: ProjectView): Told[] {
  return reachedCalls(doc, project, ['sentry_sdk.init']).flatMap(({ node }) => {
    const address = addressOf(node);
    return address ? [told(address, 'Sentry is set up without a DSN, so it sends nothing')] : [];
  });
}

/** The DSN of a call of Sentry's when it leads nowhere: empty, `None` or a placeholder. */
function addressOf(call: Found['node']) {
  const { positional, keywords } = argumentsOf(call);
  const dsn = keywords.get('dsn') ?? (call.field('function')!.text.endsWith('init') ? positional[0] : undefined);
  const text = stringValue(dsn);
  return dsn && (dsn.kind === 'none' || text === '' || (text !== undefined && PLACEHOLDER.test(text))) ? dsn : undefined;
}
