import { unwrapped } from '../../../src/languages/javascript/nodes.ts';
import { constantValue } from '../../../src/languages/javascript/queries.ts';
import { statusOf, type Response } from '../../../src/languages/javascript/responses.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import { sidesOf } from './guards.ts';
import type { Leaks } from './leaks.ts';

/**
 * The 5xx that a filter of exceptions sends the text with, where it is seen to be one: `exception instanceof HttpException
 * ? exception.getStatus() : 500` beside `exception instanceof HttpException ? exception.getResponse() : exception.message`.
 */
export function statusOfUnknown(leaks: Leaks, { payloads, statusNode }: Response): number | undefined {
  const choice = statusNode && valueBehind(leaks, statusNode);
  if (choice?.type !== 'ConditionalExpression' || !asksForOwn(leaks, choice)) return undefined;
  const { status } = statusOf(leaks.doc, choice.alternate);
  const isUnknowns = payloads.flatMap((payload) => leaks.leavesIn(payload)).every((leaf) => isOfUnknown(leaks, leaf));
  return typeof status === 'number' && status >= 500 && isUnknowns ? status : undefined;
}

/** Whether the text is taken only where the exception is none of the framework's. */
function isOfUnknown(leaks: Leaks, leaf: Node): boolean {
  const value = valueBehind(leaks, leaf);
  if (value !== unwrapped(leaf)) return leaks.leavesIn(value).every((each) => isOfUnknown(leaks, each));
  if (value.type === 'ConditionalExpression' && asksForOwn(leaks, value)) return true;
  return [...leaks.doc.tree.ancestors(leaf)].some((each) => each.type === 'ConditionalExpression' && isWithin(leaf, each.alternate) && asksForOwn(leaks, each));
}

function asksForOwn({ doc, isError, project }: Leaks, { test }: NodeOf<'ConditionalExpression'>): boolean {
  return sidesOf(doc, test, isError, project).then === 'meant';
}

function valueBehind({ doc }: Leaks, node: Node): Node {
  return unwrapped(constantValue(doc, unwrapped(node)) ?? node);
}
