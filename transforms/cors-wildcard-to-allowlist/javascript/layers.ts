import { isCall, isFunction, keyName, lastName, propertyName, propertyOf, runsIn, statementsIn, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWrite } from '../../../src/languages/javascript/scopes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';

/** Functions that make a CORS layer, by what their `origin` takes. */
const LAYERS: { readonly [name: string]: Layer['takes'] } = {
  'cors:default': 'list', '@elysiajs/cors:cors': 'list', '@elysiajs/cors:default': 'list', 'hono/cors:cors': 'list', 'nextjs-cors:default': 'list',
  '@koa/cors:default': 'function', 'koa2-cors:default': 'function', 'kcors:default': 'function',
};
const FASTIFY = ['@fastify/cors:default', '@fastify/cors:fastifyCors', 'fastify-cors:default'];
const SOCKETS = ['socket.io:Server', 'socket.io:default', 'socket.io:default.Server'];
/** Firebase's functions, whose options say `cors: true`, or what the `origin` of other layers takes. */
const FIREBASE = /^firebase-functions(\/v2)?(\/https)?:(default\.)?(https\.)?(onRequest|onCall)$/;
const GATEWAY = '@nestjs/websockets:WebSocketGateway';
/** Options of these libraries have a `cors` that means something else than what a server of an API sets. */
const TOOL_CONFIG = /(^|\/)(vite|vitest|webpack|rspack|rsbuild|vue|nuxt|astro|karma|jest|svelte|rollup|metro|craco|quasar|playwright)[\w.-]*config\.[cm]?[jt]s$|(^|\/)webpack\./;

/** A place that sets up CORS. */
export interface Layer {
  readonly kind: 'http' | 'socket' | 'unknown';
  /** What `origin` takes: a list, as most do, or a function of the context. */
  readonly takes: 'list' | 'function';
  readonly node: Node;
  /** The value of `origin`. */
  readonly origin?: Node;
  /** The object of options that says nothing about origins. */
  readonly silent?: NodeOf<'ObjectExpression'>;
  /** Where options go when there are none: `at`, with what stands around them. */
  readonly missing?: { readonly at: number; readonly end: number; readonly before: string; readonly after: string };
  /** It only makes a middleware, which somebody has to hand to an app. */
  readonly isMade?: boolean;
  /** What it holds is evaluated while modules load. */
  readonly isStatic?: boolean;
  /** The app that it stands in front of, as `onRequest` does: what it answers never gets there. */
  readonly around?: Node;
  /** Options are set in several steps: what is assigned. */
  readonly assigned?: readonly Node[];
}

export function layersOf(doc: JavaScriptDoc): Layer[] {
  if (TOOL_CONFIG.test(doc.path)) return [];
  const found = [
    ...doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call) => layersOfCall(doc, call)),
    ...doc.tree.all('NewExpression').flatMap((made) => layersOfNew(doc, made)),
  ];
  return [...found, ...namedOptions(doc, found), ...otherOptions(doc, found)];
}

function layersOfCall(doc: JavaScriptDoc, call: AnyCall): Layer[] {
  const name = doc.scopes.qualifiedName(call.callee);
  const takes = name === undefined ? undefined : LAYERS[name];
  if (takes) return withOptions(doc, { kind: 'http', takes, node: call, isMade: true }, call, name === 'nextjs-cors:default' ? 2 : 0);
  const [first] = call.arguments;
  const method = lastName(call.callee);
  if (method === 'register' && FASTIFY.includes(pluginName(doc, first) ?? '')) return withOptions(doc, { kind: 'http', takes: 'list', node: call }, call, 1);
  if (method === 'enableCors' && call.callee.type !== 'Identifier') return withOptions(doc, { kind: 'http', takes: 'list', node: call }, call, 0);
  if (name === '@nestjs/core:NestFactory.create') return corsProperty(doc, call.arguments.at(-1), { kind: 'http', takes: 'list', node: call });
  if (name !== undefined && SOCKETS.includes(name)) return corsProperty(doc, call.arguments.at(-1), { kind: 'socket', takes: 'list', node: call });
  if (name !== undefined && FIREBASE.test(name) && call.arguments.length > 1) return handlerOptions(doc, call);
  if (name === GATEWAY) return corsProperty(doc, call.arguments.at(-1), { kind: 'socket', takes: 'list', node: call, isStatic: true });
  return [];
}

/** Names of settings of other files that layers here take as their options. */
export function optionNames(doc: JavaScriptDoc): string[] {
  return doc.tree.all('CallExpression').flatMap(({ callee, arguments: [options] }) => {
    const isLayer = (LAYERS[doc.scopes.qualifiedName(callee) ?? ''] ?? (lastName(callee) === 'enableCors' ? 'list' : undefined)) !== undefined;
    return isLayer && options?.type === 'MemberExpression' ? propertyName(options) ?? [] : [];
  });
}

function layersOfNew(doc: JavaScriptDoc, made: NodeOf<'NewExpression'>): Layer[] {
  const name = doc.scopes.qualifiedName(made.callee);
  return name !== undefined && SOCKETS.includes(name) ? corsProperty(doc, made.arguments.at(-1), { kind: 'socket', takes: 'list', node: made }) : [];
}

/** The name of a plugin given to `register`: imported, required or imported on the spot. */
function pluginName(doc: JavaScriptDoc, node: Node | undefined): string | undefined {
  if (node?.type === 'CallExpression' && node.callee.type === 'Import') return node.arguments[0]?.type === 'StringLiteral' ? `${node.arguments[0].value}:default` : undefined;
  return doc.scopes.qualifiedName(node);
}

type Base = Pick<Layer, 'kind' | 'takes' | 'node' | 'isStatic' | 'isMade'>;

/** The layer whose options are an argument of a call. */
function withOptions(doc: JavaScriptDoc, base: Base, call: AnyCall, index: number): Layer[] {
  const options = call.arguments[index];
  if (options) return delegated(doc, base, options) ?? fromOptions(doc, base, options);
  if (call.arguments.length !== index) return [];
  const last = call.arguments.at(-1);
  const end = call.end! - 1;
  return [{ ...base, missing: last ? { at: last.end!, end: last.end!, before: ', { ', after: ' }' } : { at: end, end, before: '{ ', after: ' }' } }];
}

/** `onRequest({ cors: true }, …)`: the property is the origins themselves. */
function handlerOptions(doc: JavaScriptDoc, call: AnyCall): Layer[] {
  const object = resolved(doc, call.arguments[0]!);
  const property = object && 'type' in object ? propertyOf(object, 'cors') : undefined;
  const app = call.arguments[1];
  return property?.type === 'ObjectProperty' ? [{ kind: 'http', takes: 'list', node: call, origin: property.value, ...(app?.type === 'Identifier' && { around: app }) }] : [];
}

/** The delegate of `cors`: what it hands to its callback, where it looks at nothing. */
function delegated(doc: JavaScriptDoc, base: Base, options: Node): Layer[] | undefined {
  const value = unwrapped(options);
  const by = value.type === 'Identifier' ? doc.scopes.bindingOf(value)?.by : undefined;
  const fn = by?.type === 'VariableDeclarator' ? by.init && unwrapped(by.init) : by ?? value;
  if (!isFunction(fn) || fn.params.length !== 2 || fn.params[1]!.type !== 'Identifier') return undefined;
  const calls = doc.scopes.bindingOf(fn.params[1]!)?.uses.map((use) => doc.tree.parent(use)) ?? [];
  if (runsIn(doc.tree, fn, 'IfStatement', 'ConditionalExpression', 'SwitchStatement').length > 0) return [];
  return calls.flatMap((call) => (isCall(call) && call.arguments[1] ? fromOptions(doc, base, call.arguments[1]) : []));
}

/** The layer whose options are the property `cors` of other options. */
function corsProperty(doc: JavaScriptDoc, options: Node | undefined, base: Base): Layer[] {
  const object = options && resolved(doc, options);
  const property = object && 'type' in object ? propertyOf(object, 'cors') : undefined;
  if (property?.type !== 'ObjectProperty') return [];
  const value = unwrapped(property.value);
  if (value.type !== 'BooleanLiteral') return fromOptions(doc, base, value);
  return value.value ? [{ ...base, missing: { at: value.start!, end: value.end!, before: '{ ', after: ' }' } }] : [];
}

function fromOptions(doc: JavaScriptDoc, base: Base, options: Node): Layer[] {
  const object = resolved(doc, options);
  if (!object) return [];
  if ('assigned' in object) return [{ ...base, assigned: object.assigned }];
  return fromObject(base, object);
}

function fromObject(base: Base, object: NodeOf<'ObjectExpression'>): Layer[] {
  const origin = propertyOf(object, 'origin');
  if (origin) return [{ ...base, origin: origin.type === 'ObjectProperty' ? origin.value : origin }];
  // What is spread into the options may say which origins.
  return object.properties.some(({ type }) => type === 'SpreadElement') ? [] : [{ ...base, silent: object }];
}

/** The object an expression is, directly, by a name bound once, or as the one thing a function of the file returns. */
function resolved(doc: JavaScriptDoc, node: Node): NodeOf<'ObjectExpression'> | { readonly assigned: readonly Node[] } | undefined {
  const value = unwrapped(node);
  if (value.type === 'ObjectExpression') return value;
  if (value.type === 'Identifier') {
    const binding = doc.scopes.bindingOf(value);
    if (binding?.by.type !== 'VariableDeclarator' || binding.by.id !== binding.node) return undefined;
    const writes = binding.uses.filter((use) => isWrite(doc.tree, use)).flatMap((use) => {
      const parent = doc.tree.parent(use);
      return parent?.type === 'AssignmentExpression' ? [parent.right] : [];
    });
    if (writes.length > 0) return { assigned: [...(binding.by.init ? [binding.by.init] : []), ...writes] };
    return binding.by.init ? resolved(doc, binding.by.init) : undefined;
  }
  if (!isCall(value) || value.callee.type !== 'Identifier') return undefined;
  const by = doc.scopes.bindingOf(value.callee)?.by;
  const fn = by?.type === 'VariableDeclarator' ? by.init : by;
  if (!isFunction(fn)) return undefined;
  if (fn.body.type === 'ObjectExpression') return fn.body;
  const returns = runsIn(doc.tree, fn, 'ReturnStatement');
  const [only] = returns;
  return returns.length === 1 && only!.argument && statementsIn(fn.body).includes(only!) && unwrapped(only!.argument).type === 'ObjectExpression' ? unwrapped(only!.argument) as NodeOf<'ObjectExpression'> : undefined;
}

/** `export const corsOptions = { origin: … }`, which another file hands to a layer. */
function namedOptions(doc: JavaScriptDoc, found: readonly Layer[]): Layer[] {
  return [...doc.scopes.moduleNames.values()].flatMap((binding): Layer[] => {
    const init = binding.by.type === 'VariableDeclarator' && binding.by.id === binding.node && binding.by.init ? unwrapped(binding.by.init) : undefined;
    const origin = init?.type === 'ObjectExpression' && /cors/i.test(binding.name) ? propertyOf(init, 'origin') : undefined;
    if (origin?.type !== 'ObjectProperty' || found.some((layer) => layer.origin === origin.value)) return [];
    return [{ kind: isExported(doc, binding.name, binding.by) ? 'http' : 'unknown', takes: 'list', node: binding.node, origin: origin.value }];
  });
}

function isExported(doc: JavaScriptDoc, name: string, by: Node): boolean {
  if (doc.tree.closest(by, 'ExportNamedDeclaration')) return true;
  const uses = doc.scopes.moduleNames.get(name)?.uses ?? [];
  return uses.some((use) => {
    for (const around of doc.tree.ancestors(use)) {
      if (around.type === 'ExportSpecifier' || around.type === 'ExportDefaultDeclaration') return true;
      if (around.type === 'AssignmentExpression') return /^(module\.)?exports\b/.test(doc.text.slice(around.left.start!, around.left.end!));
    }
    return false;
  });
}

/** `cors: { origin: '*' }` in the options of something else. */
function otherOptions(doc: JavaScriptDoc, found: readonly Layer[]): Layer[] {
  return doc.tree.all('ObjectProperty').flatMap((property): Layer[] => {
    if (keyName(property) !== 'cors' || doc.tree.parent(property)?.type !== 'ObjectExpression') return [];
    const value = unwrapped(property.value);
    const origin = value.type === 'ObjectExpression' ? propertyOf(value, 'origin') : undefined;
    if (origin?.type !== 'ObjectProperty' || found.some((layer) => layer.origin === origin.value)) return [];
    return [{ kind: 'unknown', takes: 'list', node: property, origin: origin.value }];
  });
}
