import { lineStart } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';

/** What stands in parentheses of its own: `f"…"` of `print((f"…"))`. */
export function bare(node: PyNode): PyNode {
  return node.kind === 'parenthesized_expression' && node.named.length === 1 ? bare(node.named[0]!) : node;
}

/**
 * Takes the parentheses around an argument away: an argument written behind its text would else make it a tuple. Lines
 * that stood deeper because of them move back.
 */
export function withoutParentheses(doc: PythonDoc, argument: PyNode): Edit[] {
  if (bare(argument) === argument) return [];
  const open = argument.children[0]!;
  const close = argument.children.at(-1)!;
  const first = argument.children[1]!;
  const last = argument.children.at(-2)!;
  const inner = withoutParentheses(doc, argument.named[0]!);
  const isBelow = doc.text.slice(open.start, first.start).includes('\n');
  // `print((` and `))` leave the lines between them where they are.
  if (isBelow && doc.text[open.start - 1] === '(') return [open, ...(last.kind === 'comment' ? [] : [close])].map(gone).concat(last.kind === 'comment' ? [lineOfClose(doc, close)] : [], inner);
  const shift = isBelow ? columnOf(doc, first) - columnOf(doc, open) : 0;
  return [
    { start: open.start, end: first.start, text: '' },
    ...movedBack(doc, argument, first.start, last.end, shift),
    last.kind === 'comment' ? lineOfClose(doc, close) : { start: last.end, end: close.end, text: '' },
    ...inner,
  ];
}

function gone({ start, end }: PyNode): Edit {
  return { start, end, text: '' };
}

/** The line end behind a comment stays, or the comment would swallow what follows: the line below it goes instead. */
function lineOfClose(doc: PythonDoc, close: PyNode): Edit {
  const start = lineStart(doc, close.start);
  const isAlone = doc.text[close.end] === '\n';
  return isAlone ? { start, end: close.end + 1, text: '' } : gone(close);
}

function movedBack(doc: PythonDoc, argument: PyNode, from: number, to: number, shift: number): Edit[] {
  const literals = argument.descendants('string');
  const edits: Edit[] = [];
  for (let at = doc.text.indexOf('\n', from); shift > 0 && at >= 0 && at < to; at = doc.text.indexOf('\n', at + 1)) {
    const isInText = literals.some(({ start, end }) => start < at && at < end);
    const indent = /^ */.exec(doc.text.slice(at + 1))![0].length;
    if (!isInText && indent >= shift) edits.push({ start: at + 1, end: at + 1 + shift, text: '' });
  }
  return edits;
}

function columnOf(doc: PythonDoc, node: PyNode): number {
  return node.start - lineStart(doc, node.start);
}
