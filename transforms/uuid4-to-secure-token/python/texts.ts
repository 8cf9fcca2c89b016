import { argumentsOf, contentOf, lastName } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** What is written before and after a value in the text that it is put into. */
export interface TextAround {
  readonly before: string;
  readonly after: string;
}

/** The text a value becomes a part of: of an f-string, a sum, `%` or `.format`. */
export function textAround(node: PyNode): TextAround | undefined {
  const parent = node.parent!;
  switch (parent.kind) {
    case 'interpolation': return aroundIn(parent);
    case 'parenthesized_expression': return textAround(parent);
    case 'binary_operator': return inOperation(parent, node);
    case 'tuple': return parent.parent!.kind === 'binary_operator' && operatorOf(parent.parent!) === '%' ? split(parent.parent!.field('left')!, PERCENT, parent.named.indexOf(node)) : undefined;
    case 'keyword_argument': return isFormat(parent.parent!.parent!) ? split(formatted(parent.parent!.parent!), new RegExp(`\\{${parent.field('name')!.text}\\b[^{}]*\\}`), 0) : undefined;
    case 'argument_list': return inCall(parent.parent!, node);
    default: return undefined;
  }
}

const PERCENT = /%(?:\(\w+\))?[-+0 #]*\d*(?:\.\d+)?[sdrix]/;
const FIELD = /\{\d*(?:[!:][^{}]*)?\}/;

function inCall(call: PyNode, node: PyNode): TextAround | undefined {
  if (['str', 'quote', 'quote_plus', 'escape'].includes(lastName(call.field('function')) ?? '')) return textAround(call);
  return isFormat(call) ? split(formatted(call), FIELD, argumentsOf(call).positional.indexOf(node)) : undefined;
}

function inOperation(sum: PyNode, node: PyNode): TextAround | undefined {
  if (operatorOf(sum) === '%') return sum.field('right') === node ? split(sum.field('left')!, PERCENT, 0) : undefined;
  if (operatorOf(sum) !== '+') return undefined;
  const outer = sum.parent!.kind === 'binary_operator' && sum.parent!.field('left') === sum ? sum.parent!.field('right') : undefined;
  const isRight = sum.field('right') === node;
  return { before: isRight ? endOf(sum.field('left')!) : '', after: literal(isRight ? outer : sum.field('right')) };
}

/** The last text of a sum. */
function endOf(node: PyNode): string {
  return literal(node.kind === 'binary_operator' ? node.field('right') : node);
}

/** The text around an interpolation, across the literals that stand side by side. */
function aroundIn(interpolation: PyNode): TextAround {
  const string = interpolation.parent!;
  const whole = string.parent!.kind === 'concatenated_string' ? string.parent! : string;
  const strings = whole === string ? [string] : whole.named;
  const parts = strings.flatMap((each) => each.children.filter(({ kind }) => ['string_content', 'interpolation'].includes(kind)));
  const text = (list: readonly PyNode[]) => list.map((part) => (part.kind === 'string_content' ? part.text : 'x')).join('');
  const at = parts.indexOf(interpolation);
  return { before: text(parts.slice(0, at)), after: text(parts.slice(at + 1)) };
}

/** A template cut at one of its fields. */
function split(template: PyNode | undefined, field: RegExp, index: number): TextAround | undefined {
  const text = literal(template);
  const match = index < 0 ? undefined : [...text.matchAll(new RegExp(field.source, 'g'))][index];
  return match && { before: text.slice(0, match.index), after: text.slice(match.index + match[0].length) };
}

function isFormat(call: PyNode): boolean {
  return lastName(call.field('function')) === 'format' && formatted(call) !== undefined;
}

function formatted(call: PyNode): PyNode | undefined {
  const callee = call.field('function');
  return callee?.kind === 'attribute' ? callee.field('object') : undefined;
}

function literal(node: PyNode | undefined): string {
  if (node?.kind === 'parenthesized_expression') return literal(node.named[0]);
  if (node?.kind === 'concatenated_string') return node.named.map(contentOf).join('');
  return node?.kind === 'string' ? contentOf(node) : '';
}

function operatorOf(operation: PyNode): string | undefined {
  return operation.field('operator')?.text ?? operation.children[1]?.text;
}
