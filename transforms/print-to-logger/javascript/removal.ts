import { isCall, lineEnd, lineStart, removeStatement, statementOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Edit } from '../../../src/types.ts';
import { beside } from './beside.ts';
import { consoleMethod } from './calls.ts';

/** Takes a call away with its line and the blank line that would be left of it; with the comment above it, where that is about nothing else. */
export function removal(doc: JavaScriptDoc, call: AnyCall, withComment: boolean): Edit {
  const edit = removeStatement(doc, call);
  const { text } = doc;
  const isWholeLines = (edit.start === 0 || text[edit.start - 1] === '\n') && text[edit.end - 1] === '\n';
  if (!isWholeLines || edit.text !== '') return edit;
  const below = lineAt(doc, edit.end);
  const isLast = below === '' || below.startsWith('}');
  const start = withComment && isLast ? commentsAbove(doc, edit.start) : edit.start;
  const above = start === 0 ? '{' : lineAt(doc, start - 1);
  if (below === '' && edit.end < text.length && /^$|\{$|^\/\/|\*\/$/.test(above)) return { ...edit, start, end: lineEnd(doc, edit.end) + 1 };
  const previous = beside(doc, statementOf(doc.tree, call), -1);
  const mayGo = previous?.type === 'ExpressionStatement' && isCall(previous.expression) && consoleMethod(doc, previous.expression.callee) !== undefined;
  if (above === '' && below.startsWith('}') && !mayGo) return { ...edit, start: lineStart(doc, start - 1) };
  return { ...edit, start };
}

function lineAt({ text }: JavaScriptDoc, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? text.length : end).trim();
}

/** Where the comments begin that stand on lines of their own right above. */
function commentsAbove(doc: JavaScriptDoc, offset: number): number {
  const comment = doc.tree.comments.find(({ start, end }) => end! < offset && doc.text.slice(end!, offset).trim() === '' && lineStart(doc, offset - 1) <= end! && doc.text.slice(lineStart(doc, start!), start!).trim() === '');
  return comment ? commentsAbove(doc, lineStart(doc, comment.start!)) : offset;
}
