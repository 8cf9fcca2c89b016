import { argumentsOf, enclosingClass, enclosingFunction, lastName } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** Functions whose purpose is to show something to a person at a terminal. */
const SHOWS = /^_*(main|cli|usage|demo|run_demo|demo_\w+|self_test|run_self_test|pprint|(print|display|show)_\w*(summary|report|table|results?|stats|statistics|banner|help|usage|menu|info|status|tree|header)\w*|print_\w+|render(_\w+)?|(?!generate|create|build|make|send|get|save|store|export|fetch|download|submit|compute|process|run|write|update|upload|delete|parse)\w+_report|\w+_cli_loop|human_review|dump_\w+)$/;
const SHOWING_CLASSES = /^(Base|Console)?Command$|(Reporter|Printer|Console|Display|Cli|CLI|Terminal|ProgressBar|Spinner)$/;
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
  if (isJson(doc, call)) return 'it writes JSON to standard output, which another program may read';
  return isTableRow(call) ? 'it lines up columns for a terminal' : undefined;
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
