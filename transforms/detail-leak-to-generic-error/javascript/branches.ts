import { stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { Leaks } from './leaks.ts';

/** What stood there for errors without a text of their own. */
const SAYS_NOTHING = /^(an )?unknown( (error|reason|exception))?( occurred)?[.!]?$|^(error|err|failed)$/i;

/** `err.message || 'Failed'`, `err instanceof Error ? err.message : 'Failed'`: what has nothing of the error stays. */
export function otherBranch(leaks: Leaks, node: Node): { readonly text: string; readonly values: readonly Node[] } | undefined {
  const candidates = flattened(node).filter((branch) => !leaks.touches(branch) && !isNothing(branch));
  const literal = candidates.findLast((branch) => stringValue(branch) !== undefined);
  const kept = literal ?? candidates.at(-1);
  if (!kept || SAYS_NOTHING.test(stringValue(kept) ?? '')) return undefined;
  return { text: textOf(leaks.doc, kept), values: [] };
}

/** Whether a choice only asks whether there is a text: `err instanceof Error`, `typeof err === 'string'`, `err && err.message`. */
export function asksForText(leaks: Leaks, outer: Node): boolean {
  const test = unwrapped(outer);
  switch (test.type) {
    case 'BinaryExpression': return test.operator === 'instanceof' || test.operator === 'in' || unwrapped(test.left).type === 'UnaryExpression' || /^[!=]==?$/.test(test.operator) && isNothing(test.right);
    case 'LogicalExpression': return asksForText(leaks, test.left) && asksForText(leaks, test.right);
    case 'UnaryExpression': return asksForText(leaks, test.argument);
    default: return leaks.kindOf(test) === 'text' || leaks.kindOf(test) === undefined && leaks.touches(test);
  }
}

function isNothing(node: Node): boolean {
  const inner = unwrapped(node);
  return inner.type === 'NullLiteral' || inner.type === 'ObjectExpression' || inner.type === 'BooleanLiteral' || (inner.type === 'Identifier' && inner.name === 'undefined') || stringValue(inner)?.trim() === '';
}

/** `undefined` of `err.details || undefined`: no text is an answer too. */
export function nothingElse(doc: JavaScriptDoc, node: Node): string | undefined {
  const last = flattened(node).at(-1)!;
  return last !== node && isNothing(last) && stringValue(unwrapped(last)) === undefined ? textOf(doc, last) : undefined;
}

/** The values a choice may have, however deep. */
export function flattened(outer: Node): Node[] {
  const node = unwrapped(outer);
  return node.type === 'ConditionalExpression' || node.type === 'LogicalExpression' ? branchesOf(node).flatMap(flattened) : [outer];
}

/** The two values of a choice; of `a && b` only the second is shown. */
export function branchesOf(node: NodeOf<'ConditionalExpression' | 'LogicalExpression'>): readonly Node[] {
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate];
  return node.operator === '&&' ? [node.right] : [node.left, node.right];
}
