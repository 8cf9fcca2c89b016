import { indentAt, isBracelessBody, lineStart, usesSemicolons, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { spanOf, type Comment, type Node } from '../../../src/languages/javascript/tree.ts';
import type { Edit, Span } from '../../../src/types.ts';
import type { Left } from './rendered.ts';
import { useOf } from './calls.ts';

/** Callee and arguments, each changed in place where the number of arguments stays. */
export function editsFor(doc: JavaScriptDoc, call: AnyCall, { callee, args }: { readonly callee: string; readonly args: readonly string[] }): { readonly edits: Edit[] } | Left {
  const old = call.arguments as readonly Node[];
  const open = doc.text.indexOf('(', endOfCallee(doc, call));
  const edits: Edit[] = [{ start: call.callee.start!, end: open, text: callee }];
  const region = { start: old[0]!.start!, end: old.at(-1)!.end! };
  const kept = old.length === args.length ? old.map(spanOf) : [region];
  const ownLine = /\r?\n[ \t]*$/.exec(doc.text.slice(open + 1, region.start))?.[0];
  const texts = old.length === args.length ? args : [args.join(`,${ownLine ?? ' '}`)];
  const comments = doc.tree.comments.filter((comment) => comment.start! > open && comment.end! <= call.end!);
  const isLost = (comment: Comment) => kept.some(({ start, end }) => comment.start! >= start && comment.end! <= end) && !texts.some((text) => text.includes(doc.text.slice(comment.start!, comment.end!)));
  if (comments.some(isLost)) {
    return { reason: 'its arguments are commented one by one' };
  }
  for (const [i, span] of kept.entries()) edits.push(...smallest(doc, wrapped(doc, span), texts[i]!));
  return { edits };
}

/** The end of what is called, with its type arguments. */
function endOfCallee(doc: JavaScriptDoc, call: AnyCall): number {
  return doc.text.slice(call.callee.end!, call.callee.end! + 3).startsWith('?.(') ? call.callee.end! + 2 : call.callee.end!;
}

/** An argument with the parentheses around it, which the parser leaves out. */
function wrapped(doc: JavaScriptDoc, span: Span): Span {
  const node = doc.tree.nodeAt(span.start);
  const start = node.start === span.start && node.end === span.end ? node.extra?.['parenStart'] as number | undefined : undefined;
  return start === undefined ? span : { start, end: doc.text.indexOf(')', span.end) + 1 };
}

/** The edit of a span without what stays the same at its ends. */
function smallest(doc: JavaScriptDoc, span: Span, text: string): Edit[] {
  const old = doc.text.slice(span.start, span.end);
  if (old === text) return [];
  let head = 0;
  while (head < old.length && head < text.length && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < text.length - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return [{ start: span.start + head, end: span.end - tail, text: text.slice(head, text.length - tail) }];
}

/** A logger may return itself where `console` returns nothing: a value somebody may look at stays `undefined`. */
export function valueEdits(doc: JavaScriptDoc, call: AnyCall): Edit[] {
  const use = useOf(doc, call);
  const semicolon = usesSemicolons(doc) ? ';' : '';
  if (use.kind === 'arrow' && use.isKept) {
    return [{ start: call.start!, end: call.start!, text: '{ ', order: -1 }, { start: call.end!, end: call.end!, text: `${semicolon} }`, order: 1 }];
  }
  if (use.kind !== 'return') return [];
  const { statement } = use;
  const braces = isBracelessBody(doc.tree, statement);
  const isOwnLine = doc.text.slice(lineStart(doc, statement.start!), statement.start!).trim() === '' && !braces;
  const gap = isOwnLine ? `${semicolon}\n${indentAt(doc, statement.start!)}` : '; ';
  const hasEnd = doc.text[statement.end! - 1] === ';';
  return [
    { start: statement.start!, end: call.start!, text: braces ? '{ ' : '' },
    { start: call.end!, end: statement.end!, text: `${gap}return${hasEnd || braces ? ';' : ''}${braces ? ' }' : ''}` },
  ];
}
