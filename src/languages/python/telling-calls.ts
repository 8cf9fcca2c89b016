import { enclosingFunction, runsIn } from './nodes.ts';
import type { PyNode } from './tree.ts';

/** Calls that say nothing about what the code was up to. */
const PLAIN_FUNCTIONS = new Set([
  'abs', 'all', 'and_', 'asc', 'desc', 'or_', 'quote', 'quote_plus', 'select', 'text', 'timedelta', 'unquote', 'unquote_plus', 'urlencode', 'urljoin', 'uuid4', 'any', 'bool', 'bytes', 'callable', 'cast', 'complex', 'dict', 'dir', 'enumerate', 'filter', 'float', 'format', 'frozenset',
  'getattr', 'globals', 'jsonify', 'make_response', 'hasattr', 'hash', 'id', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list', 'locals', 'map', 'max', 'min', 'next', 'print',
  'asdict', 'copy', 'deepcopy', 'range', 'repr', 'reversed', 'round', 'set', 'setattr', 'sorted', 'str', 'sum', 'super', 'tuple', 'type', 'vars', 'zip',
]);
const PLAIN_METHODS = new Set([
  'add', 'append', 'cancelled', 'capitalize', 'clear', 'copy', 'count', 'difference', 'discard', 'done', 'encode', 'endswith', 'extend', 'find', 'format', 'get', 'group',
  'groups', 'hex', 'index', 'insert', 'intersection', 'is_alive', 'is_set', 'isdigit', 'isoformat', 'items', 'join', 'keys', 'ljust', 'lower', 'lstrip', 'now',
  'partition', 'pop', 'popleft', 'qsize', 'removeprefix', 'removesuffix', 'replace', 'rfind', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'setdefault', 'sort', 'split', 'splitlines', 'startswith', 'strip', 'strftime',
  'timestamp', 'title', 'tolist', 'today', 'total_seconds', 'union', 'upper', 'utcnow', 'values', 'zfill',
]);
/** Objects whose `get`, `add` or `count` does reach out: `requests.get`, `session.add`. */
const REACHES_OUT = /(^|_)(requests|httpx|client|session|db|cache|redis|http|api|s3|queue|q|objects|repos?|repository|bucket|storage)$/i;
const REACHING = new Set(['get', 'add', 'count', 'find', 'insert', 'pop', 'values', 'keys', 'index']);
const MAPPING_LIKE = /(^|_)(session|db|queue|q)$/i;
/** Reading and writing an open file: the `open` before it is what a reader knows. */
const OF_A_FILE = /^(f|fh|fp|fd|fin|fout|file|handle|out|outfile|infile|stream)\.(read|readline|readlines|write|writelines|writerow|writerows|flush|seek|close)$/;
/** Calls whose argument may fail just as well. */
export const CONVERTS = /(^|\.)(loads?|dumps?|int|float|Decimal|decode|parse|fromisoformat|strptime)$/;
/** Functions of a project that bring what they are given into a form: `_as_float(rates.get(base))`. */
const SHAPES = /(^|\.)_*(as|to|safe|coerce|parse|normali[sz]e|clean)_(float|int|str|string|decimal|date|datetime|bool|number|dict|list|json)$/;
const PLAIN_PATHS = /^(time\.(time|monotonic|perf_counter|sleep)|asyncio\.sleep|os\.(getenv|getpid|environ\.get)|os\.path\.\w+|(warnings|contextlib)\.\w+|dataclasses\.\w+|copy\.\w+|uuid\.\w+|re\.\w+|(\w*_)?(re|regex|pattern|rx)\.(search|match|fullmatch|findall|finditer|sub|split)|math\.\w+|traceback\.\w+|sys\.\w+)$/i;
/** Runs what it is given, in a thread, again after a failure, or under some watch: that is the one to be named. */
const RUNS_GIVEN = /(^|\.)(to_thread|run_sync|run_in_threadpool|run_in_executor|sync_to_async|database_sync_to_async)$|^(self\.)?_?(\w+_)?(run|retry|retries|execute|call|attempt|try|guarded?|thread|executor|limited|safely?|timeout|blocking|supabase)(_\w+)?$/;
/** Waits for what another call does, which is the one to be named. */
const WAITS_FOR = /^(asyncio|anyio|loop)\.(wait_for|shield|gather|create_task|ensure_future|run|run_until_complete)$|(^|\.)(create_task|ensure_future|run_coroutine_threadsafe|run_until_complete)$/;
const ELSEWHERE = ['except_clause', 'raise_statement', 'assert_statement'];
const WRITES = /(^|_)print$|(^|\.)_?(log|logger|logging)\.\w+$/i;
export const CLOCK = /(^|\.)(now|utcnow|today|time|monotonic)$/;
export const LOG_PATH = /(^|\.)_?(log|logger|logging)\.\w+$/i;

/** A call that says what a block was up to, under the name a reader knows it by. */
export interface TellingCall {
  readonly call: PyNode;
  /** `client.send`, without `self.` and arguments. */
  readonly name: string;
}

/** Tells of a call that it lets nothing out, so that it is not what failed. */
export type LetsNothingOut = (call: PyNode) => boolean;

/** The calls of a guarded block that say what it was up to, in source order, and may have failed. */
export function tellingCallsIn(guarded: PyNode, letsNothingOut: LetsNothingOut = () => false): TellingCall[] {
  const named = runsIn(guarded, 'call').filter((call) => !isInsideChain(call) && !isElsewhere(call, guarded) && !letsNothingOut(call))
    .flatMap((call) => { const name = callName(call); return name && (!isPlain(call, name) || writtenThrough(call) !== undefined) ? [{ call, name }] : []; });
  const actions = named.filter(({ name }) => !isConstructor(name));
  const chosen = actions.length > 0 ? actions : named;
  const isArgument = ({ call }: TellingCall) => call.parent?.kind !== 'await' &&
    chosen.some((outer) => outer.call !== call && !CONVERTS.test(outer.name) && !SHAPES.test(outer.name) && call.isWithin(outer.call.field('arguments')!));
  return chosen.filter((each) => !isArgument(each));
}

/** Their names, each once. */
export function tellingCalls(guarded: PyNode): string[] {
  return [...new Set(tellingCallsIn(guarded).map(({ name }) => name))];
}

/** `a.b().c` of `a.b(x).c(y)`, `a.b` of a longer chain or one that ends in `.get("key")`; no `self.`. */
export function callName(call: PyNode): string | undefined {
  const path = nameOfGiven(call) ?? pathOf(call.field('function'));
  if (!path) return undefined;
  const parts = path.replace(/^(self|cls|super\(\))\./, '').split('()');
  const [root, method] = parts;
  const written = writtenThrough(call);
  if (written !== undefined) return written;
  if (!root || parts.length === 1) return root || undefined;
  if (root === 'select') return root;
  if (PLAIN_FUNCTIONS.has(root)) return method!.replace(/^\./, '') || root;
  if (parts.length > 2 && root.includes('.')) return root;
  const [last, ...more] = method!.replace(/^\./, '').split('.') as [string, ...string[]];
  // `subprocess.run(…).stdout.decode()`: what is made of an answer is not what was asked.
  if (more.length > 0 && root.includes('.')) return root;
  if (PLAIN_METHODS.has(last) || last === 'decode' && /dumps$/.test(root)) return root;
  return isConstructor(root) ? `${root}.${last}` : `${root}().${last}`;
}

/** What a call runs that is given to it: `ref.get` of `asyncio.to_thread(ref.get)`, `users.select` of a lambda, what is done in a function of the same one. */
function nameOfGiven(call: PyNode): string | undefined {
  const called = pathOf(call.field('function')) ?? '';
  if (!RUNS_GIVEN.test(called)) return undefined;
  const given = call.field('arguments')?.named.slice(0, 2) ?? [];
  const lambda = given.find(({ kind }) => kind === 'lambda');
  if (lambda) return tellingCallsIn(lambda)[0]?.name;
  const handed = given[called.endsWith('run_in_executor') ? 1 : 0];
  if (handed?.kind === 'attribute') return /(^|\.)(to_thread|run_sync|run_in_threadpool|run_in_executor)$/.test(called) ? pathOf(handed) : undefined;
  const own = handed?.kind === 'identifier' ? enclosingFunction(call)?.descendants('function_definition').find((fn) => fn.field('name')!.text === handed.text) : undefined;
  if (own) return tellingCallsIn(own.field('body')!)[0]?.name ?? handed!.text;
  return handed?.kind === 'identifier' && /thread|executor|run_sync/.test(called) ? handed.text : undefined;
}

/** Links of a chain that say where it goes, and those that say what is done there. */
const NAMES_TABLE = /^(table|from_|query|collection)$/;
const CHANGES = /^(insert|update|upsert|delete|select)$/;

/** What a chain is there for that only its end carries out: `users.update` of `client.table("users").update(…).eq(…).execute()`, `Order.delete` of `db.query(Order).filter(…).delete()`. */
function writtenThrough(call: PyNode): string | undefined {
  let change: string | undefined;
  for (let link: PyNode | undefined = call; link?.kind === 'call'; ) {
    const callee: PyNode = link.field('function')!;
    if (callee.kind !== 'attribute') return undefined;
    const name = callee.field('attribute')!.text;
    const [named] = link.field('arguments')?.named ?? [];
    if (NAMES_TABLE.test(name)) {
      const table = /^(?:["'](\w+)["']|([A-Za-z_]\w*))$/.exec(named?.text ?? '');
      return change !== undefined && table ? `${table[1] ?? table[2]}.${change}` : undefined;
    }
    if (CHANGES.test(name)) change = name;
    link = callee.field('object');
  }
  return undefined;
}

/** A callee with its arguments left out: `db.query().filter().all`; undefined where it starts with some other expression. */
function pathOf(node: PyNode | undefined): string | undefined {
  if (node?.kind === 'identifier') return node.text;
  if (node?.kind === 'parenthesized_expression') return pathOf(node.named[0]);
  if (node?.kind === 'await') return pathOf(node.named[0]);
  if (node?.kind === 'subscript') return pathOf(node.field('value'));
  if (node?.kind === 'call') {
    const callee = pathOf(node.field('function'));
    return callee && `${callee}()`;
  }
  if (node?.kind !== 'attribute') return undefined;
  const object = pathOf(node.field('object'));
  const name = node.field('attribute')!.text;
  return object ? `${object}.${name}` : name;
}

/** `a()` inside `a().b()`: the chain is named once, by its last call. */
function isInsideChain(call: PyNode): boolean {
  let object = call;
  while (['parenthesized_expression', 'await'].includes(object.parent?.kind ?? '') || object.parent?.kind === 'subscript' && object.parent.field('value') === object) object = object.parent!;
  const attribute = object.parent;
  return attribute?.kind === 'attribute' && attribute.parent?.kind === 'call' && attribute.parent.field('function') === attribute;
}

/** In a handler, a `raise` or an `assert` of the guarded block, or in what it logs: not what it is there for. */
function isElsewhere(call: PyNode, guarded: PyNode): boolean {
  for (const ancestor of call.ancestors()) {
    if (ancestor === guarded) return false;
    if (ELSEWHERE.includes(ancestor.kind) || isCaughtBefore(ancestor)) return true;
    if (ancestor.kind === 'call' && WRITES.test(ancestor.field('function')!.text)) return true;
  }
  return false;
}

/** The body of a `try` whose own handler lets nothing out. */
function isCaughtBefore(block: PyNode): boolean {
  const attempt = block.parent?.kind === 'try_statement' && block.parent.field('body') === block ? block.parent : undefined;
  return !!attempt && attempt.children.some((clause) => clause.kind === 'except_clause' && /^except(\s+(Base)?Exception\b[^:]*)?\s*:/.test(clause.text) && runsIn(clause, 'raise_statement').length === 0);
}

function isPlain(call: PyNode, name: string): boolean {
  const parts = name.split('.');
  const last = parts.at(-1)!;
  const passed = call.field('arguments')?.named ?? [];
  if (WAITS_FOR.test(name) && passed.some((each) => runsIn(each, 'call').length > 0 || each.kind === 'call')) return true;
  if (last === 'update' && !REACHES_OUT.test(parts.at(-2) ?? '') && passed.some((each) => runsIn(each, 'call').length > 0)) return true;
  if (PLAIN_PATHS.test(name) || LOG_PATH.test(name) || WRITES.test(name) || OF_A_FILE.test(name)) return true;
  // What gets a thread of its own takes its time: `await asyncio.to_thread(ref.get)`.
  if (nameOfGiven(call) !== undefined) return false;
  if (parts.length === 1) return PLAIN_FUNCTIONS.has(last) || PLAIN_METHODS.has(last);
  if (!PLAIN_METHODS.has(last)) return false;
  // A list takes one value; `timeline.append(id, event)` is somebody's own function.
  if (['append', 'add'].includes(last) && passed.length > 1) return false;
  const object = parts.at(-2)!;
  const isKey = MAPPING_LIKE.test(object) && passed[0]?.kind === 'string' && !/^\w*["'](https?:|\/)/.test(passed[0].text);
  return !(REACHES_OUT.test(object) && REACHING.has(last) && !isKey);
}

export function isConstructor(name: string): boolean {
  return /^_?[A-Z]\w*[a-z]/.test(name.split('.').at(-1)!);
}
