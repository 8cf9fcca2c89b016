import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { isBracelessBody, isCall, statementOf, statementsIn, textOf, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { Rendered } from './rendered.ts';
import { consoleMethod } from './calls.ts';
import type { File } from './file.ts';

/** The group of a line above in the same block that has the error, of which this one shows only the message or the stack. */
export function carrierBeside({ doc, lines }: File, call: AnyCall, { error, text, redacted }: Rendered): string | undefined {
  if (!error || redacted.length > 0 || call.arguments.length !== 2 || !/\b(message|stack|trace|details?)\b/i.test(text)) return undefined;
  const statement = statementOf(doc.tree, call);
  const value = unwrapped(call.arguments[1]!);
  const isPart = value.type !== 'Identifier' && statement.type === 'ExpressionStatement' && statement.expression === call && !isBracelessBody(doc.tree, statement) && !isHeldBySemicolon(doc, call);
  const above = isPart ? beside(doc, statement, -1) : undefined;
  // Of several such lines each stands below the one that carries the error.
  for (let other = above; other; other = beside(doc, other, -1)) {
    const shown = other.type === 'ExpressionStatement' && isCall(other.expression) ? other.expression : undefined;
    if (!shown || consoleMethod(doc, shown.callee) === undefined) return undefined;
    const line = lines.find((each) => each.call === shown);
    if (line?.error === error.name) return line.group;
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
