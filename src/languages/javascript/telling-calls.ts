import { isCall, isFunction, keyName, propertyName, runsIn, unwrapped, type AnyCall } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { isWithin, type Node, type NodeOf } from './tree.ts';

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
const PLAIN_PATHS = /^(Promise|Object|Array|Math|Date|Number|String|performance|process|Reflect|Symbol|path|util|os)\.\w+$|^(crypto\.)?(create(Hash|Hmac)\b.*|random(Bytes|UUID|Int))$|^Buffer\.(from|concat|alloc|byteLength|isBuffer)$|^(req|request|ctx|c)\.(header|get|query|param|cookie)$|\bheaders\.get$|^(E|TE|O|TO|Either|Option)\.\w+$/;
/** Names put together for a store: `cacheKeys.user(id)`. */
const KEY_BUILDERS = /(^|\.)(\w*Keys|keys|\w*KeyBuilder)\.\w+$/;
export const LOG_PATH = /(^|\.)(log|logger|console|winston)\.\w+$|^\w+Log$|^log(?!\w*Audit)[A-Z]\w*$/;
/** Say where a query goes, and ask nothing yet: the step behind them does. */
const BUILDS = /^(from|collection|table|model|schema|getRepository|getTreeRepository|bucket|doc|ref|storage|database|container|createQueryBuilder|queryBuilder|getCollection|useCollection|where|andWhere|orWhere|leftJoin\w*|innerJoin\w*)$/;
/** Give the store itself: what is done with it comes behind. */
const GIVES_STORE = /\.(firestore|getFirestore|getDatabase|getStorage|database|storage|db|getDb|connection)$/;
/** Run what they are given, again after a failure or under some watch: that is the one to be named. */
const RUNS_GIVEN = /(^|\.)(with_?|p)?(retry|retries|retryWith\w*|withRetr(y|ies)\w*|withTimeout|withLock|limit|limiter|queue\.add|throttled?|runExclusive|executeWithRetry|backOff|safeCall|runWithRetry)$/i;
/** Say how the answer of a query is wanted. */
const SHAPES_ANSWER = /^(select|lean|exec|populate|sort|limit|skip|toArray|all|run|first|single|maybeSingle|execute|returning|eq|on|json|text)$/;
/** Tags of texts that are no queries. */
const TEXT_TAGS = /^(gql|graphql|html|css|String\.raw|raw|dedent|chalk.*|styled.*)$/;
/** What a handler of requests does at its end. */
export const ANSWERS = /^(res|response|reply)\b.*\.(status|json|send|end|type|code|set|setHeader|header|cookie|render|writeHead|write|redirect)$|^(ctx|c)\.(json|text|html|body|status|header|set|redirect)$|^(Next)?Response\.\w+$/;
/** The same by a function of the project's own: `sendResponse(res, order)`. */
const ANSWERS_BY_NAME = /(^|\.)(send|respond|reply|success|error|api|json|ok|fail)\w*$/i;
const RESPONSE = /^(res|response|reply|ctx)$/;

/** Calls whose argument may fail just as well. */
const CONVERTS = /(^|\.)(JSON\.(parse|stringify)|parse|stringify|decode|decodeURIComponent|json|all|allSettled|race|any)$/;
/** A call that says what a block was up to, under the name a reader knows it by. */
export interface TellingCall {
  readonly call: AnyCall | NodeOf<'NewExpression' | 'TaggedTemplateExpression'>;
  /** `client.send`, without `this.` and arguments. */
  readonly name: string;
}

/** The calls of guarded code that say what it was up to, in source order. */
export function tellingCallsIn(doc: JavaScriptDoc, guarded: Node): TellingCall[] {
  const body = calledOnTheSpot(guarded) ?? guarded;
  const calls = runsIn(doc.tree, body, 'CallExpression', 'OptionalCallExpression');
  const own = telling(doc, body, isCall(body) ? [body, ...calls] : calls);
  if (own.length > 0) return [...stepsOfEach(doc, calls), ...own.flatMap((each) => stepsGiven(doc, each)), ...laterSteps(body).flatMap((step) => tellingCallsIn(doc, step))];
  // Nothing but `items.forEach(…)`: what was tried is in the callback.
  return telling(doc, body, doc.tree.inside(body, 'CallExpression', 'OptionalCallExpression'));
}

/** What is done for each of `Promise.all(items.map((item) => save(item)))`. */
function stepsOfEach(doc: JavaScriptDoc, calls: readonly AnyCall[]): TellingCall[] {
  return calls.filter((call) => pathOf(call.callee) === 'Promise.all').flatMap(({ arguments: [list] }) => {
    const each = isCall(list) && isMember(list.callee) && propertyName(list.callee) === 'map' ? list.arguments[0] : undefined;
    return isFunction(each) && !/\bcatch\b/.test(doc.text.slice(each.start!, each.end!)) ? tellingCallsIn(doc, each.body) : [];
  });
}

/** What `withRetry(() => client.send(order))` runs; of any other call itself. */
function stepsGiven(doc: JavaScriptDoc, step: TellingCall): TellingCall[] {
  const given = isCall(step.call) && RUNS_GIVEN.test(step.name) ? step.call.arguments.find((argument) => isFunction(argument)) : undefined;
  const inner = given && isFunction(given) ? tellingCallsIn(doc, given.body) : [];
  return inner.length > 0 ? inner : [step];
}

/** Their names, each once. */
export function tellingCalls(doc: JavaScriptDoc, guarded: Node): string[] {
  return [...new Set(tellingCallsIn(doc, guarded).map(({ name }) => name))];
}

/** What the callbacks of `.then(…)` do once a promise is fulfilled, in the order of the steps. */
function laterSteps(promise: Node): Node[] {
  if (!isCall(promise) || !isMember(promise.callee)) return [];
  const step = propertyName(promise.callee) === 'then' ? promise.arguments[0] : undefined;
  return [...laterSteps(promise.callee.object), ...(isFunction(step) ? [step.body] : [])];
}

function telling(doc: JavaScriptDoc, guarded: Node, calls: readonly AnyCall[]): TellingCall[] {
  const made = [...calls, ...runsIn(doc.tree, guarded, 'NewExpression', 'TaggedTemplateExpression')].sort((a, b) => a.start! - b.start!);
  const named = made.filter((call) => !isInsideChain(doc, call, guarded) && !isElsewhere(doc, call, guarded)).flatMap((call) => {
    const name = nameOf(doc, call);
    return name === undefined ? [] : [{ call, name }];
  });
  const actions = named.filter(({ call }) => call.type !== 'NewExpression');
  const chosen = actions.length > 0 ? actions : named.map(({ call, name }) => ({ call, name: `new ${name}` }));
  const isArgument = ({ call, name }: TellingCall) => doc.tree.parent(call)?.type !== 'AwaitExpression' && name !== 'JSON.parse' &&
    chosen.some((outer) => outer.call !== call && !CONVERTS.test(outer.name) && isWithin(call, outer.call));
  return chosen.filter((each) => !isArgument(each));
}

function nameOf(doc: JavaScriptDoc, call: TellingCall['call']): string | undefined {
  if (isCall(call)) {
    const name = callName(call);
    return name === undefined || isPlain(doc, call, name) ? undefined : name;
  }
  const name = pathOf(call.type === 'NewExpression' ? call.callee : call.tag)?.replace(/^this\./, '');
  // A query that is put together is not asked yet.
  if (name !== undefined && /^(Prisma\.)?sql$/.test(name)) return doc.tree.parent(call)?.type === 'AwaitExpression' ? 'a query' : undefined;
  const isNothing = name === undefined || (call.type === 'NewExpression' ? isPlainClass(name) : TEXT_TAGS.test(name));
  return isNothing ? undefined : name;
}

/** `a.b().c` of `a.b(x).c(y)`, `a.b` of a longer chain; no `this.`, and no steps of the promise. */
export function callName(call: AnyCall): string | undefined {
  const path = pathOf(call.callee);
  if (path === undefined) return undefined;
  const parts = withoutPromise(path.replace(/^(this|super\(\)|super)\./, '')).split('()');
  const [root, method] = parts;
  if (!root || parts.length === 1 || parts[1] === '') return root || undefined;
  const query = queryName(parts);
  if (query !== undefined) return query;
  if (PLAIN_FUNCTIONS.has(root)) return method!.replace(/^\./, '') || root;
  if (parts.length > 2 && root.includes('.')) return root;
  const steps = method!.replace(/^\./, '').split('.');
  return PLAIN_METHODS.has(steps[0]!) || root.includes('.') && SHAPES_ANSWER.test(steps[0]!) ? root : `${root}().${parts.length > 2 ? steps[0]! : steps.join('.')}`;
}

/** `supabase.from().update` of `supabase.from('users').update(…).eq(…)`. */
function queryName(parts: readonly string[]): string | undefined {
  const isBuilder = (part: string) => BUILDS.test(part.split('.').at(-1)!);
  const at = parts.findIndex((part) => isBuilder(part));
  // `db.select().from(…)` is a query that has begun already.
  const isStart = at === 0 || at === 1 && (!parts[0]!.includes('.') || GIVES_STORE.test(parts[0]!));
  const step = !isStart ? undefined : parts.slice(at + 1).find((part) => part !== '' && !isBuilder(part));
  return step && `${parts[at]!.replace(/^\./, '')}()${step}`;
}

/** `fetch` of `fetch().then().then`. */
function withoutPromise(path: string): string {
  const step = path.split('()').findIndex((part) => OF_A_PROMISE.has(part.replace(/^\./, '')));
  return step > 0 ? path.split('()').slice(0, step).join('()') : path;
}

/** A callee with its arguments left out: `db.query().filter().all`; undefined where it starts with some other expression. */
export function pathOf(node: Node | null | undefined): string | undefined {
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

/** `a()` inside `a().b()`: the chain is named once, by its last call. */
export function isInsideChain(doc: JavaScriptDoc, call: Node, guarded: Node): boolean {
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

export function isMember(node: Node | undefined): node is Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }> {
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
  if (PLAIN_PATHS.test(name) || KEY_BUILDERS.test(name) && doc.tree.parent(call)?.type !== 'AwaitExpression' || LOG_PATH.test(name) || ANSWERS.test(name) && !(/\.(json|text)$/.test(name) && call.arguments.length === 0)) return true;
  if (ANSWERS_BY_NAME.test(name) && call.arguments.some((argument) => argument.type === 'Identifier' && RESPONSE.test(argument.name))) return true;
  if (call.callee.type === 'Import' || name === 'require') return true;
  if (parts.length === 1) return PLAIN_FUNCTIONS.has(last) || isPlainClass(last) || isMember(call.callee) && PLAIN_METHODS.has(last);
  if (!PLAIN_METHODS.has(last)) return false;
  // What is waited for reaches out, whatever it is called.
  if (doc.tree.parent(call)?.type === 'AwaitExpression') return false;
  if (/^(push|pop)$/.test(last)) return !/queue|jobs?$/i.test(parts.at(-2)!);
  if (isOfMap(doc, call)) return true;
  return !(REACHES_OUT.test(parts.at(-2)!.replace('()', '')) && REACHING.has(last));
}

/** `sessions.get(id)` of a `Map` that the file made, or whose answer is looked into at once: nothing that is waited for. */
function isOfMap(doc: JavaScriptDoc, call: AnyCall): boolean {
  if (!isMember(call.callee)) return false;
  const { object } = call.callee;
  const made = (value: Node | null | undefined) => value?.type === 'NewExpression' && value.callee.type === 'Identifier' && /^(Weak)?(Map|Set)$|^LRUCache$/.test(value.callee.name);
  const by = object.type === 'Identifier' ? doc.scopes.bindingOf(object)?.by : undefined;
  if (by?.type === 'VariableDeclarator' && made(by.init)) return true;
  const own = isMember(object) && object.object.type === 'ThisExpression' ? propertyName(object) : undefined;
  if (own !== undefined && doc.tree.all('ClassProperty').some((each) => keyName(each) === own && made(each.value))) return true;
  const outer = doc.tree.parent(call);
  return propertyName(call.callee) === 'get' && isMember(outer) && outer.object === call && !OF_A_PROMISE.has(propertyName(outer) ?? '') && !isCalled(doc, outer);
}

function isCalled(doc: JavaScriptDoc, member: Node): boolean {
  const call = doc.tree.parent(member);
  return isCall(call) && call.callee === member;
}

function isPlainClass(name: string): boolean {
  return /^(Date|Map|Set|WeakMap|WeakSet|Array|Object|Promise|Error|\w*Error|Uint8Array|URLSearchParams|Headers|FormData|AbortController|TextEncoder|TextDecoder|Response|NextResponse)$/.test(name);
}

/** The body of `(async () => { … })()`. */
function calledOnTheSpot(node: Node): Node | undefined {
  const callee = isCall(node) ? unwrapped(node.callee) : undefined;
  return isFunction(callee) ? callee.body : undefined;
}
