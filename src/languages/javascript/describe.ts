import { mainCalls, type KnownCalls } from './call-kinds.ts';
import { handlersOf, isListener, type Handler } from './handlers.ts';
import { enclosingClass, enclosingFunction, functionName, isCall, isFunction, keyName, lastName, propertyName, propertyOf, runsIn, statementsIn, stringValue, textOf, unwrapped, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { routesOf } from './routes.ts';
import { ANSWERS, callName, isInsideChain, LOG_PATH, pathOf, tellingCalls, tellingCallsIn } from './telling-calls.ts';
import { isWithin, type Node } from './tree.ts';

export type { KnownCalls } from './call-kinds.ts';

const LONGEST = 76;
const FAR_TOO_LONG = 90;
const MOST_STEPS = 3;
const BODY = /\.(json|text|blob|arrayBuffer|formData|buffer)$/;

/** Plain functions, and methods that take what they are given. */
const CANNOT_FAIL = /^(Math|Object|Array|Number|String|Date|Promise|console|process|path)\.|(^|\.)(push|unshift|add|now|test|includes|indexOf|startsWith|endsWith|parseInt|parseFloat|setTimeout|clearTimeout|setInterval|clearInterval|sleep|delay|isArray|isNaN|Boolean)$/;
/** Functions whose own name says nothing without what is around them. */
const GENERIC_FUNCTION = /^_*(wrapper|wrapped|inner|handler|listener|run|worker|helper|callback|cb|main|do|func|fn|default|execute|tick|next|step|attempt|go)$/;
const SAYS_NOTHING = /^_*(wrapper|wrapped|inner|handler|listener|callback|cb|func|fn|default)$/;
const ROUTERS = /(router?s?|app|server|fastify|instance|api|hono|elysia)$/i;
const VERBS = /^(get|post|put|patch|delete|all|use|head|options)$/;

/**
 * What failed, named from the code alone: `notifyUser: cache.set failed`. Never a value: a message built from names in
 * the source cannot carry a secret. The steps named are those the code is there for; where there are more than a text
 * takes, it is the function that failed.
 */
export function failureText(doc: JavaScriptDoc, handler: Handler, known?: KnownCalls): string {
  const place = placeName(doc, handler.node);
  const told = (what: string) => (place ? `${place}: ${what}` : what);
  if (isListener(doc, handler)) return told(`error on ${emitterOf(handler.guarded) || 'an emitter'}`);
  const general = `${place ?? plainName(doc, handler.node) ?? 'module set-up'} failed`;
  const steps = stepsOf(doc, handler, known);
  if (steps.length === 0) {
    const other = tellingCalls(doc, handler.guarded).length === 0 ? otherSubject(doc, handler.guarded) : undefined;
    return other && !(isWholeFunction(doc, handler) && place && !/[. ]/.test(other)) ? told(`${other} failed`) : general;
  }
  const text = told(`${listed(steps)} failed`);
  if (text.length <= LONGEST || steps.length === 1 && text.length <= FAR_TOO_LONG) return text;
  const short = told(`${listed([...new Set(steps.map(shortened))])} failed`);
  return short.length <= (steps.length === 1 ? FAR_TOO_LONG : LONGEST) || !place && steps.length === 1 ? short : general;
}

/** A query of a client that answers `{ data, error }` is not what was caught. */
const QUERIES_ANSWER: KnownCalls = { neverThrows: () => false, guardIn: () => undefined };

/**
 * What failed, for a line that has the stack beside it, which tells the step: the function, or the one step of a part of
 * it. Only where another part of the function would say the same are several steps named.
 */
export function failureWithStack(doc: JavaScriptDoc, handler: Handler): string {
  const text = shortText(doc, handler);
  const fn = enclosingFunction(doc.tree, handler.node);
  const isTwin = handlersOf(doc).some((other) => other.node !== handler.node && enclosingFunction(doc.tree, other.node) === fn && shortText(doc, other) === text);
  return isTwin && !isWholeFunction(doc, handler) ? failureText(doc, handler, QUERIES_ANSWER) : text;
}

function shortText(doc: JavaScriptDoc, handler: Handler): string {
  const place = placeName(doc, handler.node);
  const steps = mainCalls(doc, handler.guarded, QUERIES_ANSWER);
  const isOne = steps.length === 1 && !(handler.node.type === 'CatchClause' && isWholeFunction(doc, handler));
  return place === undefined || VERBS.test(place.toLowerCase()) || isOne || isListener(doc, handler) ? failureText(doc, handler, QUERIES_ANSWER) : `${place} failed`;
}

/** The steps guarded code is there for, as far as they can be told apart by name; none where these are too many. */
function stepsOf(doc: JavaScriptDoc, handler: Handler, known?: KnownCalls): readonly string[] {
  const failing = mainCalls(doc, handler.guarded, known);
  // Where nothing can have failed by itself, it is the function, or the one promise that is waited for.
  const names = failing.length > 0 || isWholeFunction(doc, handler) ? failing : mainCalls(doc, handler.guarded);
  const decoding = names.length < MOST_STEPS ? decodingSaid(doc, handler).filter((name) => !names.includes(name)) : [];
  if (decoding.length > 0) return [...names, ...decoding];
  if (names.length !== 1) return names.length <= (isWholeFunction(doc, handler) ? 2 : MOST_STEPS) ? names : [];
  const [only] = names;
  return BODY.test(only!) ? [`reading the body of ${bodyOf(doc, handler.guarded) ?? only!.replace(BODY, '')}`] : withDecoding(doc, handler.guarded, only!);
}

/** `JSON.parse` where a comment of the handler is about it. */
function decodingSaid(doc: JavaScriptDoc, { node, guarded }: Handler): readonly string[] {
  const isAboutIt = doc.tree.comments.some(({ start, end, value }) => start! > node.start! && end! <= node.end! && /\bjson\b|\bpars(e|es|ed|ing)\b/i.test(value));
  return isAboutIt ? tellingCalls(doc, guarded).filter((name) => /^JSON\.parse$|\.json$/.test(name)).slice(0, 1) : [];
}

/** What gave the answer whose body is read: `storage.download` of `const { data } = await storage.download(path)`. */
function bodyOf(doc: JavaScriptDoc, guarded: Node): string | undefined {
  const read = tellingCallsIn(doc, guarded).map(({ call }) => call).find((call) => isCall(call) && BODY.test(callName(call) ?? ''));
  const object = isCall(read) && read.callee.type === 'MemberExpression' ? unwrapped(read.callee.object) : undefined;
  const by = object && doc.scopes.bindingOf(object)?.by;
  const value = by?.type === 'VariableDeclarator' && by.init ? unwrapped(by.init) : undefined;
  const call = value?.type === 'AwaitExpression' ? unwrapped(value.argument) : value;
  return isCall(call) ? callName(call) : undefined;
}

/** A file that can be read may still not hold what is expected: `fs.readFile or JSON.parse`. */
function withDecoding(doc: JavaScriptDoc, guarded: Node, name: string): readonly string[] {
  if (!/(^|\.)(readFile|readFileSync|readJson|read|get|hget|getItem)$/.test(name)) return [name];
  const decoding = tellingCalls(doc, guarded).find((each) => /^(JSON\.parse|ya?ml\.(load|parse)|toml\.parse)$/i.test(each));
  return decoding ? [name, decoding] : [name];
}

/** `user.update` of `prisma.user.update`; a name that tells stands alone. */
function shortened(step: string): string {
  const parts = step.split('.');
  return parts.slice(/[A-Z]/.test(parts.at(-1)!.slice(1)) ? -1 : -2).join('.');
}

function listed(steps: readonly string[]): string {
  return steps.length < 2 ? steps.join() : `${steps.slice(0, -1).join(', ')} or ${steps.at(-1)!}`;
}

/** The function code belongs to, as a reader would name it: with its class for a plain word, the route of a request handler. */
export function placeName(doc: JavaScriptDoc, node: Node): string | undefined {
  const fn = enclosingFunction(doc.tree, node);
  if (!fn) return undefined;
  const name = functionName(doc.tree, fn) ?? wrappedName(doc, fn);
  const route = routeOfFile(doc, fn, name);
  if (route !== undefined) return route;
  if (name === undefined) return routeOf(doc, fn) ?? placeName(doc, fn);
  const registered = name === 'resolve' || GENERIC_FUNCTION.test(name) ? registeredName(doc, fn) : undefined;
  if (registered !== undefined) return registered;
  const outer = enclosingFunction(doc.tree, fn);
  const around = GENERIC_FUNCTION.test(name) && outer ? placeName(doc, outer.body) : undefined;
  if (around !== undefined) return `${around}.${name}`;
  if (SAYS_NOTHING.test(name)) return outer && placeName(doc, fn);
  // `get` and `validate` say little without their class, and nothing where several classes of a file have one.
  if (!/^(constructor|[a-z]+|#\w+)$/.test(name)) return name;
  const owner = 'key' in fn || doc.tree.parent(fn)?.type === 'ClassProperty' ? enclosingClass(doc.tree, fn)?.id?.name : undefined;
  if (!owner) return name;
  return name === 'constructor' ? owner : `${owner}.${name}`;
}

/** Calls that give a function back which does the same: `asyncHandler(…)`, `catchAsync(…)`, `withAuth(handler)`, `onRequest(…)`. */
const WRAPS = /^_*(wrap\w*|with[A-Z]\w*|async\w*|catch\w*|tryCatch\w*|safe\w*|handle\w*|\w*(Handler|Async|Wrapper|Errors?|Action|Procedure|Callback|Middleware|Limit)|ah|memoi?[sz]e\w*|once|debounce|throttle|cache|protect\w*|require[A-Z]\w*|onRequest|onCall|on[A-Z]\w+|bind|query|mutation|loader|procedure)$/;

/** The name of a function that is given to a wrapper: `getUser` of `const getUser = asyncHandler(async (req, res) => …)`. */
function wrappedName(doc: JavaScriptDoc, fn: AnyFunction): string | undefined {
  const outer = outermostWrapper(doc, fn);
  if (outer === fn) return undefined;
  const parent = doc.tree.parent(outer);
  switch (parent?.type) {
    case 'VariableDeclarator': return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'AssignmentExpression': return parent.right === outer ? lastName(parent.left) : undefined;
    case 'ObjectProperty': case 'ClassProperty': return parent.value === outer ? keyName(parent) : undefined;
    default: return undefined;
  }
}

/** The call a function is wrapped in, through several; the function itself where it is not. */
function outermostWrapper(doc: JavaScriptDoc, fn: AnyFunction): Node {
  let outer: Node = fn;
  for (let call = doc.tree.parent(fn); isCall(call) && call.callee !== outer && WRAPS.test(lastName(call.callee) ?? ''); call = doc.tree.parent(call)) outer = call;
  return outer;
}

/** `GET /api/orders` of the `GET` that a route file of Next exports, also inside wrappers. */
function routeOfFile(doc: JavaScriptDoc, fn: AnyFunction, name: string | undefined): string | undefined {
  if (enclosingFunction(doc.tree, fn)) return undefined;
  const route = routesOf(doc).find(({ isWhole, handlers: [handler] }) => isWhole && handler && isWithin(fn, handler) && doc.tree.parent(handler)?.type !== 'CallExpression');
  if (route === undefined || 'key' in fn || /[\s]/.test(route.path) || name !== undefined && route.method !== 'all' && name !== route.method.toUpperCase()) return undefined;
  return route.method === 'all' ? route.path : `${route.method.toUpperCase()} ${route.path}`;
}

/** Calls that take a name and what answers to it: `builder.mutationField('createOrder', (t) => t.field({ resolve }))`. */
const REGISTERS = /Field$|^(query|mutation|subscription|register\w*|define\w*|add\w*|tool|command|task|job|step)$/;

/** `PATCH /orders` of `{ method: 'PATCH', path: '/orders', handler }`, `createOrder` of a field with `resolve`. */
function registeredName(doc: JavaScriptDoc, fn: AnyFunction): string | undefined {
  const property = fn.type === 'ObjectMethod' ? fn : doc.tree.parent(outermostWrapper(doc, fn));
  const object = property && doc.tree.parent(property);
  if (object?.type !== 'ObjectExpression') return undefined;
  const valueOf = (name: string) => { const own = propertyOf(object, name); return own?.type === 'ObjectProperty' ? stringValue(own.value) : undefined; };
  const [method, path] = [valueOf('method'), valueOf('path') ?? valueOf('url')];
  if (method !== undefined && path !== undefined && /^[A-Z]+$/i.test(method) && /^\/[\w/:.*{}-]{0,50}$/.test(path)) return `${method.toUpperCase()} ${path}`;
  const call = [...doc.tree.ancestors(object)].slice(0, 4).find((each) => isCall(each) && REGISTERS.test(lastName(each.callee) ?? '') && /^[a-z]\w{2,40}$/i.test(stringValue(each.arguments[0]) ?? ''));
  return isCall(call) ? stringValue(call.arguments[0]) : undefined;
}

/** The name of a function as it stands, however little it says. */
function plainName(doc: JavaScriptDoc, node: Node): string | undefined {
  const fn = enclosingFunction(doc.tree, node);
  return fn && (functionName(doc.tree, fn) ?? wrappedName(doc, fn) ?? plainName(doc, fn));
}

/** `POST /users` of `router.post('/users', async (req, res) => …)`, `on message` of `socket.on('message', …)`. */
function routeOf(doc: JavaScriptDoc, fn: AnyFunction): string | undefined {
  const call = doc.tree.parent(outermostWrapper(doc, fn));
  if (!isCall(call) || call.callee.type !== 'MemberExpression') return undefined;
  const method = propertyName(call.callee) ?? '';
  const text = stringValue(call.arguments[0]);
  if (text === undefined || !/^[\w/:.*{}-]{1,50}$/.test(text)) return undefined;
  if (/^(on|once|addListener)$/.test(method)) return `on ${text}`;
  const isRoute = VERBS.test(method) && text.startsWith('/') && ROUTERS.test(pathOf(call.callee.object) ?? '');
  return isRoute ? `${method === 'use' || method === 'all' ? '' : `${method.toUpperCase()} `}${text}` : undefined;
}

function subjectOf(node: Node): string | undefined {
  return pathOf(unwrapped(node))?.replace(/^this\./, '').replace(/\(\)$/, '');
}

/** What a chain begins with, `net` of `net.createServer().listen()`; of `require('net').createServer()` the function. */
function emitterOf(node: Node): string | undefined {
  const [root, next] = subjectOf(node)?.split('()') ?? [];
  return root === 'require' ? next?.replace(/^\./, '') : root;
}

/** What a block without a telling call does. */
function otherSubject(doc: JavaScriptDoc, guarded: Node): string | undefined {
  const module = importedIn(doc, guarded);
  if (module !== undefined) return `import of ${module}`;
  if (runsIn(doc.tree, guarded, 'TaggedTemplateExpression').length > 0) return 'a query';
  const calls = [...(isCall(guarded) ? [guarded] : []), ...runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression')];
  const plain = calls.filter((call) => !isInsideChain(doc, call, guarded)).map(callName).filter((name) => name !== undefined && !LOG_PATH.test(name) && !ANSWERS.test(name));
  if (plain.length === 0 && calls.length === 1 && /\.end$/.test(callName(calls[0]!) ?? '')) return callName(calls[0]!);
  if (plain.length === 1 && !CANNOT_FAIL.test(plain[0]!)) return plain[0]!.includes('.') ? plain[0] : `${plain[0]}()`;
  if (guarded.type !== 'BlockStatement') return subjectOf(guarded);
  const [statement, ...others] = guarded.body;
  const expression = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (expression?.type === 'AwaitExpression') { const awaited = subjectOf(expression.argument); return awaited && `awaiting ${awaited}`; }
  if (others.length > 0) return undefined;
  const target = expression?.type === 'AssignmentExpression' ? subjectOf(expression.left) : undefined;
  return target && `assigning to ${target}`;
}

/** The module a `require` or an `import()` asks for. */
function importedIn(doc: JavaScriptDoc, guarded: Node): string | undefined {
  const loads = [guarded, ...runsIn(doc.tree, guarded, 'CallExpression', 'ImportExpression')].flatMap((node) => {
    if (node.type === 'ImportExpression') return [node.source];
    return isCall(node) && (node.callee.type === 'Import' || pathOf(node.callee) === 'require') ? node.arguments.slice(0, 1) : [];
  });
  return loads.length > 0 ? stringValue(loads[0]) ?? 'a module' : undefined;
}

/** A `try` that is most of what its function does, with nothing but an answer after it: its failure is the function's. */
function isWholeFunction(doc: JavaScriptDoc, { node, guarded }: Handler): boolean {
  if (node.type !== 'CatchClause') return false;
  const attempt = doc.tree.parent(node)!;
  const body = doc.tree.parent(attempt);
  if (!body || !isFunction(doc.tree.parent(body))) return false;
  const statements = statementsIn(body);
  const [before, after] = [statements.slice(0, statements.indexOf(attempt)), statements.slice(statements.indexOf(attempt) + 1)];
  if (!after.every(({ type }) => type === 'ReturnStatement')) return false;
  const isSetUp = ({ type }: Node) => type === 'VariableDeclaration' || type === 'ReturnStatement';
  return before.every(isSetUp) || textOf(doc, guarded).length > before.reduce((sum, each) => sum + textOf(doc, each).length, 0);
}
