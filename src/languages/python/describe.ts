import { enclosingClass, enclosingFunction, runsIn, statementsOf } from './nodes.ts';
import { isDocstring } from './imports.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

const LONGEST = 76;
const FAR_TOO_LONG = 90;
const BESIDE_TRY = ['return_statement', 'import_statement', 'import_from_statement'];

/** Calls that say nothing about what the code was up to. */
const PLAIN_FUNCTIONS = new Set([
  'abs', 'all', 'and_', 'asc', 'desc', 'or_', 'quote', 'quote_plus', 'select', 'text', 'timedelta', 'unquote', 'unquote_plus', 'urlencode', 'urljoin', 'uuid4', 'any', 'bool', 'bytes', 'callable', 'cast', 'complex', 'dict', 'dir', 'enumerate', 'filter', 'float', 'format', 'frozenset',
  'getattr', 'globals', 'hasattr', 'hash', 'id', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list', 'locals', 'map', 'max', 'min', 'next', 'print',
  'asdict', 'copy', 'deepcopy', 'range', 'repr', 'reversed', 'round', 'set', 'setattr', 'sorted', 'str', 'sum', 'super', 'tuple', 'type', 'vars', 'zip',
]);
const PLAIN_METHODS = new Set([
  'add', 'append', 'capitalize', 'clear', 'copy', 'count', 'difference', 'discard', 'encode', 'endswith', 'extend', 'find', 'format', 'get', 'group',
  'groups', 'hex', 'index', 'insert', 'intersection', 'is_set', 'isdigit', 'isoformat', 'items', 'join', 'keys', 'ljust', 'lower', 'lstrip', 'now',
  'partition', 'pop', 'popleft', 'removeprefix', 'removesuffix', 'replace', 'rfind', 'rjust', 'rpartition', 'rsplit', 'rstrip', 'setdefault', 'sort', 'split', 'splitlines', 'startswith', 'strip', 'strftime',
  'timestamp', 'title', 'tolist', 'today', 'total_seconds', 'union', 'upper', 'utcnow', 'values', 'zfill',
]);
/** Objects whose `get`, `add` or `count` does reach out: `requests.get`, `session.add`. */
const REACHES_OUT = /(^|_)(requests|httpx|client|session|db|cache|redis|http|api|s3|queue|q|objects|repos?|repository|bucket|storage)$/i;
const REACHING = new Set(['get', 'add', 'count', 'find', 'insert', 'pop', 'values', 'keys', 'index']);
const MAPPING_LIKE = /(^|_)(session|db|queue|q)$/i;
/** Reading and writing an open file: the `open` before it is what a reader knows. */
const OF_A_FILE = /^(f|fh|fp|fd|fin|fout|file|handle|out|outfile|infile|stream)\.(read|readline|readlines|write|writelines|writerow|writerows|flush|seek|close)$/;
/** Calls whose argument may fail just as well. */
const CONVERTS = /(^|\.)(loads?|dumps?|int|float|Decimal|decode|parse|fromisoformat|strptime)$/;
const PLAIN_PATHS = /^(time\.(time|monotonic|perf_counter|sleep)|asyncio\.sleep|os\.(getenv|getpid|environ\.get)|os\.path\.\w+|warnings\.\w+|dataclasses\.\w+|copy\.\w+|uuid\.\w+|re\.\w+|math\.\w+|traceback\.\w+|sys\.\w+)$/;
const ELSEWHERE = ['except_clause', 'raise_statement', 'assert_statement'];
const WRITES = /^print$|(^|\.)_?(log|logger|logging)\.\w+$/i;
const CLOCK = /(^|\.)(now|utcnow|today|time|monotonic)$/;
const LOG_PATH = /(^|\.)_?(log|logger|logging)\.\w+$/i;
/** Nested functions whose own name says nothing. */
const GENERIC_FUNCTION = /^_*(wrapper|wrapped|inner|decorator|decorated|run|worker|helper|callback|generator|generate|main|do|func|fn)$/;

/** A quoted Python string literal, in the quotes most strings of the file have. */
export function quote(text: string, like?: PythonDoc): string {
  const mark = like && prefersSingleQuotes(like) && !text.includes("'") ? "'" : '"';
  return mark + text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`) + mark;
}

const singleQuotes = new WeakMap<PythonDoc, boolean>();

function prefersSingleQuotes(doc: PythonDoc): boolean {
  let known = singleQuotes.get(doc);
  if (known === undefined) {
    const opening = [...doc.root.descendants('string_start')].map(({ text }) => text.replace(/^[a-z]+/i, ''));
    known = opening.filter((mark) => mark === "'").length > opening.filter((mark) => mark === '"').length;
    singleQuotes.set(doc, known);
  }
  return known;
}

/**
 * What failed, named from the code alone: `notify_user: cache.set failed`. Never a value: a message built from names
 * in the source cannot carry a secret. Of several wordings the first of at most `longest` characters; never more than `most`
 * where the function's name is known.
 */
export function failureText(guarded: PyNode, longest = LONGEST, most = FAR_TOO_LONG): string {
  const place = placeName(guarded);
  const told = (subject: string) => (place ? `${place}: ${subject} failed` : `${subject} failed`);
  const calls = tellingCalls(guarded);
  const [first, second, ...more] = calls.length === 1 ? withConversion(guarded, calls[0]!) : calls;
  const other = first ? undefined : otherSubject(guarded);
  if (place && (more.length > 0 || !first && !other?.includes('.')) && isWholeFunction(guarded)) return `${place} failed`;
  if (!first) return told(other ?? (place ? 'a step' : 'module set-up'));
  const wordings = second
    ? [more.length === 0 ? `${first} or ${second}` : `${first}, ${second} or a later step`, `${first} or a later step`].map(told)
    : [told(first)];
  const text = wordings.find((each) => each.length <= longest) ?? wordings.at(-1)!;
  if (text.length <= Math.min(most, FAR_TOO_LONG)) return text;
  const short = text.replace(first, first.split('.').at(-1)!);
  return short.length <= most || !place ? short : `${place} failed`;
}

/** Beside the one call that tells, a conversion of some other value may be what failed. */
function withConversion(guarded: PyNode, name: string): string[] {
  const calls = [...runsIn(guarded, 'call')].filter((call) => !isElsewhere(call, guarded));
  const telling = calls.find((call) => callName(call) === name)!;
  const conversion = calls.find((call) => /^(int|float|Decimal)$/.test(callName(call) ?? '') && !call.isWithin(telling) && !telling.isWithin(call));
  if (!conversion) return [name];
  const both = [name, `${conversion.field('function')!.text}()`];
  return conversion.start < telling.start ? both.reverse() : both;
}

/** The calls of a guarded block that say what it was up to, as `client.send`, each once and in source order. */
export function tellingCalls(guarded: PyNode): string[] {
  const named = [...runsIn(guarded, 'call')].filter((call) => !isInsideChain(call) && !isElsewhere(call, guarded))
    .flatMap((call) => { const name = callName(call); return name && !isPlain(call, name) ? [{ call, name }] : []; });
  const actions = named.filter(({ name }) => !isConstructor(name));
  const chosen = actions.length > 0 ? actions : named;
  const isArgument = ({ call }: { call: PyNode }) => call.parent?.kind !== 'await' &&
    chosen.some((outer) => outer.call !== call && !CONVERTS.test(outer.name) && call.isWithin(outer.call.field('arguments')!));
  return [...new Set(chosen.filter((each) => !isArgument(each)).map(({ name }) => name))];
}

/** The function code belongs to, as a reader would name it: the class for its `__init__`, the outer function of a `wrapper`. */
export function placeName(node: PyNode): string | undefined {
  const fn = enclosingFunction(node);
  const name = fn?.field('name')?.text;
  if (!fn || !name) return undefined;
  const outer = enclosingFunction(fn);
  if (outer && GENERIC_FUNCTION.test(name)) return `${outer.field('name')!.text}.${name}`;
  // `get` and `validate` say little without their class, and nothing where several classes of a file have one.
  if (!/^__\w+__$|^_?[a-z]+$/.test(name)) return name;
  const owner = outer ? undefined : enclosingClass(fn)?.field('name')?.text;
  if (!owner) return name;
  return name === '__init__' ? owner : `${owner}.${name}`;
}

/** `a.b().c` of `a.b(x).c(y)`, `a.b` of a longer chain or one that ends in `.get("key")`; no `self.`. */
function callName(call: PyNode): string | undefined {
  const path = pathOf(call.field('function'));
  if (!path) return undefined;
  const parts = path.replace(/^(self|cls|super\(\))\./, '').split('()');
  const [root, method] = parts;
  if (!root || parts.length === 1) return root || undefined;
  if (root === 'select') return root;
  if (PLAIN_FUNCTIONS.has(root)) return method!.replace(/^\./, '') || root;
  if (parts.length > 2 && root.includes('.')) return root;
  const last = method!.replace(/^\./, '').split('.')[0]!;
  if (PLAIN_METHODS.has(last)) return root;
  return isConstructor(root) ? `${root}.${last}` : `${root}().${last}`;
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
    if (ELSEWHERE.includes(ancestor.kind)) return true;
    if (ancestor.kind === 'call' && WRITES.test(ancestor.field('function')!.text)) return true;
  }
  return false;
}

function isPlain(call: PyNode, name: string): boolean {
  const parts = name.split('.');
  const last = parts.at(-1)!;
  const passed = call.field('arguments')?.named ?? [];
  if (PLAIN_PATHS.test(name) || LOG_PATH.test(name) || OF_A_FILE.test(name)) return true;
  if (parts.length === 1) return PLAIN_FUNCTIONS.has(last) || PLAIN_METHODS.has(last);
  if (!PLAIN_METHODS.has(last)) return false;
  // A list takes one value; `timeline.append(id, event)` is somebody's own function.
  if (['append', 'add'].includes(last) && passed.length > 1) return false;
  const object = parts.at(-2)!;
  const isKey = MAPPING_LIKE.test(object) && passed[0]?.kind === 'string' && !/^\w*["'](https?:|\/)/.test(passed[0].text);
  return !(REACHES_OUT.test(object) && REACHING.has(last) && !isKey);
}

function isConstructor(name: string): boolean {
  return /^_?[A-Z]\w*[a-z]/.test(name.split('.').at(-1)!);
}

/** What a block without a telling call does. */
function otherSubject(guarded: PyNode): string | undefined {
  const imported = [...runsIn(guarded, 'import_statement', 'import_from_statement')][0];
  const module = imported?.field('module_name') ?? imported?.named[0];
  const isAll = statementsOf(guarded).every(({ kind }) => kind === imported?.kind);
  if (module) return `import of ${module.kind === 'aliased_import' ? module.field('name')!.text : module.text}${isAll ? '' : ' or a later step'}`;
  const statements = statementsOf(guarded);
  const plain = [...runsIn(guarded, 'call')].map(callName).filter((name) => name !== undefined && !LOG_PATH.test(name) && !CLOCK.test(name));
  if (plain.length === 1 && plain[0]!.includes('.')) return plain[0];
  const [statement] = statements;
  const expression = statement?.kind === 'expression_statement' ? statement.named[0] : undefined;
  const target = expression?.kind === 'assignment' ? expression.field('left')! : undefined;
  const isAlone = statements.length === 1;
  if (isAlone && target?.kind === 'identifier') return `computing ${target.text}`;
  if (isAlone && target && /^[\w.]+/.test(target.text)) return `assigning to ${/^[\w.]+/.exec(target.text)![0].replace(/^self\./, '')}`;
  if (expression?.kind === 'await' && expression.named[0]?.kind === 'identifier') return `awaiting ${expression.named[0].text}`;
  return plain.length === 1 && (isAlone || CONVERTS.test(plain[0]!)) ? `${plain[0]}()` : undefined;
}

/** A `try` that is all its function does, beside set-up and a last `return`: its failure is the function's. */
function isWholeFunction(guarded: PyNode): boolean {
  const attempt = guarded.parent!;
  const body = attempt.parent;
  if (body?.parent?.kind !== 'function_definition') return false;
  return statementsOf(body).every((statement) => statement === attempt || isDocstring(statement) || BESIDE_TRY.includes(statement.kind) ||
    statement.named[0]?.kind === 'assignment');
}
