import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf, isReached } from '../../src/languages/python/conditions.ts';
import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { decoratorsOf, evidenceOf, extensions, reachedCalls, switchedOff, withCallees, type Found } from '../../src/languages/python/queries.ts';
import { isOnApp, mountsOf, wholePaths, type Mount } from '../../src/languages/python/mounts.ts';
import { routesOf, type Route } from '../../src/languages/python/routes.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';
import type { Json } from '../../src/types.ts';

type Health = Found & { readonly says: string };

const PATH = /(^|\/)_?(health|healthz|health[-_]?checks?|livez?|liveness|readyz?|readiness|alive)$/i;
/** Names that other things have too: only right below the root or the API. */
const SHORT_PATH = /^(\/api)?(\/v\d+)?\/(ping|heartbeat)$/i;
const ANSWER = /status|healthy|ready|alive|["'](ok|up|pong)["']|\b(200|503)\b|HttpResponse\(|\.check|check_/i;
const LOGIN = /get_current|current_user|require_|login_required|jwt_required|get_admin|verify_token|verify_api|permission_required|IsAuthenticated/;
const DATABASE = /\bSELECT 1\b|\.execute\(|ensure_connection|cursor\(|\.admin\.command|engine\.connect|(db|database|mongo|session|pool)\w*\.(command|fetch\w*|is_connected|ping|client|acquire|health\w*|check\w*)\(|check_(db|database|postgres|mongo)\w*\(|(db|database)_(health|check|status)\w*\(/i;
const REDIS = /redis\w*\.(ping|get|set|info|health\w*)\(|cache\.(get|set|ping)\(|check_(redis|cache)\w*\(/i;

export const python = {
  collect: {
    prefilter: new RegExp(`${appFacts.prefilter.source}|include_router|register_blueprint|\\binclude\\(`, 'im'),
    facts(doc: PythonDoc, project: ProjectView): Json | undefined {
      const mounts = ['server', 'library'].includes(project.zone) ? mountsOf(doc) : [];
      const facts = appFacts.facts(doc, project);
      return mounts.length > 0 ? { ...(facts as object | undefined), mounts: mounts as unknown as Json } : facts;
    },
  },
  ...checkRule<PythonDoc>({
    prefilter: /health|\/?_?(live|ready|alive|liveness|readiness|ping|heartbeat)z?\b|watchman/i,
    evidence: (doc, project) => evidenceOf(routes(doc, project)),
    problems: (doc, project) => switchedOff(routes(doc, project)),
  }),
};

function routes(doc: PythonDoc, project: ProjectView): Health[] {
  return [
    ...routesOf(doc).filter((route) => isHealth(route) && isReached(doc, project, route.call)).flatMap((route) => found(doc, project, route)),
    ...included(doc, project),
    ...extensions(doc, project, 'flask_healthz.Healthz', 'healthcheck.HealthCheck').map((each) => ({ ...each, says: 'a library answers health checks' })),
    ...comparedPaths(doc, project),
  ];
}

function found(doc: PythonDoc, project: ProjectView, route: Route): Health[] {
  const { node, call, handler } = route;
  const condition = conditionOf(doc, project, call);
  const all = project.collected.map(({ path, facts }) => ({ path, mounts: (facts as { readonly mounts?: readonly Mount[] }).mounts ?? [] }));
  return wholePaths(doc, route, all).map((path) => ({ node, says: handler ? `\`${path}\` ${whatItAsks(doc, handler)}` : `\`${path}\` answers health checks`, ...(condition && { condition }) }));
}

/** A GET route whose handler answers about a state, and asks nobody to log in. */
function isHealth({ path, call, handler }: Route): boolean {
  if (/[{<]/.test(path) || !(PATH.test(path) || SHORT_PATH.test(path))) return false;
  const method = lastName(call.field('function')) ?? '';
  const methods = argumentsOf(call).keywords.get('methods')?.text ?? '';
  if (/post|put|patch|delete|websocket/.test(method) || (/POST|PUT|DELETE/.test(methods) && !/GET/.test(methods))) return false;
  if (argumentsOf(call).positional[1]?.text.startsWith('include(')) return false;
  if (!handler) return true;
  const guard = [...decoratorsOf(handler).map(({ text }) => text), handler.field('parameters')?.text ?? ''].join('\n');
  return ANSWER.test(handler.text) && !LOGIN.test(guard);
}

/** What the handler looks at before it answers, with the functions of this file that it calls. */
function whatItAsks(doc: PythonDoc, handler: PyNode): string {
  const text = withCallees(doc, handler).map((each) => each.text).join('\n');
  const asked = [...(DATABASE.test(text) ? ['the database'] : []), ...(REDIS.test(text) ? ['redis'] : [])];
  if (asked.length > 0) return `asks ${asked.join(' and ')}`;
  const helper = handler.descendants('call').map((call) => call.field('function')!)
    .find((fn) => /check|health|status|ping|probe|is_(alive|connected|ready)/i.test(lastName(fn) ?? '') && !/^[A-Z]\w*[a-z]/.test(lastName(fn)!));
  return helper ? `asks \`${helper.text}\`` : 'answers without a look at a database or anything else';
}

/** Routes of django-health-check and django-watchman, and routers under a health path. */
function included(doc: PythonDoc, project: ProjectView): Health[] {
  const calls = [...reachedCalls(doc, project, /^django\.(urls|conf\.urls|urls\.conf)\.include$/), ...doc.root.descendants('call').filter((call) => ['include_router', 'register_blueprint'].includes(lastName(call.field('function')) ?? '') && isReached(doc, project, call)).map((node) => ({ node }))];
  return calls.flatMap((each): Health[] => {
    const { positional, keywords } = argumentsOf(each.node);
    if (/^(health_check|watchman)\.urls$/.test(stringValue(positional[0]) ?? '')) return [{ ...each, says: 'a library answers health checks' }];
    const prefix = stringValue(keywords.get('prefix') ?? keywords.get('url_prefix'));
    return prefix !== undefined && PATH.test(prefix) ? [{ ...each, says: `routes under \`${isOnApp(doc, each.node) ? prefix : `…${prefix}`}\` answer health checks` }] : [];
  });
}

/** `if self.path == "/health":` in a handler of `http.server`. */
function comparedPaths(doc: PythonDoc, project: ProjectView): Health[] {
  return doc.root.descendants('class_definition').filter((each) => /BaseHTTPRequestHandler/.test(each.field('superclasses')?.text ?? '')).flatMap((handler) =>
    handler.descendants('comparison_operator').filter((compared) => /\bpath\b/.test(compared.text)).flatMap((compared) => compared.descendants('string'))
      .filter((text) => PATH.test(stringValue(text) ?? '') && isReached(doc, project, handler)).map((node) => ({ node, says: `\`${stringValue(node)}\` answers health checks` })));
}
