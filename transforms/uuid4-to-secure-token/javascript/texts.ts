import { isCall, lastName, stringValue } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

/** What is written before and after a value in the text that it is put into. */
export interface TextAround {
  readonly before: string;
  readonly after: string;
}

/** The text a value becomes a part of: of a template, a sum or `.concat`. */
export function textAround(doc: JavaScriptDoc, node: Node): TextAround | undefined {
  const parent = doc.tree.parent(node);
  if (parent?.type === 'TemplateLiteral') {
    const text = (isBefore: boolean) => parent.quasis.filter((quasi) => (quasi.end! <= node.start!) === isBefore).map(({ value }) => value.raw).join('x');
    return { before: text(true), after: text(false) };
  }
  if (parent?.type === 'BinaryExpression' && parent.operator === '+') {
    const isRight = parent.right === node;
    const outer = doc.tree.parent(parent);
    const next = isRight ? (outer?.type === 'BinaryExpression' && outer.left === parent ? outer.right : undefined) : parent.right;
    return { before: isRight ? lastText(parent.left) : '', after: literal(next) };
  }
  if (isCall(parent) && parent.arguments[0] === node && lastName(parent.callee) === 'concat' && 'object' in parent.callee) return { before: literal(parent.callee.object), after: '' };
  return undefined;
}

/** The last text of a sum. */
function lastText(node: Node): string {
  return literal(node.type === 'BinaryExpression' ? node.right : node);
}

function literal(node: Node | undefined): string {
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('x');
  return stringValue(node) ?? '';
}
