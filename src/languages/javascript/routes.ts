import { isCall, isFunction, lastName, propertyOf, stringValue } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { exportedNodes, isFrom, oncePerFile, optionOf, packageOf, pathText, valueOf } from './queries.ts';
import type { Node, NodeOf } from './tree.ts';

/** A route: a call such as `router.get('/health', …)`, a method of a Nest controller, or an export of a Next route file. */
export interface Route {
  readonly node: Node;
  /** Lower case; `all` for any, `use` for what is mounted there. */
  readonly method: string;
  readonly path: string;
  /** What answers and what runs before it; none where it is mounted from elsewhere. */
  readonly handlers: readonly Node[];
  /** The path is the whole one; a router's own is completed where it is mounted. */
  readonly isWhole: boolean;
}

const METHODS = /^(get|post|put|patch|delete|del|head|options|all|use|on)$/;
const APP = /^(app|server|fastify|hono|elysia|koa|application|expressApp|httpServer)$/i;
const ROUTER = /rout(er|es?)$|^r$|^(app|server|fastify|hono|elysia|api|instance|application)/i;
const FRAMEWORKS = /^(express|fastify|hono|@hono\/zod-openapi|elysia|koa|koa-router|@koa\/router|restify|polka|itty-router|find-my-way)$/;
const CLIENTS = /^(axios|got|ky|undici|node-fetch|superagent|supertest|request)$/;
const NEST_METHODS: { readonly [decorator: string]: string } = { Get: 'get', Post: 'post', Put: 'put', Patch: 'patch', Delete: 'delete', All: 'all', Head: 'head', Options: 'options' };
const ROUTE_FILES: readonly RegExp[] = [
  /(?:^|\/)app\/((?:.*\/)?)route\.[jt]sx?$/, /(?:^|\/)pages\/(api\/.+?)(?:\/index)?\.[jt]sx?$/,
  /(?:^|\/)src\/routes\/((?:.*\/)?)\+server\.[jt]s$/, /(?:^|\/)server\/((?:api|routes)\/.+?)(?:\/index)?(?:\.(?:get|post|put|patch|delete))?\.[jt]s$/,
];

/** Files that build the app rather than a part of its routes. */
const MAIN = /(?:^|\/)(index|app|server|main|worker|api)\.[cm]?[jt]sx?$/;

/** Every route of a file. */
export const routesOf = oncePerFile((doc): readonly Route[] => [...calledRoutes(doc), ...objectRoutes(doc), ...decoratedRoutes(doc), ...fileRoutes(doc)]);

function calledRoutes(doc: JavaScriptDoc): Route[] {
  return doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((node): Route[] => {
    if (node.callee.type !== 'MemberExpression' && node.callee.type !== 'OptionalMemberExpression') return [];
    const method = lastName(node.callee) ?? '';
    if (!METHODS.test(method)) return [];
    const [first, ...handlers] = node.arguments;
    // `router.route('/x').get(show)` has its path one call before.
    const before = isCall(node.callee.object) && lastName(node.callee.object.callee) === 'route' ? pathText(node.callee.object.arguments[0]) : undefined;
    if (before !== undefined) return [{ node, method, path: before, handlers: node.arguments, isWhole: false }];
    const paths = first?.type === 'ArrayExpression' ? first.elements.flatMap((each) => pathText(each) ?? []) : [pathText(first)].filter((path) => path !== undefined);
    const hasHandler = handlers.some((each) => isFunction(valueOf(doc, each)));
    if (paths.length === 0 || handlers.length === 0 || (!hasHandler && !isRouter(doc, node.callee.object)) || isFrom(doc, node.callee.object, CLIENTS)) return [];
    const isWhole = APP.test(lastName(node.callee.object) ?? '') || (MAIN.test(doc.path) && isChainOf(doc, node.callee.object));
    return paths.map((path) => ({ node, method: method === 'del' ? 'delete' : method === 'on' ? 'all' : method, path, handlers, isWhole }));
  });
}

/** Fastify's and hapi's `app.route({ method: 'GET', url: '/health', handler })`. */
function objectRoutes(doc: JavaScriptDoc): Route[] {
  return doc.tree.all('CallExpression').flatMap((node): Route[] => {
    if (lastName(node.callee) !== 'route' || node.callee.type !== 'MemberExpression') return [];
    const value = (name: string) => optionOf(doc, node, name);
    const path = pathText(value('url') ?? value('path'));
    const handler = value('handler');
    if (path === undefined || !handler) return [];
    return [{ node, method: (stringValue(value('method')) ?? 'all').toLowerCase(), path, handlers: [...[value('preHandler'), value('onRequest')].filter((each) => each !== undefined), handler], isWhole: APP.test(lastName(node.callee.object) ?? '') }];
  });
}

function decoratedRoutes(doc: JavaScriptDoc): Route[] {
  return doc.tree.all('ClassMethod').flatMap((node): Route[] => {
    const route = (node.decorators ?? []).flatMap(({ expression }) => (isCall(expression) && NEST_METHODS[lastName(expression.callee) ?? ''] ? [expression] : []))[0];
    if (!route) return [];
    const owner = doc.tree.closest(node, 'ClassDeclaration', 'ClassExpression');
    const controller = (owner?.decorators ?? []).flatMap(({ expression }) => (isCall(expression) && /Controller$/.test(lastName(expression.callee) ?? '') ? [expression] : []))[0];
    if (!controller) return [];
    const prefix = controller.arguments[0];
    const base = pathText(prefix) ?? pathText(prefix?.type === 'ObjectExpression' ? (propertyOf(prefix, 'path') as NodeOf<'ObjectProperty'> | undefined)?.value : undefined) ?? '';
    const path = `/${[base, pathText(route.arguments[0]) ?? ''].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean).join('/')}`;
    return [{ node, method: NEST_METHODS[lastName(route.callee)!]!, path, handlers: [node], isWhole: true }];
  });
}

/** What a framework finds by the path of the file: route handlers of Next, endpoints of SvelteKit and Nuxt. */
function fileRoutes(doc: JavaScriptDoc): Route[] {
  const match = ROUTE_FILES.flatMap((pattern) => pattern.exec(doc.path) ?? [])[1];
  if (match === undefined) return [];
  const path = `/${match.replace(/\([^)]*\)\//g, '').replace(/\/$/, '')}`;
  return exportedNodes(doc).filter(({ name }) => /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|default)$/.test(name))
    .map(({ name, node }) => ({ node, method: name === 'default' ? 'all' : name.toLowerCase(), path, handlers: [node], isWhole: true }));
}

function isRouter(doc: JavaScriptDoc, object: Node): boolean {
  return ROUTER.test(lastName(object) ?? '') || isChainOf(doc, object);
}

/** `new Elysia().get(…).post(…)`, and what a name was bound to that way. */
function isChainOf(doc: JavaScriptDoc, object: Node): boolean {
  let root = valueOf(doc, object);
  while (root && isCall(root) && root.callee.type === 'MemberExpression' && !FRAMEWORKS.test(packageOf(doc.scopes.qualifiedName(root.callee)) ?? '')) root = valueOf(doc, root.callee.object);
  return !!root && (isCall(root) || root.type === 'NewExpression') && FRAMEWORKS.test(packageOf(doc.scopes.qualifiedName(root.callee)) ?? '');
}
