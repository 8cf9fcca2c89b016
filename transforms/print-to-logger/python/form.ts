import type { LogStyle } from '../../../src/languages/types.ts';
import { lastName, lineStart } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Secrets } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { Message } from './message.ts';

/** What a printed text becomes as arguments of a log call. */
export interface Rendered {
  readonly edits: readonly Edit[];
  readonly redacted: readonly string[];
  /** The text as read for its level, `{}` for values. */
  readonly text: string;
  /** A level tag the text began with. */
  readonly tag?: string;
  /** The texts of the traceback it showed, which the logger is to write instead, and the statements that only made them. */
  readonly tracebacks?: readonly PyNode[];
  readonly made?: readonly PyNode[];
}

export interface Form {
  readonly style: LogStyle;
  /** The code around writes its log values as `%s` arguments. */
  readonly percent: boolean;
  readonly quote: string;
  readonly secrets: Secrets;
  /** The logger can write the traceback by itself. */
  readonly takesTraceback: boolean;
}

export type Left = { readonly reason: string };

/** Whether an expression is certainly a text. */
export function isText(node: PyNode | undefined): boolean {
  if (!node) return false;
  if (Message.read(node)) return true;
  if (node.kind === 'parenthesized_expression') return isText(node.named[0]);
  if (node.kind === 'conditional_expression') return isText(node.named[0]) && isText(node.named[2]);
  if (node.kind === 'binary_operator') {
    const operator = node.field('operator')?.text;
    if (operator === '+') return isText(node.field('left')) || isText(node.field('right'));
    return operator === '%' || operator === '*' ? isText(node.field('left')) : false;
  }
  if (node.kind !== 'call') return false;
  const callee = node.field('function')!;
  if (callee.kind === 'identifier') return /^(str|repr|format_exc|pformat)$/.test(callee.text);
  return /^(dumps|format_exc|pformat)$/.test(lastName(callee) ?? '') || (isText(callee.field('object')) && /^(format|join|strip|upper|lower|replace|title|ljust|rjust|center)$/.test(lastName(callee)!));
}

/** Removes one argument with the comma before it; a comment between the two stays. */
export function withoutArgument(doc: PythonDoc, call: PyNode, argument: PyNode): Edit {
  const siblings = call.field('arguments')!.named;
  const before = siblings[siblings.indexOf(argument) - 1];
  if (before && !doc.text.slice(before.end, argument.start).includes('#')) return { start: before.end, end: argument.end, text: '' };
  const end = argument.next?.kind === ',' ? argument.next.end : argument.end;
  const line = { start: lineStart(doc, argument.start), end: doc.text.indexOf('\n', end) + 1 };
  const isAlone = doc.text.slice(line.start, argument.start).trim() === '' && doc.text.slice(end, line.end).trim() === '';
  return isAlone ? { ...line, text: '' } : { start: argument.start, end, text: '' };
}

export function quoteOf(string: PyNode): string {
  return string.children.at(-1)!.text;
}

export function insert(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
