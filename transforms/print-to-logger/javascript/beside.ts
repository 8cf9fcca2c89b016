import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { isBracelessBody, isCall, statementOf, statementsIn, textOf, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { Rendered } from './rendered.ts';
import { consoleMethod } from './calls.ts';
import type { File } from './file.ts';
import { Message } from './message.ts';
import { errorBehind } from './values.ts';

/** What only says which part of an error follows. */
const PART_LABEL = /^(?:\W|\b(?:full|the|an?|error|err|stack|trace|stacktrace|details?|message|msg|object|was|is)\b)*$/i;

/** The error of which a call shows all or a part, and nothing else: `err.stack`, `'   ' + err.message`, `'Details:', err`. */
function loneError(doc: JavaScriptDoc, call: AnyCall): string | undefined {
  const parts = call.arguments.flatMap((argument) => partsOf(doc, argument));
  const values = parts.filter((part) => typeof part !== 'string');
  const error = values.length === 1 ? errorBehind(doc, values[0]!) : undefined;
  return error && parts.every((part) => typeof part !== 'string' || PART_LABEL.test(part)) ? error.name : undefined;
}

/** The fixed texts and the values that an argument shows one after the other. */
function partsOf(doc: JavaScriptDoc, node: Node): (string | Node)[] {
  if (node.type === 'BinaryExpression' && node.operator === '+') return [node.left, node.right].flatMap((part) => partsOf(doc, part));
  const told = node.type === 'ObjectExpression' ? partOfOneError(doc, node) : undefined;
  if (told) return [told];
  const message = Message.read(doc, node);
  return message ? [message.text.replaceAll('{}', ''), ...message.values] : [node];
}

/** The first value of `{ message: err.message, stack: err.stack }`. */
function partOfOneError(doc: JavaScriptDoc, { properties }: NodeOf<'ObjectExpression'>): Node | undefined {
  const values = properties.map((part) => (part.type === 'ObjectProperty' ? part.value : undefined));
  const names = new Set(values.map((value) => value && errorBehind(doc, value)?.name));
  return names.size === 1 && !names.has(undefined) ? values[0] : undefined;
}

/** The error that the next call of the block shows and nothing else: one error is one line, that of this text. */
export function errorBelow({ doc }: File, call: AnyCall): string | undefined {
  if (call.arguments.length !== 1) return undefined;
  const statement = statementOf(doc.tree, call);
  let below = beside(doc, statement, 1);
  for (let shown = below && shownBy(doc, below); shown && isBlank(doc, shown); shown = below && shownBy(doc, below)) below = beside(doc, below!, 1);
  const shown = below && shownBy(doc, below);
  const isAlike = shown && consoleMethod(doc, shown.callee) === consoleMethod(doc, call.callee) && isRemovable(doc, shown);
  return isAlike && statement.type === 'ExpressionStatement' && statement.expression === call ? loneError(doc, shown) : undefined;
}

function isBlank(doc: JavaScriptDoc, call: AnyCall): boolean {
  return call.arguments.every((argument) => Message.read(doc, argument)?.isBlank ?? false);
}

function shownBy(doc: JavaScriptDoc, statement: Node): AnyCall | undefined {
  const shown = statement.type === 'ExpressionStatement' && isCall(statement.expression) ? statement.expression : undefined;
  return shown && consoleMethod(doc, shown.callee) !== undefined ? shown : undefined;
}

function isRemovable(doc: JavaScriptDoc, call: AnyCall): boolean {
  const statement = statementOf(doc.tree, call);
  return statement.type === 'ExpressionStatement' && statement.expression === call && !isBracelessBody(doc.tree, statement) && !isHeldBySemicolon(doc, call);
}

/** The group of a line above in the same block that has the error, of which this one shows only the message or the stack. */
export function carrierBeside({ doc, lines }: File, call: AnyCall, { error, text, redacted }: Rendered): string | undefined {
  if (redacted.length > 0 || !isRemovable(doc, call)) return undefined;
  const isNamedPart = error && call.arguments.length === 2 && /\b(message|stack|trace|details?)\b/i.test(text) && unwrapped(call.arguments[1]!).type !== 'Identifier';
  const name = isNamedPart ? error.name : loneError(doc, call);
  if (name === undefined) return undefined;
  // Of several such lines each stands below the one that carries the error.
  for (let other = beside(doc, statementOf(doc.tree, call), -1); other; other = beside(doc, other, -1)) {
    const shown = shownBy(doc, other);
    if (!shown) return undefined;
    const line = lines.find((each) => each.call === shown);
    if (line?.error === name) return line.group;
  }
  return undefined;
}

/** A log call right beside that is given the same: the line adds nothing. */
export function isLoggedBeside({ doc, project }: File, call: AnyCall): boolean {
  const statement = statementOf(doc.tree, call);
  if (statement.type !== 'ExpressionStatement' || statement.expression !== call || isBracelessBody(doc.tree, statement) || isHeldBySemicolon(doc, call)) return false;
  const given = argumentsText(doc, call);
  return [-1, 1].some((step) => {
    const other = beside(doc, statement, step);
    const log = other?.type === 'ExpressionStatement' ? other.expression : undefined;
    return isCall(log) && isLogCall(doc, log, project) && argumentsText(doc, log) === given;
  });
}

function argumentsText(doc: JavaScriptDoc, call: AnyCall): string {
  return call.arguments.map((argument) => textOf(doc, argument)).join(', ').replace(/\s+/g, ' ');
}

/** Where semicolons are left out, the next line may begin with one, or go on with the line above. */
export function isHeldBySemicolon(doc: JavaScriptDoc, call: AnyCall): boolean {
  const statement = statementOf(doc.tree, call);
  if (doc.text.slice(call.end!, statement.end!).includes('\n')) return true;
  return /^\s*[([`+\-*/,.]/.test(doc.text.slice(statement.end!)) && !/^\s*(\/\/|\/\*|\+\+|--)/.test(doc.text.slice(statement.end!));
}

/** The statement so many steps further in the same block. */
export function beside(doc: JavaScriptDoc, statement: Node, step: number): Node | undefined {
  const siblings = statementsIn(doc.tree.parent(statement));
  return siblings[siblings.indexOf(statement) + step];
}
