import { enclosingFunction, isBracelessBody, isCall, statementOf, statementsIn, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { spanOf, type Node } from '../../../src/languages/javascript/tree.ts';
import type { Finding } from '../../../src/types.ts';
import { beside, isHeldBySemicolon } from './beside.ts';
import { consoleMethod, isLevel } from './calls.ts';
import { identifiersIn, leftReason, MESSAGE, type File } from './file.ts';
import { isRuleExpression, Message } from './message.ts';
import { removal } from './removal.ts';

/** A blank line or a rule such as `'='.repeat(60)`: it has no meaning without the text beside it. */
export function isDecoration(doc: JavaScriptDoc, call: AnyCall, method: string): boolean {
  if (!isLevel(method)) return false;
  return call.arguments.every((argument) => isRuleExpression(doc, argument) || (Message.read(doc, argument)?.isBlank ?? false));
}

/** A decoration goes with the lines beside it, if these become log lines. */
export function decorationFinding(file: File, call: AnyCall): Finding {
  const { doc } = file;
  const span = spanOf(call);
  const isBlank = !call.arguments.some((argument) => isRuleExpression(doc, argument));
  const message = `${MESSAGE}: ${isBlank ? 'a blank line' : 'a rule'} says nothing in a log`;
  const reason = leftReason(file, call, 'log');
  if (reason !== undefined) return { span, message, reason };
  const statement = statementOf(doc.tree, call);
  if (statement.type !== 'ExpressionStatement' || statement.expression !== call) return { span, message, reason: 'it is part of another expression' };
  if (isBracelessBody(doc.tree, statement)) return { span, message, reason: 'it is all that a condition or loop without braces does' };
  if (isAllOfBlock(doc, statement)) return { span, message, reason: 'it is all that its block does: what the block is for is to be decided first' };
  if (isHeldBySemicolon(doc, call)) return { span, message, reason: 'without it the lines above and below would be one statement' };
  const neighbours = neighboursOf(file, call);
  if (neighbours.length === 0) return { span, message, reason: 'no call beside it becomes a log line' };
  return { span, message, safety: 'safe', fix: { edits: [removal(doc, call, false)], requires: neighbours, orphans: identifiersIn(doc, call) } };
}

/** Whether nothing would be left of a block without its decorations. */
function isAllOfBlock(doc: JavaScriptDoc, statement: Node): boolean {
  const shown = (each: Node) => (each.type === 'ExpressionStatement' && isCall(each.expression) ? each.expression : undefined);
  return statementsIn(doc.tree.parent(statement)).every((each) => {
    const call = shown(each);
    const method = call && consoleMethod(doc, call.callee);
    return call !== undefined && method !== undefined && isDecoration(doc, call, method);
  });
}

/** The groups of the converted calls next to a decoration: those of its own run, else of the nearest in its function. */
function neighboursOf({ doc, lines }: File, call: AnyCall): string[] {
  const statement = statementOf(doc.tree, call);
  const run = [-1, 1].flatMap((step): (string | undefined)[] => {
    for (let other = beside(doc, statement, step); other; other = beside(doc, other, step)) {
      const found = lines.find((line) => statementOf(doc.tree, line.call) === other);
      if (found) return [found.group];
      const shown = other.type === 'ExpressionStatement' && isCall(other.expression) ? other.expression : undefined;
      const method = shown && consoleMethod(doc, shown.callee);
      if (!shown || method === undefined) return [];
      if (!isDecoration(doc, shown, method)) return [undefined];
    }
    return [];
  });
  if (run.length > 0) return run.includes(undefined) ? [] : run as string[];
  const fn = enclosingFunction(doc.tree, call);
  const [near] = lines.filter((line) => enclosingFunction(doc.tree, line.call) === fn).sort((a, b) => Math.abs(a.call.start! - call.start!) - Math.abs(b.call.start! - call.start!));
  return near ? [near.group] : [];
}
