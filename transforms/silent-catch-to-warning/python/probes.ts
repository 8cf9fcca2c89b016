import { tellingCalls } from '../../../src/languages/python/telling-calls.ts';
import { isNoOp, type Handler } from '../../../src/languages/python/handlers.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { dottedText, enclosingLoop, runsIn, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { importedNames } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { expectedReason } from './expected.ts';
import { lookupReason } from './lookups.ts';
import { asksForOptionalFile } from './optional-file.ts';

const MOST_STATEMENTS = 4;
const CONVERTS = /^(int|float|complex|bool|str|bytes|Decimal|Fraction|UUID|ObjectId|loads|dumps|literal_eval|fromisoformat|strptime|strftime|fromtimestamp|utcfromtimestamp|isoformat|parsedate\w*|parse_?date\w*|isoparse|(date|dateutil|dt|time)?_?parser|dateparser|ip_address|ip_network|urlparse|urlsplit|parse_qsl?|b\d\ddecode|urlsafe_b64decode|unhexlify|fromhex|decode|encode|quantize|astimezone|localize|ZoneInfo|timezone|json|get_json|get_data|model_validate(_json)?|parse_obj|parse_raw|safe_load)$/;
/** A read from a store, whose name says only in what form: what arrives in a request is another matter. */
const FROM_STORE = /(?<!req|request)\.get_(json|data)$/;
const CHECKS = /^(verify\w*|check_password\w*|check_?pw|checkpw|compare_digest|decrypt\w*|unsign\w*|validate_email|decode_\w*token|jwt_decode|verify_\w+)$/;
/** Whether somebody may do something, answered by an exception. */
const CHECKS_RIGHT = /(^|\.)_?(check|assert|ensure|require|verify|validate|authorize)_\w*(access|permissions?|roles?|owner(ship)?|allowed|admin|member(ship)?)$/;
const FEATURES = /^(find_spec|which|signature|getsource|getfile|get_type_hints|hasattr|getattr|isatty|isinstance|issubclass|callable|sysconf|get_terminal_size|getmtime|getsize|getctime|stat|lstat)$/;
const SHOWN_AS = /^(str|int|float|bool)$/;
/** Names of files and values that hold settings. */
const CONFIGURATION = /(^|[^a-z])(config\w*|settings|conf|credentials?|yaml|toml|ini|\w+_config|\w+_settings)([^a-z]|$)/i;
const SIMPLE = ['return_statement', 'expression_statement', 'if_statement', 'import_statement', 'import_from_statement'];

/** Why a failure of the guarded code is an answer rather than a fault, so that nobody wants to read about it. */
export function probeReason(doc: PythonDoc, handler: Handler, project: ProjectView): string | undefined {
  const { guarded, body } = handler;
  const statements = statementsOf(guarded);
  if (statements.every(isNoOp)) return 'the `try` guards nothing';
  if (statements.every(({ named: [call] }) => call?.kind === 'call' && isLogCall(doc, call, project))) return 'the `try` guards only a log line: another one would fail like it';
  const imported = [...runsIn(guarded, 'import_statement', 'import_from_statement')][0];
  if (imported && importsOnly(guarded) && !importsOwnModules(doc, guarded, project)) return `an optional import: the code does without \`${importedName(imported)}\``;
  if (asksForOptionalFile(doc, handler)) return 'an optional file: where it is not there, the answer is empty';
  const expected = expectedReason(doc, handler);
  if (expected) return expected;
  const absent = lookupReason(doc, handler, project);
  if (absent) return absent;
  if (statements.length > MOST_STATEMENTS || !statements.every((statement) => SIMPLE.includes(statement.kind))) return undefined;
  if (isDrain(handler)) return 'an empty queue is how the loop ends';
  if (statements.every(cannotFail)) return 'nothing in the `try` can fail';
  if (isConfiguration(guarded) || isAskedBefore(guarded)) return undefined;
  const attribute = lookedUp(guarded);
  if (attribute) return `a probe: \`${attribute}\` may not be there`;
  if (statements.some(({ named: [value] }) => value?.kind === 'call' && value.field('function')!.text === 'eval') && callNames(guarded).every((name) => name === 'eval' || SHOWN_AS.test(name) || name === 'append')) return 'a probe: `eval` decides whether the text is an expression';
  const telling = tellingCalls(guarded);
  const names = callNames(guarded);
  const paths = telling.map((path) => path.split(/\W+/).map((part) => (isMoment(doc, part, guarded) ? 'strptime' : part)));
  const isAll = (pattern: RegExp) => [...names, ...paths.flat()].some((name) => pattern.test(name)) && paths.every((path) => path.some((part) => pattern.test(part)));
  const named = (pattern: RegExp) => telling[0] ?? names.find((each) => pattern.test(each))!;
  if (telling.some((path) => FROM_STORE.test(path))) return undefined;
  if (isAll(CONVERTS) || isMemberLookup(telling, body)) return `a probe: \`${named(CONVERTS)}\` decides whether the value can be used as such`;
  if (isAll(CHECKS) && body.some(isRefusal)) return `a probe: \`${named(CHECKS)}\` failing is the answer no`;
  if (telling.length > 0 && telling.every((name) => CHECKS_RIGHT.test(name)) && runsIn(guarded, 'await').length === 0) return `a probe: \`${telling[0]!}\` failing is the answer no`;
  if (isAll(FEATURES)) return `a probe: \`${named(FEATURES)}\` asks what is available`;
  return undefined;
}

/** `while True: try: queue.get_nowait() except: break`. */
function isDrain({ attempt, guarded, body }: Handler): boolean {
  const calls = tellingCalls(guarded);
  return calls.length > 0 && calls.every((call) => /\.get_nowait$/.test(call)) && body.length === 1 && body[0]!.kind === 'break_statement' && enclosingLoop(attempt)?.kind === 'while_statement';
}

/** `self.started = time.monotonic()`, `self.pending = False`. */
function cannotFail(statement: PyNode): boolean {
  const assignment = statement.named[0];
  const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
  return value !== undefined && /^(self\.)?\w+$/.test(assignment!.field('left')!.text) && /^(None|True|False|\d+(\.\d+)?|time\.(time|monotonic|perf_counter)\(\))$/.test(value.text);
}

/** Whether a name makes a point in time out of numbers: `datetime`, under whatever name. */
function isMoment(doc: PythonDoc, name: string, at: PyNode): boolean {
  return doc.scopes.lookup(name, at).some(({ origin }) => /^datetime\.(datetime|date|time)$/.test(origin ?? ''));
}

/** Whether all that is imported are modules of the repository, which are there or are broken. */
function importsOwnModules(doc: PythonDoc, guarded: PyNode, { package: { python } }: ProjectView): boolean {
  const statements = runsIn(guarded, 'import_statement', 'import_from_statement').filter((statement) => !/^(import|from) warnings\b/.test(statement.text));
  const own = python?.ownModules ?? [];
  return statements.every((statement) => modulesIn(doc, statement).some((path) => own.some((each) => each === path.slice(1) || path.startsWith('~') && `/${each}`.endsWith(`/${path.slice(1)}`))));
}

/** The paths an import may mean: `=a/b` from the root, or `~a/b` below some folder. */
function modulesIn(doc: PythonDoc, statement: PyNode): string[] {
  const module = importedName(statement);
  const names = statement.kind === 'import_from_statement' ? importedNames(statement).map(({ origin }) => origin.split('.').at(-1)!) : [];
  const dots = /^\.*/.exec(module)![0].length;
  const tail = module.slice(dots).split('.').filter((part) => part !== '');
  const start = dots === 0 ? [] : doc.path.split('/').slice(0, -dots);
  const mark = dots === 0 ? '~' : '=';
  return [tail, ...names.map((name) => [...tail, name])].filter((parts) => parts.length > 0 || dots > 0).map((parts) => mark + [...start, ...parts].join('/'));
}

/** A file of settings: what is in it counts, and a broken one is a fault. */
function isConfiguration(guarded: PyNode): boolean {
  const reads = runsIn(guarded, 'call').some((call) => /(^|\.)(open|read_text|read_bytes|load|safe_load)$/.test(call.field('function')!.text));
  return reads && CONFIGURATION.test(guarded.text);
}

/** `x.items[0]` after a `hasattr`: whether it is there was asked, so that something else is wrong. */
function isAskedBefore(guarded: PyNode): boolean {
  const conditions = [...guarded.ancestors()].filter(({ kind }) => kind === 'if_statement' || kind === 'conditional_expression').map((each) => (each.field('condition') ?? each.named[1])!.text);
  return runsIn(guarded, 'subscript').length > 0 && [guarded.text, ...conditions].some((text) => /\bhasattr\(/.test(text));
}

/** `return booking.room`, `room_id = str(booking.room.id)`, `name = data["user"]["name"]`: an attribute, such as the other side of a one-to-one relation, or an entry, and nothing else. */
function lookedUp(guarded: PyNode): string | undefined {
  const values = runsIn(guarded, 'return_statement', 'assignment').map((node) => (node.kind === 'assignment' ? node.field('right') : node.named[0]));
  const attributes = values.map((value) => (value?.kind === 'call' && SHOWN_AS.test(value.field('function')!.text) ? value.field('arguments')!.named[0] : value));
  const isAll = attributes.length > 0 && attributes.every((value) => value !== undefined && isLookup(value));
  const isElse = runsIn(guarded, 'call', 'await', 'subscript').some((node) => !values.includes(node) && !attributes.some((value) => value && node.isWithin(value)));
  return isAll && !isElse ? attributes.at(-1)!.text : undefined;
}

/** `booking.room.id`, `data["user"]["name"]`, `parts[0]`. */
function isLookup(value: PyNode): boolean {
  if (value.kind === 'attribute') return dottedText(value) !== undefined || isLookup(value.field('object')!);
  if (value.kind !== 'subscript' || !/^(["'][^"']*["']|-?\d+)$/.test(value.field('subscript')?.text ?? '')) return false;
  const object = value.field('value')!;
  return object.kind === 'identifier' || isLookup(object);
}

/** `status = Status(raw)`, else `Status.NEW`: an enum asked for a member. */
function isMemberLookup(telling: readonly string[], body: readonly PyNode[]): boolean {
  return telling.length === 1 && body.length === 1 && new RegExp(`(=|return) ${telling[0]!.replaceAll('.', '\\.')}\\.[A-Z_]+$`).test(body[0]!.text);
}

/** Nothing that runs but imports, and warnings silenced for them. */
function importsOnly(guarded: PyNode): boolean {
  const [module] = runsIn(guarded, 'import_statement', 'import_from_statement').map(importedName);
  return [...runsIn(guarded, 'call', 'subscript')].every((node) => node.text.startsWith('warnings.') || setsUp(node, module));
}

/** `uvloop.install()` right behind its import. */
function setsUp({ kind, text, parent }: PyNode, module: string | undefined): boolean {
  return kind === 'call' && parent?.kind === 'expression_statement' && (/^load_dotenv\(/.test(text) || module !== undefined && new RegExp(`^${module.replaceAll('.', '\\.')}\\.(install|apply)\\(`).test(text));
}

function importedName(statement: PyNode): string {
  const module = statement.field('module_name') ?? statement.named[0]!;
  return (module.kind === 'aliased_import' ? module.field('name')! : module).text;
}

function callNames(guarded: PyNode): string[] {
  return [...runsIn(guarded, 'call')].map((call) => {
    const callee = call.field('function')!;
    // `map(int, text.split(":"))` converts.
    if (callee.text === 'map') return call.field('arguments')!.named[0]?.text ?? callee.text;
    return callee.kind === 'attribute' ? callee.field('attribute')!.text : callee.text;
  });
}

function isRefusal(statement: PyNode): boolean {
  return /^(return( (None|False))?|\w+ = (None|False))$/.test(statement.text);
}
