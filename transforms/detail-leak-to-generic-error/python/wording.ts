import { argumentsOf, contentOf, stringPrefix } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { cutLeaks, mergeLiterals, saysSomething, type Piece as TextPiece } from '../cut.ts';
import type { Leaks } from './leaks.ts';

/** Literals are as written, but with single braces. */
type Piece = TextPiece<PyNode>;

/** The text that stays of an expression. */
export interface Wording {
  /** Python source of the new text; undefined when nothing readable is left. */
  readonly source?: string;
  /** Values that stay in it. */
  readonly values: readonly PyNode[];
}

const TEXT_KINDS = ['string', 'concatenated_string', 'binary_operator', 'call', 'parenthesized_expression'];
/** What stays of a text when everything the exception put into it is cut; undefined when it is not made of strings. */
export function wordingWithout(leaks: Leaks, node: PyNode): Wording | undefined {
  const strings = TEXT_KINDS.includes(node.kind) ? stringsOf(node) : [];
  const pieces = strings.length > 0 ? piecesOf(node) : undefined;
  if (!pieces) return undefined;
  const kept = cutLeaks(mergeLiterals(pieces), (value) => leaks.touches(value));
  const mark = strings[0]!.children[0]!.text.at(-1)!;
  if (kept.some((piece) => 'value' in piece && piece.source.includes(mark))) return undefined;
  if (!saysSomething(kept)) return { values: [] };
  return { source: inParts(node, strings, kept) ?? render(kept, strings[0]!), values: kept.flatMap((piece) => ('value' in piece ? [piece.value] : [])) };
}

/** Of several literals one after the other those that say the same stay as they stand; undefined where they become one. */
function inParts(node: PyNode, strings: readonly PyNode[], kept: readonly Piece[]): string | undefined {
  const whole = node.kind === 'parenthesized_expression' ? node.named[0]! : node;
  if (whole.kind !== 'concatenated_string') return undefined;
  let rest = kept;
  let count = 0;
  for (const string of strings) {
    const left = withoutStart(rest, mergeLiterals(stringPieces(string) ?? []));
    if (!left) break;
    rest = left;
    count += 1;
  }
  const next = strings[count];
  if (count === 0 || !next || (count === 1 && rest.length === 0)) return undefined;
  const head = node.text.slice(0, (rest.length > 0 ? next.start : strings[count - 1]!.end) - node.start);
  return head + (rest.length > 0 ? render(rest, next, true) : '') + node.text.slice(whole.end - node.start);
}

/** Pieces without those they begin with; undefined when they begin otherwise. */
function withoutStart(pieces: readonly Piece[], start: readonly Piece[]): readonly Piece[] | undefined {
  let rest = pieces;
  for (const piece of start) {
    const [first, ...others] = rest;
    if (!first) return undefined;
    if ('value' in piece) {
      if (!('value' in first) || first.value.start !== piece.value.start) return undefined;
      rest = others;
      continue;
    }
    if (!('literal' in first) || !first.literal.startsWith(piece.literal)) return undefined;
    const left = first.literal.slice(piece.literal.length);
    rest = left === '' ? others : [{ literal: left }, ...others];
  }
  return rest;
}

/** The string literals an expression is made of. */
function stringsOf(node: PyNode): PyNode[] {
  if (node.kind === 'string') return [node];
  if (node.kind === 'call') {
    const callee = node.field('function')!;
    return callee.kind === 'attribute' && callee.field('attribute')!.text === 'format' ? stringsOf(callee.field('object')!) : [];
  }
  if (node.kind === 'binary_operator' && !['+', '%'].includes(node.children[1]!.kind)) return [];
  return TEXT_KINDS.includes(node.kind) ? node.named.flatMap(stringsOf) : [];
}

function piecesOf(node: PyNode): Piece[] | undefined {
  switch (node.kind) {
    case 'string':
      return stringPieces(node);
    case 'parenthesized_expression':
    case 'concatenated_string':
      return allOf(node.named.map(piecesOf));
    case 'binary_operator':
      if (node.children[1]!.kind === '+') return allOf(node.named.map(piecesOf));
      return node.children[1]!.kind === '%' ? filled(node.named[0]!, percentValues(node.named[1]!), /%[#0\- +]*\d*(?:\.\d+)?[srdifgxa]/, /%%/g) : undefined;
    case 'call': {
      if (stringsOf(node).length === 0) return [{ value: node, source: `{${node.text}}` }];
      const { positional, keywords, hasSplat } = argumentsOf(node);
      const isPlain = keywords.size === 0 && !hasSplat;
      return isPlain ? filled(node.field('function')!.field('object')!, positional, /\{(?:![rsa])?(?::[^{}]*)?\}/, /\{\{|\}\}/g) : undefined;
    }
    default:
      return [{ value: node, source: `{${node.text}}` }];
  }
}

function stringPieces(node: PyNode): Piece[] | undefined {
  const prefix = stringPrefix(node).toLowerCase();
  if (/[bt]/.test(prefix) || (prefix.includes('r') && contentOf(node).includes('\\'))) return undefined;
  if (!prefix.includes('f')) return [{ literal: contentOf(node) }];
  return node.children.slice(1, -1).map((part): Piece => (part.kind === 'interpolation'
    ? { value: part.named[0]!, source: part.text }
    : { literal: part.text.replaceAll('{{', '{').replaceAll('}}', '}') }));
}

/** A template with its values in place of the conversions; undefined when their numbers differ. */
function filled(template: PyNode, values: readonly PyNode[], conversion: RegExp, escaped: RegExp): Piece[] | undefined {
  const pieces = piecesOf(template);
  const [first] = pieces ?? [];
  if (pieces?.length !== 1 || !first || !('literal' in first)) return undefined;
  const marked = first.literal.replace(escaped, (pair) => (pair[0] === '%' ? '\u0001' : pair[0] === '{' ? '\u0002' : '\u0003'));
  const parts = marked.split(conversion);
  if (parts.length !== values.length + 1) return undefined;
  const literals = parts.map((part) => part.replaceAll('\u0001', '%').replaceAll('\u0002', '{').replaceAll('\u0003', '}'));
  return literals.flatMap((literal, i): Piece[] => {
    const value = values[i];
    return value ? [{ literal }, { value, source: `{${value.text}}` }] : [{ literal }];
  });
}

function percentValues(node: PyNode): readonly PyNode[] {
  return node.kind === 'tuple' ? node.named : [node];
}

function allOf(parts: readonly (Piece[] | undefined)[]): Piece[] | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** The pieces as one literal, with the quotes of a string there was; an f-string only if a value is left. */
function render(pieces: readonly Piece[], like: PyNode, isTail = false): string {
  const quotes = like.children[0]!.text.replace(/^\w+/, '');
  const mark = quotes[0]!;
  const isFormatted = pieces.some((piece) => 'value' in piece);
  const text = pieces.map((piece) => {
    if ('value' in piece) return piece.source;
    const escaped = quotes.length === 1 ? piece.literal.replace(/\\?["']/g, (quote) => (quote === mark ? `\\${mark}` : quote)) : piece.literal;
    return isFormatted ? escaped.replace(/[{}]/g, '$&$&') : escaped;
  }).join('');
  return `${isFormatted ? 'f' : ''}${quotes}${isTail ? text.trimEnd() : text.trim()}${quotes}`;
}
