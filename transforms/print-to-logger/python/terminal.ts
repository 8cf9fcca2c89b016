import { isMainGuard } from '../../../src/languages/python/command-line.ts';
import { argumentsOf, enclosingClass, enclosingFunction, lastName, literalText } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** Functions whose purpose is to show something to a person at a terminal. */
const SHOWS = /^_*(main|cli|usage|demo|run_demo|demo_\w+|\w+_demo|walkthrough|showcase\w*|self_test|run_self_test|pprint|(print|display|show)_\w*(summary|report|table|results?|stats|statistics|banner|help|usage|menu|info|status|tree|header)\w*|print_\w+|render(_\w+)?|(?!generate|create|build|make|send|get|save|store|export|fetch|download|submit|compute|process|run|write|update|upload|delete|parse)\w+_report|\w+_cli_loop|human_review|dump_\w+)$/;
const SHOWING_CLASSES = /^(Base|Console)?Command$|(Reporter|Printer|Console|Display|Cli|CLI|Terminal|ProgressBar|Spinner|Demo)$/;
const DEMO_FILE = /(^|\/)(demos?|demo_\w+|\w+_demo|walkthrough|showcase)(\/|\.py$)/;
/** Names of a switch that somebody sets to watch a program at a terminal. */
const WATCHES = /(^|[._])(verbose|trace|tracing)(_(mode|output|enabled|print))?$|["']--?(verbose|trace|v)["']/i;
/** What stands in for a mail or text message provider while there is none. */
const STANDS_IN = /^(send|deliver|notify|mail|email|sms)\w*_(to_|via_|on_)?(console|stdout|terminal|screen)$|^_*(console|stdout|print)_(send|deliver|mail|email|sms|notify)\w*$/;
const STANDING_IN = /(Console|Stdout|Dummy|Fake|Mock|Stub)\w*(Mail|Mailer|Email|Sms|SMS|Sender|Provider|Notifier|Transport|Channel)|(Mail|Email|Sms|SMS)\w*(Console|Stdout)/;
/** A step of a story told to somebody who watches: `1️⃣`, `Step 2:`, `[3/5]`. */
const STEP = /^\W*(\d\ufe0f?\u20e3|step \d|\[\d+\/\d+\])/i;
const COMMANDS = /^@(\w+\.)*(command|group)\b|^@click\.|^@\w*cli\w*\./;
const TABLE_COLUMN = /^:.?[<>^]\d+|^:\d+s?$/;
const JSON_TEXT = /^(dumps|model_dump_json|to_json|json|dump_json|MessageToJson)$/;

/** Functions and classes that can be nothing but a command-line program: their prints are what it is for. */
const IS_PROGRAM = /^_*(main|cli|usage|demo|run_demo|self_test|run_self_test|(print|display|show)_(\w+_)?(banner|help|usage|menu|header))$/;
const PROGRAM_CLASSES = /^(Base|Console)?Command$|(Cli|CLI|Terminal|ProgressBar|Spinner)$/;

/** Whether a place prints for the person who started the program, beyond doubt. */
export function isProgramOutput(node: PyNode): boolean {
  const fn = enclosingFunction(node);
  const decorators = fn ? decoratorsOf(fn) : [];
  const isFunction = fn !== undefined && (COMMANDS.test(decorators.join('\n')) || (decorators.length === 0 && IS_PROGRAM.test(fn.field('name')?.text ?? '')));
  return isFunction || PROGRAM_CLASSES.test(enclosingClass(node)?.field('name')?.text ?? '');
}

/** Why a print is the output of the program rather than a note about it. */
export function outputReason(doc: PythonDoc, call: PyNode): string | undefined {
  const fn = enclosingFunction(call);
  const name = fn?.field('name')?.text;
  if (fn && COMMANDS.test(decoratorsOf(fn).join('\n'))) return `\`${name}\` is a command of a command-line program`;
  if (fn && name && SHOWS.test(name) && decoratorsOf(fn).length === 0) return `\`${name}\` writes for a person at a terminal`;
  const owner = enclosingClass(call)?.field('name')?.text;
  if (owner && SHOWING_CLASSES.test(owner)) return `\`${owner}\` writes for a person at a terminal`;
  if (DEMO_FILE.test(doc.path)) return 'it is part of a demonstration, for a person at a terminal';
  const standIn = name && STANDS_IN.test(name) ? name : owner && STANDING_IN.test(owner) ? owner : undefined;
  if (standIn !== undefined) return `\`${standIn}\` shows a message in place of sending it`;
  const watched = switchAround(call);
  if (watched !== undefined) return `somebody who sets \`${watched}\` watches for it at a terminal`;
  if (isJson(doc, call)) return 'it writes JSON to standard output, which another program may read';
  return isTableRow(call) ? 'it lines up columns for a terminal' : undefined;
}

/** The switch behind which a print stands: `if verbose:`, `if "--trace" in sys.argv:`. */
function switchAround(call: PyNode): string | undefined {
  for (let node = call; node.parent && !['function_definition', 'module'].includes(node.kind); node = node.parent) {
    const condition = node.kind === 'block' && ['if_statement', 'elif_clause'].includes(node.parent.kind) ? node.parent.field('condition') : undefined;
    const terms = condition ? [condition, ...condition.descendants('identifier', 'attribute', 'string')] : [];
    const found = terms.find((term) => ['identifier', 'attribute', 'string'].includes(term.kind) && WATCHES.test(term.text));
    if (found && !condition!.text.startsWith('not ')) return found.text;
  }
  return undefined;
}

/** Whether the prints of a module that no server is known to run, but that runs by itself, tell a story step by step. */
export function isNarration(doc: PythonDoc, prints: readonly PyNode[]): boolean {
  const steps = prints.filter((print) => STEP.test(literalText(argumentsOf(print).positional[0])?.replace(/^(\\n)+/, '') ?? ''));
  return steps.length > 1 && doc.root.children.some(isMainGuard);
}

function decoratorsOf(fn: PyNode): string[] {
  return fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator').map(({ text }) => text) : [];
}

function isJson(doc: PythonDoc, call: PyNode): boolean {
  const { positional } = argumentsOf(call);
  const [argument] = positional;
  if (positional.length !== 1 || !argument) return false;
  return isJsonText(argument) || (argument.kind === 'identifier' && doc.scopes.lookup(argument.text, argument)
    .some(({ node }) => node.parent?.kind === 'assignment' && isJsonText(node.parent.field('right'))));
}

function isJsonText(value: PyNode | undefined): boolean {
  return value?.kind === 'call' && JSON_TEXT.test(lastName(value.field('function')) ?? '');
}

function isTableRow(call: PyNode): boolean {
  const columns = [...call.descendants('format_specifier')].filter(({ text }) => TABLE_COLUMN.test(text));
  return columns.length >= 2;
}
