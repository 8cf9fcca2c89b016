import { isFunction, keyName, lastName, stringValue, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { layersOf } from '../../src/languages/javascript/layers.ts';
import { hasMounts, mountFacts, wholePaths, type MountFacts } from '../../src/languages/javascript/mounts.ts';
import { functionOf, isFrom, madeFrom, optionOf, pathText, placeAt } from '../../src/languages/javascript/queries.ts';
import { routesOf, type Route } from '../../src/languages/javascript/routes.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place, type Rule } from '../../src/transform.ts';
import type { Json } from '../../src/types.ts';

/** What says by itself that it is for health checks, at the top or below what is about the service as a whole. */
const HEALTH = /^\/?((api|v\d+|system|monitoring|monitor|_?internal|public|app|server|services?|actuator|management|core|rest|status|-)\/)*_?(health(z|-?check|_check|checks)?|readyz|livez|readiness|liveness|heartbeat)(\/(live|ready|liveness|readiness|check|db|detailed|status|ping)z?)?\/?$/i;
/** Routers that may have such a path for the whole service; that of `routes/billing` tells how billing is. */
const GENERAL = /(^|\/)((index|routes?|router|app|server|main|api|ops|base|root|common|general|misc|worker)([.-](routes?|router|controller|server))?|[\w.-]*(health|status|system|monitor|probe)[\w.-]*)\.[cm]?[jt]sx?$/i;
/** What does so at the top of the API only: `/orders/:id/status` is about an order. */
const HEALTH_AT_TOP = /^\/?(api\/)?(v\d+\/)?(ping|status|ready|live|alive|up)\/?$/i;
/** Asked for whether it is there. */
const DATABASE = /\$queryRaw|\bSELECT 1\b|\bmongoose\.connection\.readyState|\bconnection\.(?:readyState|db\.admin)|\.authenticate\(\)|\b(?:db|pool|client|database|dataSource|sequelize|knex)\.(?:query|raw|ping|command|admin)\(|\.pingCheck\(/;
const GUARD = /auth|protect|admin|verify|ensure|jwt|logged|permission|role|require|guard/i;
const LIBRARIES: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^@godaddy\/terminus$/, /^createTerminus$/], [/^lightship$/, /^createLightship$/], [/^(express-healthcheck|express-actuator|@cloudnative\/health-connect)$/, /./],
];
const PLUGINS = /^(fastify-healthcheck|fastify-custom-healthcheck|elysia-healthcheck)$/;

const rule = checkRule<JavaScriptDoc>({
  prefilter: /health|ready|readiness|liveness|livez|heartbeat|ping|status|\/(live|alive|up)\b|terminus|lightship|actuator|under-pressure/i,
  *evidence(doc, project) {
    for (const route of routesOf(doc)) {
      if (!/^(get|all|head|use)$/.test(route.method) || !isHealth(route, doc.path) || isGuarded(doc, route) || !isActive(doc, project, route.node)) continue;
      for (const path of wholePaths(doc, route, mountsOf(project))) yield placeAt(headOf(route.node), `\`${path}\` ${whatItAsks(doc, route)}`);
    }
    for (const [packages, exported] of LIBRARIES) for (const made of madeFrom(doc, packages, exported)) if (isActive(doc, project, made)) yield placeAt(made, 'answers health checks');
    for (const { call, value } of layersOf(doc)) {
      const isOn = isFrom(doc, value, PLUGINS) || (isFrom(doc, value, /^(@fastify\/under-pressure|under-pressure)$/) && optionOf(doc, call, 'exposeStatusRoute') !== undefined);
      if (isOn && isActive(doc, project, call)) yield placeAt(call, 'answers health checks');
    }
    yield* compared(doc);
  },
});

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  collect: {
    prefilter: /\.(use|register|route|setGlobalPrefix|enableVersioning)\(/,
    facts(doc, project) {
      const facts = project.zone === 'server' || project.zone === 'library' ? mountFacts(doc) : undefined;
      return facts && hasMounts(facts) ? { ...facts } as unknown as Json : undefined;
    },
  },
};

function mountsOf({ collected, package: { dir } }: ProjectView): (MountFacts & { readonly path: string })[] {
  return collected.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`)).map(({ path, facts }) => ({ ...(facts as unknown as MountFacts), path }));
}

function isHealth({ path, isWhole, method }: Route, file: string): boolean {
  // Nothing else is called `/healthz`.
  if (HEALTH.test(path)) return isWhole || method === 'use' || /(z|check|checks|readiness|liveness)\/?$/i.test(path) || GENERAL.test(file) || path.replace(/^\//, '').includes('/');
  return method !== 'use' && isWhole && HEALTH_AT_TOP.test(path) && (GENERAL.test(file) || /^\/api\//.test(path));
}

/** What the handler looks at before it answers, where that stands in this file. */
function whatItAsks(doc: JavaScriptDoc, { handlers }: Route): string {
  const handler = handlers.at(-1);
  const fn = handler && (functionOf(doc, handler) ?? (isFunction(handler) ? handler : undefined));
  return fn && DATABASE.test(textOf(doc, fn)) ? 'asks the database' : 'answers health checks';
}

/** A probe has no account: what asks for one is no health check. */
function isGuarded(doc: JavaScriptDoc, { handlers, node, method }: Route): boolean {
  if (method === 'use' && handlers.length > 0) return handlers.slice(0, -1).some((each) => GUARD.test(lastName(unwrapped(each)) ?? ''));
  if (node.type === 'ClassMethod') {
    const guards = [...(node.decorators ?? []), ...(doc.tree.closest(node, 'ClassDeclaration')?.decorators ?? [])];
    return guards.some(({ expression }) => /UseGuards|Roles/.test(textOf(doc, expression)) && !guards.some((each) => /Public|SkipAuth|AllowAnonymous/.test(textOf(doc, each.expression))));
  }
  return handlers.slice(0, -1).some((each) => !isFunction(unwrapped(each)) && GUARD.test(textOf(doc, each).slice(0, 60)));
}

/** `if (req.url === '/health')` of a server without routes, and the keys of a table of routes. */
function* compared(doc: JavaScriptDoc): Generator<Place> {
  for (const node of doc.tree.all('BinaryExpression')) {
    if (node.operator !== '===' && node.operator !== '==') continue;
    const [path, asked] = [pathText(node.right) ?? pathText(node.left), stringValue(node.right) === undefined ? node.right : node.left];
    if (path?.startsWith('/') && HEALTH.test(path) && /^(url|pathname|path)$/.test(lastName(asked as Node) ?? '') && isAnswered(doc, node)) yield placeAt(node, `\`${path}\` answers health checks`);
  }
  for (const property of doc.tree.all('ObjectProperty')) {
    const key = /^(?:GET )?(\/\S*)$/.exec(keyName(property) ?? '')?.[1];
    const isTable = key !== undefined && HEALTH.test(key) && (keyName(property)!.startsWith('GET ') || isRoutesOption(doc, property));
    if (isTable) yield placeAt(property, `\`${key}\` answers health checks`);
  }
}

/** The paths of middleware that is skipped for health checks are compared as well. */
function isAnswered(doc: JavaScriptDoc, test: Node): boolean {
  const condition = doc.tree.closest(test, 'IfStatement');
  return !!condition && /\b(end|writeHead|json|send|Response|body)\b/.test(textOf(doc, condition.consequent));
}

/** `Bun.serve({ routes: { '/health': … } })`. */
function isRoutesOption(doc: JavaScriptDoc, property: Node): boolean {
  const owner = doc.tree.parent(doc.tree.parent(property)!);
  return owner?.type === 'ObjectProperty' && keyName(owner) === 'routes' && /Bun\.serve/.test(doc.text);
}

/** The first line of a route is enough to show. */
function headOf(node: Node): Node {
  return node.type === 'CallExpression' || node.type === 'OptionalCallExpression' ? node.arguments[0] ?? node : node.type === 'ClassMethod' ? node.key as Node : node;
}
