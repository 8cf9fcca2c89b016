import type { Level } from '../../../src/languages/python/log-line.ts';
import { argumentsOf, statementOf } from '../../../src/languages/python/nodes.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import { handlerKey } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { levelOf, ownLevel } from '../level.ts';
import { renderArguments, type Rendered } from './arguments.ts';
import { isDecoration, isDecorationStatement } from './decoration.ts';
import { formAt, isPrint, leftReason, type File } from './file.ts';
import { raisesOn, type Clause } from './handler.ts';

/** What becomes of a print. */
export interface Plan {
  readonly level: Level;
  readonly traceback: boolean;
  readonly provides?: string;
}

/** The level of a print, and whether its line is the one of its `except` clause that carries the traceback. */
export function planOf(file: File, call: PyNode, clause: Clause | undefined, { text, tag }: Rendered): Plan {
  const isStderr = argumentsOf(call).keywords.get('file')?.text === 'sys.stderr';
  if (!clause || clause.isControlFlow) return { level: levelOf(text, tag, isStderr), traceback: false };
  const { handler, tracebacks } = clause;
  const peers = textPrints(file, clause);
  const isFirst = peers[0] === call;
  const shows = (print: PyNode) => clause.exceptionUses.some((use) => use.isWithin(print));
  const level = ownLevel(text, tag) ?? (shows(call) || (isFirst && (peers.some(shows) || tracebacks.length > 0)) ? 'error' : 'warning');
  if (clause.logsAlready) return { level, traceback: false };
  const carrier = peers.find(showsTraceback);
  if (carrier) return { level, traceback: false, ...(carrier === call && { provides: handlerKey(handler.clause) }) };
  if (isFirst && (tracebacks.length > 0 || !raisesOn(call, handler))) return { level, traceback: true, provides: handlerKey(handler.clause) };
  // One branch of the clause: it cannot stand for the whole, and a response that shows the exception gets a line of its own.
  const isOnlyOne = peers.length === 0 && tracebacks.length === 0 && opensBranch(file, call, handler);
  const leaks = clause.exceptionUses.some((use) => use.closest('raise_statement', 'return_statement'));
  return { level, traceback: isOnlyOne && !leaks && !raisesOn(call, handler) };
}

/** A text with the traceback in it: `f"failed: {e}\\n{traceback.format_exc()}"`. */
function showsTraceback(call: PyNode): boolean {
  return /\bformat_exc\(/.test(call.text);
}

/** Whether a print is the first one in a branch of an `if` of the clause. */
function opensBranch(file: File, call: PyNode, { block }: Handler): boolean {
  const statement = statementOf(call);
  if (statement.parent!.named.some((other) => other.start < statement.start && isPrint(file, other) && !isDecorationStatement(file, other))) return false;
  for (const ancestor of statement.ancestors()) {
    if (ancestor === block) return true;
    if (!['block', 'if_statement', 'elif_clause', 'else_clause', 'with_statement'].includes(ancestor.kind)) return false;
  }
  return false;
}

/** The prints of a clause that say something and run whenever it does, in order. */
export function textPrints(file: File, { handler, tracebacks }: Clause): PyNode[] {
  return handler.body.map((statement) => statement.named[0]!).filter((node) => node?.kind === 'call' &&
    file.doc.scopes.qualifiedName(node.field('function')) === 'builtins.print' && !isDecoration(node) && !tracebacks.includes(node) &&
    leftReason(file, node) === undefined && !('reason' in renderArguments(file.doc, node, formAt(file, node))));
}
