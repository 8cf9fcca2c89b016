import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { truthOf } from '../../src/languages/python/conditions.ts';
import { argumentsOf, lastName } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, extensions, middlewareUses, reachedCalls, switchedOff, type Found } from '../../src/languages/python/queries.ts';
import { checkRule } from '../../src/transform.ts';

type Tracing = Found & { readonly says: string };

const CALLS: readonly (readonly [RegExp, string])[] = [
  [/^ddtrace\.patch_all$/, 'Datadog traces requests'],
  [/^newrelic\.agent\.initialize$/, 'New Relic traces requests'],
  [/^logfire\.instrument_(fastapi|flask|django|starlette|asgi|wsgi|aiohttp_server)$/, 'Logfire traces requests'],
  [/^azure\.monitor\.opentelemetry\.configure_azure_monitor$/, 'Azure Monitor traces requests'],
  [/^aws_xray_sdk\.core\.patch_all$/, 'X-Ray traces calls'],
  [/^aws_xray_sdk\.ext\.flask\.middleware\.XRayMiddleware$/, 'X-Ray traces requests'],
  [/^opencensus\.ext\.flask\.flask_middleware\.FlaskMiddleware$/, 'OpenCensus traces requests'],
];
const MIDDLEWARE = /^(opentelemetry\.instrumentation\.(asgi|wsgi)\.|ddtrace\.contrib\.asgi\.|aws_xray_sdk\.ext\.|elasticapm\.contrib\.|opencensus\.ext\.|opentracing_instrumentation\.|starlette_opentracing\.|starlette_zipkin\.)/;

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /opentelemetry|ddtrace|newrelic|logfire|configure_azure_monitor|xray|opencensus|opentracing|elasticapm|sentry_sdk|zipkin/,
    evidence: (doc, project) => evidenceOf(tracing(doc, project)),
    problems: (doc, project) => switchedOff(tracing(doc, project)),
  }),
};

function tracing(doc: PythonDoc, project: ProjectView): Tracing[] {
  return [
    ...CALLS.flatMap(([names, says]) => reachedCalls(doc, project, names).map((each) => ({ ...each, says }))),
    ...extensions(doc, project, 'elasticapm.contrib.flask.ElasticAPM').map((each) => ({ ...each, says: 'Elastic APM traces requests' })),
    ...middlewareUses(doc, project, MIDDLEWARE).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` traces requests` })),
    ...openTelemetry(doc, project),
    ...sentry(doc, project),
  ];
}

/** A provider that sends its spans somewhere else than to the terminal, and what instruments an app. */
function openTelemetry(doc: PythonDoc, project: ProjectView): Tracing[] {
  const providers = reachedCalls(doc, project, ['opentelemetry.trace.set_tracer_provider', 'opentelemetry.trace.propagation.set_tracer_provider']);
  const sends = /add_span_processor\(/.test(doc.text) && doc.root.descendants('call').some((call) => /(Exporter)$/.test(lastName(call.field('function')) ?? '') && lastName(call.field('function')) !== 'ConsoleSpanExporter');
  const instrumentors = doc.root.descendants('call').filter((call) => /\b(FastAPI|Flask|Django|Starlette|AioHttpServer|ASGI)Instrumentor(\(\))?\.instrument(_app)?$/.test(call.field('function')!.text));
  return [
    ...(sends ? providers.map((each) => ({ ...each, says: 'OpenTelemetry sends spans' })) : []),
    ...reachedOnly(doc, project, instrumentors).map((each) => ({ ...each, says: 'OpenTelemetry traces requests' })),
  ];
}

function reachedOnly(doc: PythonDoc, project: ProjectView, calls: readonly Found['node'][]): Found[] {
  return reachedCalls(doc, project, /^opentelemetry\.instrumentation\./).filter(({ node }) => calls.some((call) => call === node || node.isWithin(call)))
    .map((each) => ({ ...each, node: calls.find((call) => each.node.isWithin(call))! })).filter(({ node }, i, all) => all.findIndex((other) => other.node === node) === i);
}

/** `sentry_sdk.init(traces_sample_rate=0.1)`. */
function sentry(doc: PythonDoc, project: ProjectView): Tracing[] {
  return reachedCalls(doc, project, ['sentry_sdk.init']).flatMap((each): Tracing[] => {
    const { keywords } = argumentsOf(each.node);
    const rate = keywords.get('traces_sample_rate') ?? keywords.get('traces_sampler') ?? keywords.get('enable_tracing');
    const isOff = !rate || rate.kind === 'none' || /^(0|0\.0|False)$/.test(rate.text) || truthOf(doc, project, rate) === false;
    return isOff ? [] : [{ ...each, says: 'Sentry traces requests' }];
  });
}
