import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf, isReached } from '../../src/languages/python/conditions.ts';
import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, extensions, reachedCalls, stringsOf, switchedOff, withCallees, type Found } from '../../src/languages/python/queries.ts';
import { routesOf, type Route } from '../../src/languages/python/routes.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Metrics = Found & { readonly says: string };

const PATH = /^(\/(api|internal|actuator|system|monitoring))?(\/v\d+)?\/(metrics(\/prometheus)?|prometheus(\/metrics)?)$/i;
const EXPOSES = /generate_latest|handle_metrics|make_(asgi|wsgi)_app|MetricsHandler/;
/** Calls of a handler that measures nothing: what it answers is written there. */
const WRITTEN = /^(jsonify|JSONResponse|Response|PlainTextResponse|make_response|str|int|float|len|round|isoformat|utcnow|now|time|format|dict|getenv|get)$/;

/** Beside what all checks collect, the names of what answers metrics: Django names the views of other files in its routes. */
const collect = {
  prefilter: new RegExp(`${appFacts.prefilter.source}|${EXPOSES.source}`, 'im'),
  facts(doc: PythonDoc, project: ProjectView) {
    const facts = appFacts.facts(doc, project) ?? { attached: [], listed: [], initialised: [], flags: {} };
    const exposing = doc.root.descendants('function_definition', 'class_definition').filter(({ text }) => EXPOSES.test(text)).map((each) => each.field('name')!.text);
    return ['server', 'library'].includes(project.zone) ? { ...(facts as object), exposing } : undefined;
  },
};

export const python = {
  collect,
  ...checkRule<PythonDoc>({
    prefilter: /prometheus|metrics|Instrumentator|MeterProvider/i,
    evidence: (doc, project) => evidenceOf(metrics(doc, project)),
    problems: (doc, project) => switchedOff(metrics(doc, project)),
  }),
};

function metrics(doc: PythonDoc, project: ProjectView): Metrics[] {
  return [
    ...exposed(doc, project),
    ...reachedCalls(doc, project, /^prometheus_client\.(exposition\.)?start_(http|wsgi)_server$/).map((each) => ({ ...each, says: 'prometheus_client serves metrics on a port of its own' })),
    ...mounted(doc, project),
    ...extensions(doc, project, 'prometheus_flask_exporter.PrometheusMetrics', 'prometheus_flask_exporter.RESTfulPrometheusMetrics', 'prometheus_flask_exporter.multiprocess.GunicornPrometheusMetrics', 'prometheus_flask_exporter.multiprocess.GunicornInternalPrometheusMetrics').map((each) => ({ ...each, says: 'prometheus_flask_exporter serves `/metrics`' })),
    ...reachedCalls(doc, project, /^django\.(urls|conf\.urls|urls\.conf)\.include$/).filter(({ node }) => stringValue(argumentsOf(node).positional[0]) === 'django_prometheus.urls').map((each) => ({ ...each, says: 'django-prometheus serves `/metrics`' })),
    ...reachedCalls(doc, project, /^opentelemetry\.metrics\.set_meter_provider$/).map((each) => ({ ...each, says: 'OpenTelemetry sends metrics' })),
    ...routesOf(doc).filter((route) => PATH.test(withSlash(route.path)) && measures(doc, project, route) && isReached(doc, project, route.call)).map(({ path, node, call }) => {
      const condition = conditionOf(doc, project, call);
      return { node, says: `\`${path}\` answers metrics`, ...(condition && { condition }) };
    }),
  ];
}

/** `Instrumentator().instrument(app).expose(app)`, in one chain or through a name. */
function exposed(doc: PythonDoc, project: ProjectView): Metrics[] {
  if (!/prometheus_fastapi_instrumentator/.test(doc.text)) return [];
  return doc.root.descendants('call').filter((call) => call.field('function')!.kind === 'attribute' && lastName(call.field('function')) === 'expose' && isReached(doc, project, call)).map((call) => {
    const condition = conditionOf(doc, project, call);
    return { node: call.field('function')!.field('attribute')!, says: 'the instrumentator serves `/metrics`', ...(condition && { condition }) };
  });
}

/** `app.mount("/metrics", make_asgi_app())`, also through a name. */
function mounted(doc: PythonDoc, project: ProjectView): Metrics[] {
  if (!EXPOSES.test(doc.text)) return [];
  return doc.root.descendants('string').filter((text) => PATH.test(stringValue(text) ?? '')).flatMap((text): Metrics[] => {
    const around = text.closest('call');
    const isMount = around && /^(mount|Mount)$/.test(lastName(around.field('function')) ?? '');
    const isDispatched = text.parent?.kind === 'pair' && around && lastName(around.field('function')) === 'DispatcherMiddleware';
    if (!(isMount || isDispatched) || !isReached(doc, project, around)) return [];
    const condition = conditionOf(doc, project, around);
    return [{ node: text, says: `\`${stringValue(text)}\` answers metrics of prometheus_client`, ...(condition && { condition }) }];
  });
}

/** A handler that asks prometheus_client, or at least calls something that can know. */
function measures(doc: PythonDoc, project: ProjectView, { handler, call }: Route): boolean {
  if (/post|put|patch|delete/.test(lastName(call.field('function')) ?? '')) return false;
  if (!handler) return EXPOSES.test(call.text) || /prometheus|starlette_exporter/i.test(doc.text) || isExposing(project, argumentsOf(call).positional[1]);
  if (withCallees(doc, handler).some(({ text }) => EXPOSES.test(text))) return true;
  // `# TYPE requests_total counter`: the format of Prometheus, written by hand.
  if (stringsOf([handler]).some((text) => /^# (TYPE|HELP) \w+/m.test(text))) return true;
  // A router has a prefix of its own somewhere: numbers about the chat are no metrics of the service.
  if (!/(^|[._])app(lication)?\.[\w]+$/.test(call.field('function')!.text)) return false;
  return handler.field('body')!.descendants('call').some((each) => !WRITTEN.test(lastName(each.field('function')) ?? '') && !/logg?(er|ing)\b/.test(each.field('function')!.text));
}

/** `MetricsView.as_view()`, `views.metrics`: what answers is in another file. */
function isExposing(project: ProjectView, view: PyNode | undefined): boolean {
  const names = view?.text.replace(/\.as_view\b.*$/s, '').split('.') ?? [];
  return project.collected.some(({ facts }) => (facts as { exposing?: readonly string[] }).exposing?.includes(names.at(-1) ?? ''));
}

/** Paths of Django start without a slash. */
function withSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
