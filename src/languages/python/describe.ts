import { mainCalls, withOthersThatReach } from './call-kinds.ts';
import { enclosingClass, enclosingFunction, runsIn, statementsOf } from './nodes.ts';
import { isDocstring } from './imports.ts';
import type { PythonDoc } from './parse.ts';
import { callName, CLOCK, CONVERTS, LOG_PATH, tellingCalls, type LetsNothingOut } from './telling-calls.ts';
import type { PyNode } from './tree.ts';

const LONGEST = 76;
const CROWDED = 60;
const FAR_TOO_LONG = 90;
const BESIDE_TRY = ['return_statement', 'import_statement', 'import_from_statement'];

/** Nested functions whose own name says nothing. */
const GENERIC_FUNCTION = /^_*(wrapper|wrapped|inner|decorator|decorated|decorated_function|wrapped_function|run|worker|helper|callback|generator|generate|main|do|func|fn)$/;

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
 * in the source cannot carry a secret. The steps named are those the block is there for; where there are more than a
 * text of `wished` characters takes, it is the function that failed. Never more than `most` where the function's name
 * is known.
 */
export function failureText(guarded: PyNode, wished = LONGEST, most = FAR_TOO_LONG, letsNothingOut?: LetsNothingOut): string {
  const longest = placeName(guarded) ? Math.min(wished, most) : wished;
  const place = placeName(guarded);
  const told = (subject: string) => (place ? `${place}: ${subject} failed` : `${subject} failed`);
  const steps = stepsOf(guarded, letsNothingOut);
  const general = place ? `${place} failed` : 'module set-up failed';
  if (steps.length === 0) {
    const other = otherSubject(guarded, letsNothingOut);
    return other && !(place && !other.includes('.') && isWholeFunction(guarded)) ? told(other) : general;
  }
  const text = told(listed(steps));
  // The conversion beside it is the first to go.
  const main = steps.filter((step) => !step.endsWith('()'));
  const isCrowded = main.length === 1 && steps.length > 1 && text.length > Math.min(longest, CROWDED);
  if (isCrowded && told(main[0]!).length <= Math.min(most, FAR_TOO_LONG)) return told(main[0]!);
  if (text.length <= longest || steps.length === 1 && text.length <= Math.min(most, FAR_TOO_LONG)) return text;
  const short = told(listed([...new Set(steps.map(shortened))]));
  if (short.length <= (steps.length === 1 ? most : longest) || !place && steps.length === 1) return short;
  const aim = isWholeFunction(guarded) ? [] : aimOf(guarded, letsNothingOut);
  return aim.length > 0 && told(listed(aim)).length <= longest ? told(listed(aim)) : general;
}

/**
 * What failed, for a line that has the traceback beside it, which tells the step: the function, or the one step of a part
 * of it. Only where another part of the function would say the same are several steps named.
 */
export function failureWithTraceback(guarded: PyNode, most = FAR_TOO_LONG): string {
  const text = shortText(guarded, most);
  const fn = enclosingFunction(guarded);
  const isTwin = fn && runsIn(fn, 'try_statement').map((attempt) => attempt.field('body')!).some((other) => other !== guarded && shortText(other, most) === text);
  return isTwin && !isWholeFunction(guarded) ? failureText(guarded, undefined, most) : text;
}

function shortText(guarded: PyNode, most: number): string {
  const place = placeName(guarded);
  return place && (isWholeFunction(guarded) || stepsOf(guarded).length > 1) ? `${place} failed` : failureText(guarded, undefined, most);
}

/** Methods of texts and lists that do not fail on what they are called on. */
const CANNOT_FAIL = /\.(append|add|extend|startswith|endswith|l?strip|rstrip|lower|upper|title|capitalize|r?split|splitlines|r?partition|replace|zfill|l?just|r?just|clear|copy|setdefault)$|(data|dict|payload|params|options|kwargs|context|meta\w*|info|row|record|entry)\.(get|items|keys|values)$/;
const MOST_STEPS = 3;

/** The steps a block is there for, as far as they can be told apart by name; none where these are too many. */
export function stepsOf(guarded: PyNode, letsNothingOut?: LetsNothingOut): readonly string[] {
  const main = mainCalls(guarded, letsNothingOut);
  if (!main) return [];
  const { kind } = main;
  const names = kind === 'sends' || kind === 'writes' ? withOthersThatReach(guarded, main.names, letsNothingOut) : main.names;
  if (names.length === 1) return kind === 'reaches' ? withDecoding(guarded, names[0]!) : kind === 'works' || kind === 'prepares' ? withConversion(guarded, names[0]!) : names;
  const isWhole = isWholeFunction(guarded);
  if (names.length <= (isWhole ? 2 : MOST_STEPS)) return names;
  return isWhole ? [] : aimOf(guarded, letsNothingOut);
}

/** What a part of a function is there to send or write: whatever failed, that was not done, and the rest was. */
function aimOf(guarded: PyNode, letsNothingOut: LetsNothingOut | undefined): readonly string[] {
  const main = mainCalls(guarded, letsNothingOut);
  return main && main.names.length <= 2 && (main.kind === 'sends' || main.kind === 'writes') ? main.names : [];
}

/** `Customer.get` of `Customer.objects.get`; a name that tells stands alone. */
export function shortened(step: string): string {
  const parts = step.split('.').filter((part, i, { length }) => part !== 'objects' || i === 0 || i === length - 1);
  return parts.slice(/_|^[a-z]{9,}/i.test(parts.at(-1)!) ? -1 : -2).join('.');
}

function listed(steps: readonly string[]): string {
  return steps.length < 2 ? steps.join() : `${steps.slice(0, -1).join(', ')} or ${steps.at(-1)!}`;
}

/** Beside the one call that tells, a conversion of some other value may be what failed. */
function withConversion(guarded: PyNode, name: string): string[] {
  const calls = runsIn(guarded, 'call');
  const telling = calls.find((call) => callName(call) === name)!;
  const conversion = calls.find((call) => /^(int|float|Decimal)$/.test(callName(call) ?? '') && !call.isWithin(telling) && !telling.isWithin(call));
  if (!conversion) return [name];
  const both = [name, `${conversion.field('function')!.text}()`];
  return conversion.start < telling.start ? both.reverse() : both;
}

/** A file that can be read may still not hold what is expected: `path.read_text or json.loads`. */
function withDecoding(guarded: PyNode, name: string): readonly string[] {
  if (!/(^|\.)(open|read|read_text|read_bytes)$/.test(name)) return [name];
  const decoding = tellingCalls(guarded).find((each) => /(^|\.)(loads?|safe_load|decode)$/.test(each));
  return decoding && decoding !== name ? [name, decoding] : [name];
}

/** The function code belongs to, as a reader would name it: the class for its `__init__`, the outer function of a `wrapper`. */
export function placeName(node: PyNode): string | undefined {
  const fn = enclosingFunction(node);
  const name = fn?.field('name')?.text;
  if (!fn || !name) return undefined;
  const outer = enclosingFunction(fn);
  if (outer && GENERIC_FUNCTION.test(name)) return `${outer.field('name')!.text}.${name}`;
  // `get` and `validate` say little without their class, and nothing where several classes of a file have one.
  if (!/^__\w+__$|^_?[a-z]+$/.test(name) && !isOfSeveral(fn, name)) return name;
  const owner = outer ? undefined : enclosingClass(fn)?.field('name')?.text;
  if (!owner) return name;
  return name === '__init__' ? owner : `${owner}.${name}`;
}

const methodNames = new WeakMap<PyNode, Map<string, number>>();

/** Whether several classes of the file have a method of this name. */
function isOfSeveral(fn: PyNode, name: string): boolean {
  let root = fn;
  while (root.parent) root = root.parent;
  let counts = methodNames.get(root);
  if (!counts) {
    methodNames.set(root, (counts = new Map()));
    for (const each of root.descendants('function_definition')) {
      const own = enclosingClass(each) ? each.field('name')!.text : '';
      counts.set(own, (counts.get(own) ?? 0) + 1);
    }
  }
  return (counts.get(name) ?? 0) > 1;
}

/** What a block without a telling call does. */
function otherSubject(guarded: PyNode, letsNothingOut: LetsNothingOut = () => false): string | undefined {
  const imported = [...runsIn(guarded, 'import_statement', 'import_from_statement')][0];
  const module = imported?.field('module_name') ?? imported?.named[0];
  if (module && statementsOf(guarded).every(({ kind }) => kind === imported?.kind)) {
    const named = /^\.+$/.test(module.text) ? imported!.field('name')! : module;
    return `import of ${named.kind === 'aliased_import' ? named.field('name')!.text : named.text}`;
  }
  const statements = statementsOf(guarded);
  const plain = [...runsIn(guarded, 'call')].filter((call) => !letsNothingOut(call)).map(callName).filter((name) => name !== undefined && !LOG_PATH.test(name) && !CLOCK.test(name));
  if (plain.length === 1 && plain[0]!.includes('.') && !CANNOT_FAIL.test(plain[0]!)) return plain[0];
  const [statement] = withoutConditions(statements);
  const expression = statement?.kind === 'expression_statement' ? statement.named[0] : undefined;
  const target = expression?.kind === 'assignment' ? expression.field('left')! : undefined;
  const isAlone = withoutConditions(statements).length === 1;
  if (isAlone && target?.kind === 'identifier') return `computing ${target.text}`;
  if (isAlone && target?.kind === 'attribute' && /^[\w.]+/.test(target.text)) return `assigning to ${/^[\w.]+/.exec(target.text)![0].replace(/^self\./, '')}`;
  if (expression?.kind === 'await' && expression.named[0]?.kind === 'identifier') return `awaiting ${expression.named[0].text}`;
  return plain.length === 1 && (isAlone || CONVERTS.test(plain[0]!)) && !CANNOT_FAIL.test(plain[0]!) ? `${plain[0]}()` : undefined;
}

/** What a lone `if` without another branch does. */
function withoutConditions(statements: readonly PyNode[]): readonly PyNode[] {
  const [only, ...more] = statements;
  const isPlain = only?.kind === 'if_statement' && more.length === 0 && only.field('alternative') === undefined;
  return isPlain ? withoutConditions(statementsOf(only.field('consequence')!)) : statements;
}

/** A `try` that is most of what its function does, with nothing but an answer after it: its failure is the function's. */
function isWholeFunction(guarded: PyNode): boolean {
  const attempt = guarded.parent!;
  const body = attempt.parent;
  if (body?.parent?.kind !== 'function_definition') return false;
  const statements = statementsOf(body);
  const after = statements.slice(statements.indexOf(attempt) + 1);
  if (!after.every(({ kind }) => kind === 'return_statement')) return false;
  const before = statements.slice(0, statements.indexOf(attempt));
  if (before.some((statement) => ['sends', 'writes'].includes(mainCalls(statement)?.kind ?? ''))) return false;
  return before.every((statement) => isDocstring(statement) || BESIDE_TRY.includes(statement.kind) || statement.named[0]?.kind === 'assignment') ||
    guarded.text.length > before.reduce((sum, { text }) => sum + text.length, 0);
}
