import { tellingCalls } from '../../../src/languages/python/telling-calls.ts';
import { isNoOp, type Handler } from '../../../src/languages/python/handlers.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { dottedText, runsIn, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

const MOST_STATEMENTS = 4;
const CONVERTS = /^(int|float|complex|bool|str|bytes|Decimal|Fraction|UUID|ObjectId|loads|dumps|literal_eval|fromisoformat|strptime|strftime|fromtimestamp|utcfromtimestamp|isoformat|parsedate\w*|parse_?date\w*|isoparse|(date|dateutil|dt|time)?_?parser|dateparser|ip_address|ip_network|urlparse|urlsplit|parse_qsl?|b\d\ddecode|urlsafe_b64decode|unhexlify|fromhex|decode|encode|quantize|astimezone|localize|ZoneInfo|timezone|json|get_json|get_data|model_validate(_json)?|parse_obj|parse_raw|safe_load)$/;
/** A read from a store, whose name says only in what form: what arrives in a request is another matter. */
const FROM_STORE = /(?<!req|request)\.get_(json|data)$/;
const CHECKS = /^(verify\w*|check_password\w*|check_?pw|checkpw|compare_digest|decrypt\w*|unsign\w*|validate_email|decode_\w*token|jwt_decode|verify_\w+)$/;
const FEATURES = /^(find_spec|which|signature|getsource|getfile|get_type_hints|hasattr|getattr|isatty|isinstance|issubclass|callable|sysconf|get_terminal_size)$/;
const SHOWN_AS = /^(str|int|float|bool)$/;
const SIMPLE = ['return_statement', 'expression_statement', 'if_statement', 'import_statement', 'import_from_statement'];

/** Why a failure of the guarded code is an answer rather than a fault, so that nobody wants to read about it. */
export function probeReason(doc: PythonDoc, { guarded, body }: Handler, project: ProjectView): string | undefined {
  const statements = statementsOf(guarded);
  if (statements.every(isNoOp)) return 'the `try` guards nothing';
  if (statements.every(({ named: [call] }) => call?.kind === 'call' && isLogCall(doc, call, project))) return 'the `try` guards only a log line: another one would fail like it';
  const imported = [...runsIn(guarded, 'import_statement', 'import_from_statement')][0];
  if (imported && importsOnly(guarded)) return `an optional import: the code does without \`${importedName(imported)}\``;
  if (statements.length > MOST_STATEMENTS || !statements.every((statement) => SIMPLE.includes(statement.kind))) return undefined;
  const attribute = attributeLookedUp(guarded);
  if (attribute) return `a probe: \`${attribute}\` may not be there`;
  const telling = tellingCalls(guarded);
  const names = callNames(guarded);
  const paths = telling.map((path) => path.split(/\W+/));
  const isAll = (pattern: RegExp) => [...names, ...paths.flat()].some((name) => pattern.test(name)) && paths.every((path) => path.some((part) => pattern.test(part)));
  const named = (pattern: RegExp) => telling[0] ?? names.find((each) => pattern.test(each))!;
  if (telling.some((path) => FROM_STORE.test(path))) return undefined;
  if (isAll(CONVERTS) || isMemberLookup(telling, body)) return `a probe: \`${named(CONVERTS)}\` decides whether the value can be used as such`;
  if (isAll(CHECKS) && body.some(isRefusal)) return `a probe: \`${named(CHECKS)}\` failing is the answer no`;
  if (isAll(FEATURES)) return `a probe: \`${named(FEATURES)}\` asks what is available`;
  return undefined;
}

/** `return booking.room`, `room_id = str(booking.room.id)`: an attribute, such as the other side of a one-to-one relation, and nothing else. */
function attributeLookedUp(guarded: PyNode): string | undefined {
  const values = runsIn(guarded, 'return_statement', 'assignment').map((node) => (node.kind === 'assignment' ? node.field('right') : node.named[0]));
  const attributes = values.map((value) => (value?.kind === 'call' && SHOWN_AS.test(value.field('function')!.text) ? value.field('arguments')!.named[0] : value));
  const isAll = attributes.length > 0 && attributes.every((value) => value?.kind === 'attribute' && dottedText(value) !== undefined);
  const isElse = runsIn(guarded, 'call', 'await', 'subscript').some((node) => !values.includes(node));
  return isAll && !isElse ? attributes.at(-1)!.text : undefined;
}

/** `status = Status(raw)`, else `Status.NEW`: an enum asked for a member. */
function isMemberLookup(telling: readonly string[], body: readonly PyNode[]): boolean {
  return telling.length === 1 && body.length === 1 && new RegExp(`(=|return) ${telling[0]!.replaceAll('.', '\\.')}\\.[A-Z_]+$`).test(body[0]!.text);
}

/** Nothing that runs but imports, and warnings silenced for them. */
function importsOnly(guarded: PyNode): boolean {
  return [...runsIn(guarded, 'call', 'subscript')].every((node) => node.text.startsWith('warnings.'));
}

function importedName(statement: PyNode): string {
  const module = statement.field('module_name') ?? statement.named[0]!;
  return (module.kind === 'aliased_import' ? module.field('name')! : module).text;
}

function callNames(guarded: PyNode): string[] {
  return [...runsIn(guarded, 'call')].map((call) => {
    const callee = call.field('function')!;
    return callee.kind === 'attribute' ? callee.field('attribute')!.text : callee.text;
  });
}

function isRefusal(statement: PyNode): boolean {
  return /^(return( (None|False))?|\w+ = (None|False))$/.test(statement.text);
}
