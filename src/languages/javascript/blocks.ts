import type { Edit } from '../../types.ts';
import { indentAt, indentStep, lineStart } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node, NodeOf } from './tree.ts';

/** The edit that makes a statement the first of a block; a block on one line is opened, its comments stay. */
export function inFrontOf(doc: JavaScriptDoc, block: NodeOf<'BlockStatement'>, first: Node | undefined, statement: string): Edit {
  const open = block.start! + 1;
  const close = block.end! - 1;
  const indent = indentAt(doc, block.start!);
  const inner = indent + indentStep(doc);
  const isOneLine = !doc.text.slice(open, close).includes('\n');
  if (isOneLine) return opened(doc, block, indent, inner, statement);
  if (!first) return atEnd(doc, open, close, indent, inner, statement);
  const top = leadingComment(doc, block, first) ?? first;
  const before = doc.text.slice(lineStart(doc, top.start!), top.start!);
  // The first statement stands behind the brace on its line.
  if (before.trim() !== '') return { start: open, end: open + /^\s*/.exec(doc.text.slice(open))![0].length, text: `\n${inner}${statement}\n${inner}` };
  return { start: lineStart(doc, top.start!), end: lineStart(doc, top.start!), text: `${before}${statement}\n` };
}

/** The edit that puts what a block on one line holds on lines of its own; none when it has them. */
export function onOwnLines(doc: JavaScriptDoc, block: NodeOf<'BlockStatement'>): Edit | undefined {
  const held = doc.text.slice(block.start! + 1, block.end! - 1);
  if (held.includes('\n') || held.trim() === '') return undefined;
  const indent = indentAt(doc, block.start!);
  return opened(doc, block, indent, indent + indentStep(doc));
}

/** `{ f(); }` with the statement and all it held on lines of their own. */
function opened(doc: JavaScriptDoc, block: NodeOf<'BlockStatement'>, indent: string, inner: string, statement?: string): Edit {
  const [open, close] = [block.start! + 1, block.end! - 1];
  const held = doc.text.slice(open, close).trim();
  const isComment = /^(\/\*[\s\S]*\*\/\s*)+$/.test(held);
  const hasComments = doc.tree.comments.some(({ start, end }) => start! >= open && end! <= close);
  const own = held === '' ? [] : hasComments ? [held] : block.body.map((each) => doc.text.slice(each.start!, each.end!));
  const added = statement === undefined ? [] : [statement];
  const lines = isComment ? [...own, ...added] : [...added, ...own];
  return { start: open, end: close, text: `\n${lines.map((line) => inner + line).join('\n')}\n${indent}` };
}

/** Behind the comments of a block that holds nothing else. */
function atEnd(doc: JavaScriptDoc, open: number, close: number, indent: string, inner: string, statement: string): Edit {
  const held = doc.text.slice(open, close);
  const comment = held.trimEnd();
  if (comment === '') return { start: open, end: close, text: `\n${inner}${statement}\n${indent}` };
  const last = indentAt(doc, doc.tree.comments.findLast(({ end }) => end! <= close)!.start!);
  const at = open + comment.length;
  return { start: at, end: at, text: `\n${last.length > indent.length ? last : inner}${statement}` };
}

/** The comment above a statement that is about it: on the lines right above, inside the block. */
function leadingComment(doc: JavaScriptDoc, block: Node, first: Node): { readonly start: number } | undefined {
  let top: number | undefined;
  for (const comment of doc.tree.comments.filter(({ start, end }) => start! > block.start! && end! <= first.start!).reverse()) {
    const isAlone = doc.text.slice(lineStart(doc, comment.start!), comment.start!).trim() === '';
    const isRightAbove = /^[ \t]*\n?[ \t]*$/.test(doc.text.slice(comment.end!, top ?? first.start!));
    if (!isAlone || !isRightAbove) break;
    top = comment.start!;
  }
  return top === undefined ? undefined : { start: top };
}
