import { isListener, type Handler } from './handlers.ts';
import { enclosingClass, enclosingFunction, functionName, isCall, isFunction, propertyName, runsIn, statementsIn, stringValue, unwrapped, type AnyCall, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { isWithin, type Node } from './tree.ts';

const LONGEST = 76;
const FAR_TOO_LONG = 90;

/** Calls that say nothing about what the code was up to. */
const PLAIN_FUNCTIONS = new Set([
  'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURIComponent', 'encodeURI', 'setTimeout', 'clearTimeout',
  'require', 'setInterval', 'clearInterval', 'setImmediate', 'queueMicrotask', 'structuredClone', 'resolve', 'sleep', 'delay', 'next', 'eq', 'and', 'or', 'desc', 'asc', 'inArray', 'uuid', 'uuidv4', 'v4', 'nanoid',
]);
const PLAIN_METHODS = new Set([
  'add', 'apply', 'at', 'bind', 'call', 'charAt', 'charCodeAt', 'clear', 'concat', 'copy', 'delete', 'endsWith', 'entries', 'every', 'existsSync', 'filter', 'find', 'findIndex',
  'findLast', 'flat', 'flatMap', 'forEach', 'format', 'get', 'getTime', 'has', 'includes', 'indexOf', 'isArray', 'isInteger', 'join', 'keys', 'lastIndexOf', 'localeCompare',
  'map', 'match', 'matchAll', 'now', 'padEnd', 'padStart', 'pop', 'push', 'reduce', 'replace', 'replaceAll', 'reverse', 'set', 'shift', 'slice', 'some', 'sort', 'splice',
  'split', 'startsWith', 'substring', 'substr', 'test', 'toFixed', 'toISOString', 'toJSON', 'toLocaleString', 'toLowerCase', 'toString', 'toUpperCase', 'trim', 'trimEnd',
  'trimStart', 'unshift', 'unref', 'valueOf', 'values',
]);
/** Steps of a promise, and of a query that is still being put together. */
const OF_A_PROMISE = new Set(['then', 'catch', 'finally']);
/** Objects whose `get`, `set` or `delete` does reach out: `axios.get`, `cache.set`. */
const REACHES_OUT = /(^|[a-z])(axios|got|ky|superagent|http|https|client|session|db|cache|redis|kv|api|s3|queue|repo|repos|repository|bucket|storage|store|model|collection|prisma|knex|dao|service|table|transaction|tx|trx|supabase)s?$/i;
const REACHING = new Set(['get', 'set', 'add', 'delete', 'find', 'has', 'keys', 'values', 'clear', 'push', 'pop', 'copy', 'entries']);
const PLAIN_PATHS = /^(Promise|Object|Array|Math|Date|Number|String|performance|process|Reflect|Symbol|path|util|os)\.\w+$|^Buffer\.(from|concat|alloc|byteLength|isBuffer)$|^(req|request|ctx|c)\.(header|get|query|param|cookie)$|\bheaders\.get$|^(E|TE|O|TO|Either|Option)\.\w+$/;
const LOG_PATH = /(^|\.)(log|logger|console|winston)\.\w+$|^\w+Log$|^log[A-Z]\w*$/;
/** What a handler of requests does at its end. */
const ANSWERS = /^(res|response|reply)\b.*\.(status|json|send|end|type|code|set|setHeader|header|cookie|render|writeHead|write|redirect)$|^(ctx|c)\.(json|text|html|body|status|header|set|redirect)$|^(Next)?Response\.\w+$/;
/** Calls whose argument may fail just as well. */
const CONVERTS = /(^|\.)(JSON\.(parse|stringify)|parse|stringify|decode|decodeURIComponent|json|all|allSettled|race|any)$/;
/** Functions whose own name says nothing without what is around them. */
const GENERIC_FUNCTION = /^_*(wrapper|wrapped|inner|handler|listener|run|worker|helper|callback|cb|main|do|func|fn|default|execute|tick|next|step|attempt|go)$/;
const SAYS_NOTHING = /^_*(wrapper|wrapped|inner|handler|listener|callback|cb|func|fn|default)$/;
const ROUTERS = /(router?s?|app|server|fastify|instance|api|hono|elysia)$/i;
const VERBS = /^(get|post|put|patch|delete|all|use|head|options)$/;

/**
 * What failed, named from the code alone: `notifyUser: cache.set failed`. Never a value: a message built from names in
 * the source cannot carry a secret. Of several wordings the first of at most `longest` characters.
 */
export function failureText(doc: JavaScriptDoc, handler: Handler, longest = LONGEST): string {
  const place = placeName(doc, handler.node);
  const told = (what: string) => (place ? `${place}: ${what}` : what);
  if (isListener(doc, handler)) return told(`error on ${emitterOf(handler.guarded) || 'an emitter'}`);
  const [first, second, ...more] = tellingCalls(doc, handler.guarded);
  const other = first ? undefined : otherSubject(doc, handler.guarded);
  if (place && (more.length > 0 || !first && !other?.includes('.')) && isWholeFunction(doc, handler)) return `${place} failed`;
  if (!first) return told(`${other ?? (place ? 'a step' : 'module set-up')} failed`);
  const wordings = second
    ? [more.length === 0 ? `${first} or ${second}` : `${first}, ${second} or a later step`, `${first} or a later step`]
    : [first];
  const texts = wordings.map((subject) => told(`${subject} failed`));
  const text = texts.find((each) => each.length <= longest) ?? texts.at(-1)!;
  if (text.length <= FAR_TOO_LONG) return text;
  const short = text.replace(first, first.split('.').at(-1)!);
  return short.length <= FAR_TOO_LONG || !place ? short : `${place} failed`;
}

/** The calls of guarded code that say what it was up to, as `client.send`, each once and in source order. */
export function tellingCalls(doc: JavaScriptDoc, guarded: Node): string[] {
  const body = calledOnTheSpot(guarded) ?? guarded;
  const calls = runsIn(doc.tree, body, 'CallExpression', 'OptionalCallExpression');
  const own = telling(doc, body, isCall(body) ? [body, ...calls] : calls);
  if (own.length > 0) return [...new Set([...own, ...laterSteps(body).flatMap((step) => tellingCalls(doc, step))])];
  // Nothing but `items.forEach(…)`: what was tried is in the callback.
  return telling(doc, body, doc.tree.inside(body, 'CallExpression', 'OptionalCallExpression'));
}

/** What the callbacks of `.then(…)` do once a promise is fulfilled, in the order of the steps. */
function laterSteps(promise: Node): Node[] {
  if (!isCall(promise) || !isMember(promise.callee)) return [];
  const step = propertyName(promise.callee) === 'then' ? promise.arguments[0] : undefined;
  return [...laterSteps(promise.callee.object), ...(isFunction(step) ? [step.body] : [])];
}

function telling(doc: JavaScriptDoc, guarded: Node, calls: readonly AnyCall[]): string[] {
  const made = [...calls, ...runsIn(doc.tree, guarded, 'NewExpression')].sort((a, b) => a.start! - b.start!);
  const named = made.filter((call) => !isInsideChain(doc, call, guarded) && !isElsewhere(doc, call, guarded)).flatMap((call) => {
    const name = call.type === 'NewExpression' ? pathOf(call.callee) : callName(call);
    return name !== undefined && !(call.type === 'NewExpression' ? isPlainClass(name) : isPlain(doc, call, name)) ? [{ call, name, isMade: call.type === 'NewExpression' }] : [];
  });
  const actions = named.filter(({ isMade }) => !isMade);
  const chosen = actions.length > 0 ? actions : named;
  const isArgument = ({ call, name }: { call: Node; name: string }) => doc.tree.parent(call)?.type !== 'AwaitExpression' && name !== 'JSON.parse' &&
    chosen.some((outer) => outer.call !== call && !CONVERTS.test(outer.name) && isWithin(call, outer.call));
  return [...new Set(chosen.filter((each) => !isArgument(each)).map(({ name, isMade }) => (isMade ? `new ${name}` : name)))];
}

/** The function code belongs to, as a reader would name it: with its class for a plain word, the route of a request handler. */
export function placeName(doc: JavaScriptDoc, node: Node): string | undefined {
  const fn = enclosingFunction(doc.tree, node);
  if (!fn) return undefined;
  const name = functionName(doc.tree, fn);
  if (name === undefined) return routeOf(doc, fn) ?? placeName(doc, fn);
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

/** `POST /users` of `router.post('/users', async (req, res) => …)`, `on message` of `socket.on('message', …)`. */
function routeOf(doc: JavaScriptDoc, fn: AnyFunction): string | undefined {
  const call = doc.tree.parent(fn);
  if (!isCall(call) || call.callee.type !== 'MemberExpression') return undefined;
  const method = propertyName(call.callee) ?? '';
  const text = stringValue(call.arguments[0]);
  if (text === undefined || !/^[\w/:.*{}-]{1,50}$/.test(text)) return undefined;
  if (/^(on|once|addListener)$/.test(method)) return `on ${text}`;
  const isRoute = VERBS.test(method) && text.startsWith('/') && ROUTERS.test(pathOf(call.callee.object) ?? '');
  return isRoute ? `${method === 'use' || method === 'all' ? '' : `${method.toUpperCase()} `}${text}` : undefined;
}

/** `a.b().c` of `a.b(x).c(y)`, `a.b` of a longer chain; no `this.`, and no steps of the promise. */
function callName(call: AnyCall): string | undefined {
  const path = pathOf(call.callee);
  if (path === undefined) return undefined;
  const parts = withoutPromise(path.replace(/^(this|super\(\)|super)\./, '')).split('()');
  const [root, method] = parts;
  if (!root || parts.length === 1 || parts[1] === '') return root || undefined;
  if (PLAIN_FUNCTIONS.has(root)) return method!.replace(/^\./, '') || root;
  if (parts.length > 2 && root.includes('.')) return root;
  const steps = method!.replace(/^\./, '').split('.');
  return PLAIN_METHODS.has(steps[0]!) ? root : `${root}().${parts.length > 2 ? steps[0]! : steps.join('.')}`;
}

/** `fetch` of `fetch().then().then`. */
function withoutPromise(path: string): string {
  const step = path.split('()').findIndex((part) => OF_A_PROMISE.has(part.replace(/^\./, '')));
  return step > 0 ? path.split('()').slice(0, step).join('()') : path;
}

/** A callee with its arguments left out: `db.query().filter().all`; undefined where it starts with some other expression. */
function pathOf(node: Node | null | undefined): string | undefined {
  switch (node?.type) {
    case 'Identifier': return node.name;
    case 'ThisExpression': return 'this';
    case 'Super': return 'super';
    case 'AwaitExpression': return pathOf(node.argument);
    case 'CallExpression': case 'OptionalCallExpression': {
      const callee = pathOf(node.callee);
      return callee === undefined ? undefined : `${callee}()`;
    }
    case 'NewExpression': {
      const made = pathOf(node.callee);
      return made === undefined ? undefined : `${made}()`;
    }
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const object = pathOf(node.object);
      const name = node.property.type === 'PrivateName' ? `#${node.property.id.name}` : propertyName(node);
      if (name === undefined) return object;
      return object === undefined ? name : `${object}.${name}`;
    }
    case undefined: return undefined;
    default: return unwrapped(node!) === node ? undefined : pathOf(unwrapped(node!));
  }
}

function subjectOf(node: Node): string | undefined {
  return pathOf(unwrapped(node))?.replace(/^this\./, '').replace(/\(\)$/, '');
}

/** What a chain begins with, `net` of `net.createServer().listen()`; of `require('net').createServer()` the function. */
function emitterOf(node: Node): string | undefined {
  const [root, next] = subjectOf(node)?.split('()') ?? [];
  return root === 'require' ? next?.replace(/^\./, '') : root;
}

/** `a()` inside `a().b()`: the chain is named once, by its last call. */
function isInsideChain(doc: JavaScriptDoc, call: Node, guarded: Node): boolean {
  if (call === guarded) return false;
  let object = call;
  let member = doc.tree.parent(call);
  while (member && (member.type === 'AwaitExpression' || unwrapped(member) !== member || isMember(member) && isMember(doc.tree.parent(member)))) {
    object = member;
    member = doc.tree.parent(member);
  }
  const outer = member && doc.tree.parent(member);
  return isMember(member) && member.object === object && isCall(outer) && outer.callee === member;
}

function isMember(node: Node | undefined): node is Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }> {
  return node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression';
}

/** In another handler, in what is thrown, or in what is logged: not what the code is there for. */
function isElsewhere(doc: JavaScriptDoc, call: Node, guarded: Node): boolean {
  if (call === guarded) return false;
  for (const ancestor of doc.tree.ancestors(call)) {
    if (ancestor === guarded) return false;
    if (ancestor.type === 'CatchClause' || ancestor.type === 'ThrowStatement') return true;
    if (isCall(ancestor) && LOG_PATH.test(pathOf(ancestor.callee) ?? '')) return true;
  }
  return false;
}

function isPlain(doc: JavaScriptDoc, call: AnyCall, name: string): boolean {
  const parts = name.split('.');
  const last = parts.at(-1)!;
  // `res.json()` without arguments reads the body of an answer.
  if (PLAIN_PATHS.test(name) || LOG_PATH.test(name) || ANSWERS.test(name) && !(/\.(json|text)$/.test(name) && call.arguments.length === 0)) return true;
  if (call.callee.type === 'Import' || name === 'require') return true;
  if (parts.length === 1) return PLAIN_FUNCTIONS.has(last) || isPlainClass(last) || isMember(call.callee) && PLAIN_METHODS.has(last);
  if (!PLAIN_METHODS.has(last)) return false;
  // What is waited for reaches out, whatever it is called.
  if (doc.tree.parent(call)?.type === 'AwaitExpression') return false;
  return !(REACHES_OUT.test(parts.at(-2)!.replace('()', '')) && REACHING.has(last));
}

function isPlainClass(name: string): boolean {
  return /^(Date|Map|Set|WeakMap|WeakSet|Array|Object|Promise|Error|\w*Error|Uint8Array|URLSearchParams|Headers|FormData|AbortController|TextEncoder|TextDecoder|Response|NextResponse)$/.test(name);
}

/** The body of `(async () => { … })()`. */
function calledOnTheSpot(node: Node): Node | undefined {
  const callee = isCall(node) ? unwrapped(node.callee) : undefined;
  return isFunction(callee) ? callee.body : undefined;
}

/** What a block without a telling call does. */
function otherSubject(doc: JavaScriptDoc, guarded: Node): string | undefined {
  const module = importedIn(doc, guarded);
  if (module !== undefined) return `import of ${module}`;
  const queries = runsIn(doc.tree, guarded, 'TaggedTemplateExpression').map(({ tag }) => pathOf(tag)).filter((tag) => tag !== undefined);
  if (queries.length > 0) return queries[0]!.replace(/^this\./, '');
  const plain = [...(isCall(guarded) ? [guarded] : []), ...runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression')]
    .filter((call) => !isInsideChain(doc, call, guarded)).map(callName).filter((name) => name !== undefined && !LOG_PATH.test(name));
  if (plain.length === 1) return plain[0]!.includes('.') ? plain[0] : `${plain[0]}()`;
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

/** A `try` that is all its function does, beside set-up and a last `return`: its failure is the function's. */
function isWholeFunction(doc: JavaScriptDoc, { node }: Handler): boolean {
  if (node.type !== 'CatchClause') return false;
  const attempt = doc.tree.parent(node)!;
  const body = doc.tree.parent(attempt);
  if (!body || !isFunction(doc.tree.parent(body))) return false;
  return statementsIn(body).every((statement) => statement === attempt || statement.type === 'ReturnStatement' || statement.type === 'VariableDeclaration');
}
