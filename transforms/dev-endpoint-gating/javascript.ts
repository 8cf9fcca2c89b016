import { environmentGate, environmentGateOf } from '../../src/languages/javascript/environment.ts';
import { moduleKey, moduleOf } from '../../src/languages/javascript/modules.ts';
import { isCall, isFunction, lastName, statementsIn, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { layersOf } from '../../src/languages/javascript/layers.ts';
import { packageOf, valueOf } from '../../src/languages/javascript/queries.ts';
import { routesOf, type Route } from '../../src/languages/javascript/routes.ts';
import { spanOf, type Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

/** Segments of a path that are there for whoever develops. */
const DEV = /^(_{0,2}(test|tests|testing|debug|dev|seed|seeds|seeder|mock|mocks|sandbox|simulate|simulator|fixtures|playground|devtools|test-data|demo)|(test|debug|dev|seed|mock|simulate|fake|demo)[-_][\w-]+|[\w-]+[-_](debug|seed|mock|sandbox|dev)|reset-?(db|database|data|all)|(clear|wipe|drop)-?(db|database|all|data))$/i;
const RESET = /^\/(api\/)?(v\d+\/)?(reset|wipe|drop)$/i;
/** Things of a product whose names begin alike: methods of a laboratory, kinds of tests, demonstrations that are asked for. */
const PRODUCT = /^(test-?(methods?|results?|cases?|plans?|suites?|series|imonials?|drives?|bookings?|scores?|questions?|attempts?|sessions?|runs?|prep)|dev-?(ices?|elopers?|elopment)|demo-?(requests?|graphics?|s|bookings?)|ab-?tests?|mock-?(tests?|exams?|interviews?)|seed-?(phrases?|rounds?))$/i;
const AUTH = /auth|admin|permission|require|guard|protect|role|verify|jwt|session/i;

export const javascript = {
  ...checkRule<JavaScriptDoc>({
    prefilter: /test|debug|\bdev|seed|mock|sandbox|simulat|fixture|playground|reset|wipe|drop|demo|clear/i,
    * evidence(doc, project) {
      for (const route of devRoutes(doc)) {
        if (isGated(doc, project, route)) yield { ...spanOf(headOf(route)), message: `\`${route.path}\` is there only where the environment says so` };
      }
    },
    * problems(doc, project) {
      for (const route of devRoutes(doc)) {
        if (isGated(doc, project, route)) continue;
        const guard = guardOf(doc, route);
        yield { ...spanOf(headOf(route)), message: guard ? `\`${route.path}\` is there in production, behind \`${guard}\`: look at whether it belongs there` : `\`${route.path}\` is there in production` };
      }
    },
  }),
  collect: {
    prefilter: /dev|test|debug|mock|NODE_ENV|production/i,
    /** Modules of routers that are mounted under a condition on the environment. */
    facts(doc: JavaScriptDoc, project: ProjectView) {
      const modules = layersOf(doc).flatMap(({ call, value }) => {
        const from = environmentGateOf(doc, call) ? packageOf(doc.scopes.qualifiedName(isCall(value) ? value.callee : value)) : undefined;
        return from === undefined ? [] : [moduleOf(from, doc.path, project.package.javascript)];
      });
      return modules.length > 0 ? modules : undefined;
    },
  },
};

function devRoutes(doc: JavaScriptDoc): Route[] {
  const seen = new Set<Node>();
  return routesOf(doc).filter(({ path, node, handlers }) => {
    // A file of Express routers in `server/routes` looks like one of Nuxt.
    const isRouter = (isCall(node) || node.type === 'NewExpression') && /Router$/.test(lastName(node.callee) ?? '');
    if (seen.has(node) || isRouter || !isForDevelopers(path) || (RESET.test(path) && isAboutPasswords(doc, handlers))) return false;
    seen.add(node);
    return true;
  });
}

/** `/webhooks/:id/test` tries out one of a user's own things: a feature of the product. */
function isForDevelopers(path: string): boolean {
  const segments = path.split('/').filter(Boolean);
  const at = segments.findIndex((segment) => DEV.test(segment) && !PRODUCT.test(segment));
  if (RESET.test(path)) return true;
  return at >= 0 && !segments.slice(0, at).some((segment) => /^[:{[*]|\$\{/.test(segment));
}

/** `/forgot-password` may be where the router is mounted, and only `/reset` be written here. */
function isAboutPasswords(doc: JavaScriptDoc, handlers: readonly Node[]): boolean {
  return /passw|forgot/i.test(doc.path) || handlers.some((handler) => /passw|pwd|forgot/i.test(textOf(doc, valueOf(doc, handler) ?? handler)));
}

/** The condition may be around the route, at the start of what answers, in a layer in front of it, or where the router is mounted. */
function isGated(doc: JavaScriptDoc, project: ProjectView, route: Route): boolean {
  if (environmentGate(doc, route.node)) return true;
  if (project.collected.some(({ facts }) => (facts as readonly string[]).includes(moduleKey(doc.path)))) return true;
  return route.handlers.some((handler) => {
    const fn = valueOf(doc, handler);
    if (!isFunction(fn)) return /dev(elopment)?_?only|only_?(in_?)?dev|not_?(in_?)?prod|non_?prod|require_?dev|is_?dev/i.test(textOf(doc, handler));
    const last = statementsIn(fn.body).at(-1);
    const first = statementsIn(fn.body).slice(0, 3).find((statement) => statement.type === 'IfStatement');
    return !!first && !!last && (first !== last || statementsIn(fn.body).length === 1) && /NODE_ENV|isProd|isDev|production|development|process\.env\./i.test(textOf(doc, (first as { test: Node }).test)) && /return|throw|next\(/.test(textOf(doc, first));
  });
}

function guardOf(doc: JavaScriptDoc, { handlers }: Route): string | undefined {
  const guard = handlers.slice(0, -1).find((handler) => !isFunction(handler) && AUTH.test(textOf(doc, handler)));
  return guard ? lastName(isCall(guard) ? guard.callee : guard) ?? 'a guard' : undefined;
}

/** The call or method of a route by its first line: a handler may be long. */
function headOf({ node }: Route): Node {
  return isCall(node) ? node.arguments[0] ?? node : (node as { key?: Node; id?: Node }).key ?? (node as { id?: Node | null }).id ?? node;
}
