import type { ProjectView } from '../types.ts';
import { dottedText, enclosingFunction, isCall, isFunction, isText, keyName, lastName, propertyOf, stringValue, textOf, unwrapped, type AnyCall, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { boundIn, isWrite } from './scopes.ts';
import { isWithin, type Node, type NodeOf } from './tree.ts';

/** A call or a `new`. */
export type Made = AnyCall | NodeOf<'NewExpression'>;

/** An answer that is the same whoever asks: found once for each file. */
function oncePerFile<T>(find: (doc: JavaScriptDoc) => T): (doc: JavaScriptDoc) => T {
  const known = new WeakMap<JavaScriptDoc, T>();
  return (doc) => {
    if (!known.has(doc)) known.set(doc, find(doc));
    return known.get(doc)!;
  };
}

/** The package of a qualified name: `helmet` of `helmet:default`. */
export function packageOf(name: string | undefined): string | undefined {
  const colon = name?.indexOf(':') ?? -1;
  return colon > 0 ? name!.slice(0, colon) : undefined;
}

/** Calls and `new` of what the packages export, wherever it was imported; `exported` narrows the names. */
export function* madeFrom(doc: JavaScriptDoc, packages: RegExp, exported?: RegExp): Generator<Made> {
  for (const made of doc.tree.all('CallExpression', 'OptionalCallExpression', 'NewExpression')) {
    const name = doc.scopes.qualifiedName(made.callee);
    const from = packageOf(name);
    if (from !== undefined && packages.test(from) && (exported?.test(name!.slice(from.length + 1)) ?? true)) yield made;
  }
}

/** Where a package is named as a value, such as the plugin in `app.register(require('@fastify/helmet'), { … })`. */
export function isFrom(doc: JavaScriptDoc, node: Node | null | undefined, packages: RegExp): boolean {
  if (!node) return false;
  const value = unwrapped(node);
  if (value.type === 'ImportExpression') return packages.test(stringValue(value.source) ?? '');
  if (isCall(value) && value.callee.type === 'Import') return packages.test(stringValue(value.arguments[0]) ?? '');
  return packages.test(packageOf(doc.scopes.qualifiedName(value)) ?? '');
}

/** What a name stands for where the file itself says: the initial value of a `const`, or the function it names. */
export function valueOf(doc: JavaScriptDoc, node: Node | null | undefined): Node | undefined {
  if (!node) return undefined;
  const value = unwrapped(node);
  if (value.type !== 'Identifier') return value;
  const binding = doc.scopes.bindingOf(value);
  if (binding?.by.type === 'FunctionDeclaration' && binding.kind === 'function') return binding.by;
  const isKnown = binding?.by.type === 'VariableDeclarator' && binding.by.id === binding.node && binding.by.init && !binding.uses.some((use) => isWrite(doc.tree, use));
  return isKnown ? unwrapped((binding.by as NodeOf<'VariableDeclarator'>).init!) : value;
}

/** The value of a name that is set once. */
export function constantValue(doc: JavaScriptDoc, node: Node): Node | undefined {
  const binding = node.type === 'Identifier' ? doc.scopes.bindingOf(node) : undefined;
  if (binding?.by.type !== 'VariableDeclarator' || binding.by.id !== binding.node || isWithin(node, binding.by)) return undefined;
  return binding.uses.some((use) => isWrite(doc.tree, use)) ? undefined : binding.by.init ?? undefined;
}

/** The options of a call: its first object literal, also behind a name. */
export function optionsOf(doc: JavaScriptDoc, call: Made): NodeOf<'ObjectExpression'> | undefined {
  for (const argument of call.arguments) {
    const value = valueOf(doc, argument);
    if (value?.type === 'ObjectExpression') return value;
  }
  return undefined;
}

/** The value of an option of a call, also behind a name; the method itself where it is one. */
export function optionOf(doc: JavaScriptDoc, call: Made, name: string): Node | undefined {
  const property = propertyOf(optionsOf(doc, call), name);
  return property?.type === 'ObjectProperty' ? valueOf(doc, property.value) : property;
}

/** Whether options that are there may hold more than what is written: `...rest`, or no literal at all. */
export function mayHoldMore(doc: JavaScriptDoc, call: Made): boolean {
  return call.arguments.some((argument) => {
    const value = argument.type === 'SpreadElement' ? argument : valueOf(doc, argument);
    return value?.type === 'ObjectExpression' ? value.properties.some(({ type }) => type === 'SpreadElement') : value?.type !== 'StringLiteral' && value?.type !== 'TemplateLiteral' && !isFunction(value);
  });
}

/** A layer of an app: what `app.use(…)`, `fastify.register(…)` or `consumer.apply(…)` is given, with the path it is for. */
export interface Layer {
  readonly call: AnyCall;
  readonly value: Node;
  readonly path?: string;
}

/** What has a `use` too: interceptors of axios, sockets, plugins of other libraries. */
const NO_APP = /^(request|response|interceptors|io|nsp|namespace|socket|socketServer|i18n\w*|schema|dayjs|chai|passport|yargs|marked|unified)$/i;

/** What is given to `use`, `register`, `apply` and to Fastify's hooks, in source order. */
export const layersOf = oncePerFile((doc): readonly Layer[] => {
  return doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call): Layer[] => {
    const name = call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? lastName(call.callee) : undefined;
    if (name !== 'use' && name !== 'register' && name !== 'apply' && name !== 'addHook' && name !== 'derive' && name !== 'onRequest' && name !== 'onBeforeHandle') return [];
    if (NO_APP.test(lastName((call.callee as { object?: Node }).object) ?? '')) return [];
    const path = pathText(call.arguments[0]);
    return call.arguments.flatMap((argument): (Node | null)[] => (argument.type === 'ArrayExpression' ? argument.elements : [argument]))
      .filter((value): value is Node => !!value && !isText(value))
      .map((value) => ({ call, value, ...(path !== undefined && name !== 'addHook' && { path }) }));
  });
});

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

/** The names a file exports by `export` statements, each with the node that makes it. */
export const exportedNodes = oncePerFile((doc): readonly { readonly name: string; readonly node: Node }[] => {
  return doc.tree.all('ExportNamedDeclaration', 'ExportDefaultDeclaration').flatMap((statement): { name: string; node: Node }[] => {
    if (statement.type === 'ExportDefaultDeclaration') return [{ name: 'default', node: valueOf(doc, statement.declaration) ?? statement }];
    const { declaration, specifiers } = statement;
    if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') return declaration.id ? [{ name: declaration.id.name, node: declaration }] : [];
    if (declaration?.type === 'VariableDeclaration') return declaration.declarations.flatMap((each) => boundIn(each.id).map(({ name }) => ({ name, node: (each.id.type === 'Identifier' && each.init) || each })));
    return specifiers.flatMap((each) => (each.type === 'ExportSpecifier' && !statement.source ? [{ name: each.exported.type === 'Identifier' ? each.exported.name : each.exported.value, node: valueOf(doc, each.local) ?? each }] : []));
  });
});

/** Decorators of one of the names with their calls: `@UseGuards(…)`. */
export function decoratorsOf(doc: JavaScriptDoc, names: RegExp): AnyCall[] {
  return doc.tree.all('Decorator').flatMap(({ expression }) => (isCall(expression) && names.test(lastName(expression.callee) ?? '') ? [expression] : []));
}

/** Calls of a method, whatever it is called on: `app.useGlobalFilters(…)`. */
export function methodCalls(doc: JavaScriptDoc, names: RegExp): AnyCall[] {
  return doc.tree.all('CallExpression', 'OptionalCallExpression')
    .filter(({ callee }) => (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') && names.test(lastName(callee) ?? ''));
}

/** A condition around code, and whether it holds where the code runs. */
export interface Condition {
  readonly test: Node;
  readonly holds: boolean;
}

/** The conditions a node runs under within its function, innermost first; `if (…) return` in front of it counts. */
export function* conditionsOf(doc: JavaScriptDoc, node: Node): Generator<Condition> {
  let child = node;
  for (const parent of doc.tree.ancestors(node)) {
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && child !== parent.test) yield { test: parent.test, holds: child === parent.consequent };
    if (parent.type === 'LogicalExpression' && parent.operator !== '??' && child === parent.right) yield { test: parent.left, holds: parent.operator === '&&' };
    if (parent.type === 'BlockStatement' || parent.type === 'Program') {
      for (const statement of parent.body) {
        if (statement.start! >= child.start!) break;
        if (statement.type === 'IfStatement' && !statement.alternate && leaves(statement.consequent)) yield { test: statement.test, holds: false };
      }
    }
    if (isFunction(parent)) return;
    child = parent;
  }
}

const DEVELOPMENT = /\bdev\b|develop|is_?dev\b|is_?local\b|__DEV__|['"]test['"]|is_?test\b|testing/i;
const PRODUCTION = /production|is_?prod\b|\bprod\b/i;
const NEGATED = /!==?|!\s*[\w(]/;

/** Whether code runs only outside production, as far as the conditions around it say. */
export function isDevelopmentOnly(doc: JavaScriptDoc, node: Node): boolean {
  for (const { test, holds } of conditionsOf(doc, node)) {
    const text = textOf(doc, test);
    const runsWhereNamed = holds !== NEGATED.test(text);
    if (PRODUCTION.test(text) ? !runsWhereNamed : DEVELOPMENT.test(text) && runsWhereNamed) return true;
    if (test.type === 'BooleanLiteral' && test.value !== holds) return true;
  }
  return false;
}

/** The switch that must be set for code to run: `ENABLE_X` of `if (process.env.ENABLE_X === 'true')`. */
export function switchedBy(doc: JavaScriptDoc, node: Node): string | undefined {
  for (const { test, holds } of conditionsOf(doc, node)) {
    const match = /process\.env\.(\w*(?:ENABLE|_ON\b|USE_)\w*)(?:\s*={2,3}\s*['"`](?:true|1|on|yes)['"`])?$/i.exec(textOf(doc, test).trim());
    if (match && holds && !NEGATED.test(textOf(doc, test))) return match[1];
  }
  return undefined;
}

/** Exports that a framework calls by their name. */
const CALLED_BY_NAME = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|middleware|proxy|handle|handler|register|onRequestError|config|loader|action|fetch)$/;

/**
 * Whether what a node makes is put to use: given to a call, returned by a function that is called, or bound to a name
 * that is read here or imported elsewhere. A limiter that is only defined limits nothing.
 */
export function isUsed(doc: JavaScriptDoc, project: ProjectView, node: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  if (seen.has(node)) return false;
  const next = (other: Node) => isUsed(doc, project, other, new Set([...seen, node]));
  const isRead = (name: Node) => isNameUsed(doc, project, name, new Set([...seen, node]));
  const parent = doc.tree.parent(node);
  switch (parent?.type) {
    case 'VariableDeclarator': return boundIn(parent.id).some(isRead);
    case 'ExportDefaultDeclaration': return isExportUsed(project, 'default');
    case 'AssignmentExpression': {
      if (parent.right !== node) return true;
      const name = /^(?:module\.)?exports(?:\.(\w+))?$/.exec(dottedText(parent.left) ?? '');
      if (name) return isExportUsed(project, name[1] ?? 'default');
      return parent.left.type === 'Identifier' ? isRead(parent.left) : true;
    }
    case 'ObjectProperty': {
      if (parent.value !== node) return true;
      const object = doc.tree.parent(parent)!;
      const set = doc.tree.parent(object);
      const isExports = set?.type === 'AssignmentExpression' && dottedText(set.left) === 'module.exports';
      return isExports ? isExportUsed(project, keyName(parent) ?? 'default') : next(object);
    }
    case 'ReturnStatement': { const fn = enclosingFunction(doc.tree, node); return !fn || isFunctionUsed(doc, project, fn, seen); }
    case 'ArrowFunctionExpression': return isFunctionUsed(doc, project, parent, seen);
    case 'AwaitExpression': case 'ConditionalExpression': case 'LogicalExpression': case 'ArrayExpression': case 'SpreadElement': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression':
      return next(parent);
    default: { const fn = enclosingFunction(doc.tree, node); return !fn || isFunctionUsed(doc, project, fn, seen); }
  }
}

/** Whether a function may be called: it is given to something, its name is read, or others import it. */
function isFunctionUsed(doc: JavaScriptDoc, project: ProjectView, fn: AnyFunction, seen: ReadonlySet<Node>): boolean {
  if (seen.has(fn)) return false;
  const more = new Set([...seen, fn]);
  if (fn.type === 'FunctionDeclaration') {
    if (!fn.id) return isExportUsed(project, 'default');
    return isNameUsed(doc, project, fn.id, more);
  }
  const parent = doc.tree.parent(fn);
  return parent?.type === 'VariableDeclarator' || parent?.type === 'AssignmentExpression' || parent?.type === 'ObjectProperty' || parent?.type === 'ExportDefaultDeclaration' ? isUsed(doc, project, fn, seen) : true;
}

function isNameUsed(doc: JavaScriptDoc, project: ProjectView, name: Node, seen: ReadonlySet<Node>): boolean {
  const binding = doc.scopes.bindingOf(name);
  if (!binding) return true;
  const exported = exportedAs(doc, binding.node as Node);
  if (exported.some((each) => isExportUsed(project, each))) return true;
  return binding.uses.some((use) => {
    const parent = doc.tree.parent(use);
    if (isWrite(doc.tree, use) || parent?.type === 'ExportSpecifier') return false;
    if ([...seen].some((each) => isFunction(each) && each.start! <= use.start! && use.end! <= each.end!)) return false;
    return isUsed(doc, project, use, seen);
  });
}

/** The names a top-level binding is exported under by `export`; assignments to `module.exports` are uses. */
function exportedAs(doc: JavaScriptDoc, id: Node): string[] {
  const name = (id as { name: string }).name;
  return exportedNodes(doc).some((each) => each.name === name) && doc.scopes.moduleNames.get(name)?.node === id ? [name]
    : doc.tree.all('ExportSpecifier').flatMap((each) => (doc.scopes.bindingOf(each.local)?.node === id ? [each.exported.type === 'Identifier' ? each.exported.name : each.exported.value] : []));
}

/** A file of which nobody imports a name is run as it is: an entry, a route file, a plugin. */
function isExportUsed({ importedNames }: ProjectView, name: string): boolean {
  return importedNames.length === 0 || importedNames.includes(name) || CALLED_BY_NAME.test(name);
}

/** A path as written: of a string, or of a template whose parts to fill in come before the last slash. */
export function pathText(node: Node | null | undefined): string | undefined {
  const text = node?.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.raw).join('') : stringValue(node);
  return text !== undefined && (text === '' || text === '*' || /^[/\w*:-]/.test(text)) && !/\s/.test(text) ? text : undefined;
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

function leaves(branch: Node): boolean {
  if (branch.type === 'ReturnStatement' || branch.type === 'ThrowStatement') return true;
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : undefined;
  return !!last && leaves(last);
}

/** Whether code takes effect in production: it is used, and no condition keeps it for development. */
export function isActive(doc: JavaScriptDoc, project: ProjectView, node: Node): boolean {
  return !isDevelopmentOnly(doc, node) && isUsed(doc, project, node);
}

/** Whether a function runs before or around what answers requests: it hands on to `next`, or is a layer of the app. */
export function isMiddleware(doc: JavaScriptDoc, fn: AnyFunction): boolean {
  const next = fn.params.at(-1);
  if (next?.type === 'Identifier' && /next$|^done$/i.test(next.name)) return true;
  if ('key' in fn && /^(use|intercept|canActivate|onModuleInit)$/.test(keyName(fn) ?? '')) return true;
  if (/(?:^|\/)(?:middleware|proxy|hooks\.server)\.[cm]?[jt]s$/.test(doc.path)) return true;
  return layersOf(doc).some(({ value }) => unwrapped(value) === fn || valueOf(doc, value) === fn);
}

/** The functions around a node, innermost first. */
export function* functionsAround(doc: JavaScriptDoc, node: Node): Generator<AnyFunction> {
  for (const ancestor of doc.tree.ancestors(node)) if (isFunction(ancestor)) yield ancestor;
}

/** The function a value stands for in this file: itself, what its name is bound to, or the one a call makes by wrapping it. */
export function functionOf(doc: JavaScriptDoc, node: Node | null | undefined): AnyFunction | undefined {
  const value = valueOf(doc, node);
  return isFunction(value) ? value : undefined;
}

/** A place at a node with what is said there; of a function or a class only its first line matters. */
export function placeAt(node: Node, message: string): { readonly start: number; readonly end: number; readonly message: string } {
  return { start: node.start!, end: node.end!, message };
}

/** Names of headers a file sets on answers, each with the call or object that does: `res.setHeader`, `headers.set`, `{ key: 'X-Frame-Options' }`. */
export function headersSet(doc: JavaScriptDoc): { readonly name: string; readonly node: Node; readonly value?: Node }[] {
  const calls = methodCalls(doc, /^(setHeader|header|set|append|appendHeader)$/).flatMap((node) => {
    const [first, value] = node.arguments;
    const name = stringValue(first);
    if (name !== undefined) return value ? [{ name: name.toLowerCase(), node, value: value as Node }] : [];
    const object = valueOf(doc, first);
    return object?.type === 'ObjectExpression' ? keysOf(object).map((each) => ({ ...each, node })) : [];
  });
  const listed = doc.tree.all('ObjectExpression').flatMap((node) => {
    const key = propertyOf(node, 'key');
    const name = key?.type === 'ObjectProperty' ? stringValue(key.value) : undefined;
    return name !== undefined && propertyOf(node, 'value') ? [{ name: name.toLowerCase(), node: node as Node }] : [];
  });
  return [...calls, ...listed];
}

function keysOf(object: NodeOf<'ObjectExpression'>): { name: string; value?: Node }[] {
  return object.properties.flatMap((each) => (each.type === 'ObjectProperty' && keyName(each) !== undefined ? [{ name: keyName(each)!.toLowerCase(), value: each.value as Node }] : []));
}
