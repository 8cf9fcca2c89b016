import { lastName, lineStart, quote, statementOf, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { cutLeaks, mergeLiterals, saysSomething, type Piece } from '../cut.ts';
import type { Leaks } from './leaks.ts';

/** The text that stays of an expression. */
export interface Wording {
  /** Source of the new text; undefined when nothing readable is left. */
  readonly source?: string;
  /** Values that stay in it. */
  readonly values: readonly Node[];
}

/** What stays of a text when everything the error put into it is cut; undefined when it is not made of strings. */
export function wordingWithout(leaks: Leaks, outer: Node): Wording | undefined {
  const node = unwrapped(outer);
  if (!isMadeOfText(node)) return undefined;
  const kept = cutLeaks(mergeLiterals(piecesOf(leaks.doc, node)), (value) => leaks.isIn(value) || leaks.touches(value));
  if (!saysSomething(kept)) return { values: [] };
  return { source: render(leaks.doc, kept, node), values: kept.flatMap((piece) => ('value' in piece ? [piece.value] : [])) };
}

function isMadeOfText(node: Node): boolean {
  if (node.type === 'TemplateLiteral' || node.type === 'StringLiteral') return true;
  return node.type === 'BinaryExpression' && node.operator === '+' && (isMadeOfText(unwrapped(node.left)) || isMadeOfText(unwrapped(node.right)));
}

function piecesOf(doc: JavaScriptDoc, outer: Node): Piece<Node>[] {
  const node = unwrapped(outer);
  if (node.type === 'StringLiteral') return [{ literal: node.value }];
  if (node.type === 'TemplateLiteral') {
    return node.quasis.flatMap(({ value }, i): Piece<Node>[] => {
      const expression = node.expressions[i];
      return [{ literal: value.cooked ?? value.raw }, ...(expression ? piecesOf(doc, expression) : [])];
    });
  }
  if (node.type === 'BinaryExpression' && node.operator === '+' && isMadeOfText(node)) return [...piecesOf(doc, node.left), ...piecesOf(doc, node.right)];
  return [{ value: outer, source: `\${${textOf(doc, outer)}}` }];
}

/** The pieces as one literal; a template only if a value is left. */
function render(doc: JavaScriptDoc, pieces: readonly Piece<Node>[], like: Node): string {
  if (pieces.every((piece) => 'literal' in piece)) return quotedLike(doc, like, pieces.map((piece) => ('literal' in piece ? piece.literal : '')).join('').trim());
  const text = pieces.map((piece) => ('value' in piece ? piece.source : piece.literal.replace(/[`\\]|\$\{/g, '\\$&'))).join('');
  return `\`${text.trim()}\``;
}

/** A string in the quotes of the first string of the expression it replaces, else in those of the file. */
function quotedLike(doc: JavaScriptDoc, like: Node, text: string): string {
  const mark = /^["']/.exec(doc.text.slice(like.start!))?.[0];
  const isOther = mark !== undefined && !quote(doc, '').startsWith(mark) && !text.includes(mark) && !/[\\\n]/.test(text);
  return isOther ? mark + text + mark : quote(doc, text);
}

/** A string in the quotes most strings of the statement around have, else in those of the file. */
export function quoteNear(doc: JavaScriptDoc, node: Node, text: string): string {
  const near = doc.tree.inside(statementOf(doc.tree, node), 'StringLiteral');
  const double = near.filter(({ start }) => doc.text[start!] === '"').length;
  if (near.length === 0 || double * 2 === near.length || /["'\\\n]/.test(text)) return quote(doc, text);
  return double * 2 > near.length ? `"${text}"` : `'${text}'`;
}

/** Whether a node stands at the start of its line. */
export function ownsLineStart(doc: JavaScriptDoc, { start }: Node): boolean {
  return doc.text.slice(lineStart(doc, start!), start!).trim() === '';
}

/** The name a value goes by, for telling secrets. */
export function valueName(node: Node): string {
  return lastName(unwrapped(node)) ?? '';
}
