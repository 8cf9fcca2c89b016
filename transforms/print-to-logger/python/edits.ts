import { endOfLine, removeStatement } from '../../../src/languages/python/imports.ts';
import { methodFor, type Logger } from '../../../src/languages/python/logger-kind.ts';
import type { Level } from '../../../src/languages/python/log-line.ts';
import { argumentsOf, indentAt, lineStart } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit, Span } from '../../../src/types.ts';
import { identifiersIn } from './file.ts';
import { Message } from './message.ts';
import { bare } from './parentheses.ts';

/** What becomes of a print. */
export interface Plan {
  readonly level: Level;
  readonly traceback: boolean;
  readonly provides?: string;
}

/** What is called instead of `print`, and the argument that asks for the traceback, of a logger that writes one. */
export function methodOf(logger: Logger, { level, traceback }: Plan): { callee: string; keyword?: string } {
  if (!traceback) return { callee: `${logger.expression}.${methodFor(logger, level)}` };
  if (logger.style === 'loguru') return { callee: `${logger.expression}.opt(exception=True).${level}` };
  return level === 'error' ? { callee: `${logger.expression}.exception` } : { callee: `${logger.expression}.${level}`, keyword: 'exc_info=True' };
}

/** Removes a statement with the comment beside it, and with the lines of comment above it where nothing is left that they could be about. */
export function removeLine(doc: PythonDoc, statement: PyNode, goesToo: (other: PyNode) => boolean = () => false): Edit[] {
  const [edit, ...more] = removeStatement(doc, statement);
  if (!edit || more.length > 0 || edit.text !== '') return edit ? [edit, ...more] : more;
  const start = lineStart(doc, statement.start);
  const end = endOfLine(doc, statement.end);
  const isAlone = /^\s*$/.test(doc.text.slice(start, statement.start)) && /^[ \t]*(#.*)?$/.test(doc.text.slice(statement.end, end));
  if (!isAlone) return [edit];
  const siblings = statement.parent!.named;
  let last = statement;
  for (const next of siblings.slice(siblings.indexOf(statement) + 1)) {
    if (!goesToo(next) || doc.text.slice(last.end, next.start).includes('\n\n')) break;
    last = next;
  }
  const below = doc.text.slice(endOfLine(doc, last.end) + 1).split('\n', 1)[0]!;
  const isOrphaned = below.trim() === '' || /^[ \t]*/.exec(below)![0].length < statement.start - start;
  const comments = isOrphaned ? /(?:^|\n)((?:[ \t]*#.*\n)+)$/.exec(doc.text.slice(0, start))?.[1] ?? '' : '';
  return [{ start: Math.min(edit.start, start - comments.length), end: Math.max(edit.end, Math.min(end + 1, doc.text.length)), text: '' }];
}

/** A further argument; where the arguments stand on lines of their own, on one of its own. */
export function afterArguments(doc: PythonDoc, call: PyNode, keyword: string): Edit {
  const { positional } = argumentsOf(call);
  const last = positional.at(-1)!;
  const argumentList = call.field('arguments')!;
  const isBelow = doc.text.slice(argumentList.start, positional[0]!.start).includes('\n');
  if (!isBelow) return { start: last.end, end: last.end, text: `, ${keyword}`, order: 1 };
  const comma = last.next?.kind === ')' && doc.text.slice(last.end, argumentList.end).includes('\n') ? ',' : '';
  return { start: last.end, end: last.end, text: `,\n${indentAt(doc, positional[0]!.start)}${keyword}${comma}`, order: 1 };
}

/** Further lines of the arguments that stand under the first one move along with it, but for those that other edits take away. */
export function aligned(doc: PythonDoc, call: PyNode, shift: number, others: readonly Edit[]): Edit[] {
  const open = call.field('arguments')!.children[0]!;
  const column = open.end - lineStart(doc, call.start);
  // Parentheses of its own that begin right there go, and what stands under the text in them comes one to the left.
  const [first] = argumentsOf(call).positional;
  const isWrapped = first !== undefined && first.start === open.end && Message.read(first) !== undefined;
  const depth = isWrapped ? bare(first).start - first.start : 0;
  const literals = [...call.descendants('string_content', 'interpolation')];
  const edits: Edit[] = [];
  for (let at = doc.text.indexOf('\n', call.start); at >= 0 && at < call.end; at = doc.text.indexOf('\n', at + 1)) {
    const indent = /^ */.exec(doc.text.slice(at + 1))![0].length;
    const isInText = literals.some(({ start, end }) => start <= at && at < end);
    const isGone = others.some(({ start, end }) => start <= at && at + 1 < end);
    if (isInText || isGone || at + 1 + indent >= call.end) continue;
    const by = indent === column ? shift : depth > 0 && indent === column + depth ? shift - depth : 0;
    if (by > 0) edits.push({ start: at + 1, end: at + 1, text: ' '.repeat(by) });
  }
  return edits;
}

/** Names the edits take away: `sys` of `file=sys.stderr`, what made a secret or the text of a traceback. */
export function orphansOf(call: PyNode, edits: readonly Edit[], made: readonly PyNode[] = []): Span[] {
  return [...identifiersIn(call), ...made.flatMap(identifiersIn)].filter((name) => edits.some(({ start, end }) => start <= name.start && name.end <= end));
}
