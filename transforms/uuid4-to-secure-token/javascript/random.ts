import { isCall, propertyName, textOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rewrite } from '../rewrite.ts';
import type { Made } from './made.ts';
import { cryptoName } from './secure-module.ts';
import { hasComment, rewriteText, textForm, type Target } from './text.ts';

const FRACTION = '`Math.random` gives a fraction here; pick with `crypto.randomInt` or make text with `crypto.randomBytes`';

/** How what `Math.random()` makes is made with `crypto` instead, from the same characters or the same range. */
export function rewriteRandom(doc: JavaScriptDoc, made: Made, call: AnyCall, target: Target, project: ProjectView): Rewrite {
  const text = textForm(doc, call);
  if (text) return rewriteText(doc, made, text, target, project);
  const integer = integerForm(doc, call);
  if (integer) return rewriteInteger(doc, integer, project);
  const shuffle = doc.tree.parent(call);
  if (shuffle?.type === 'BinaryExpression' && /^Math\.random\(\)\s*-\s*0?\.5$/.test(textOf(doc, shuffle))) {
    const name = cryptoName(doc, call, 'randomInt', project);
    return 'reason' in name ? name : { edits: [{ start: call.start!, end: call.end!, text: `${name.expression}(2)` }], needs: name.needs };
  }
  return { reason: FRACTION };
}

/** `Math.floor(low + Math.random() * span) + low`. */
interface IntegerForm {
  readonly node: Node;
  readonly low: number;
  /** Source of the span, and its value where that is a plain number. */
  readonly span: string;
  readonly size?: number;
  /** The highest number may come too: `Math.round`. */
  readonly extra: number;
  /** Numbers are written with `_` between thousands. */
  readonly isGrouped: boolean;
}

function integerForm(doc: JavaScriptDoc, call: AnyCall): IntegerForm | undefined {
  let node: Node = call;
  let span: Node | undefined;
  let low = 0;
  let isGrouped = false;
  const numberBeside = (parent: NodeOf<'BinaryExpression'>): NodeOf<'NumericLiteral'> | undefined => {
    const other = parent.left === node ? parent.right : parent.left;
    return other.type === 'NumericLiteral' && Number.isSafeInteger(other.value) ? other : undefined;
  };
  for (;;) {
    const parent = doc.tree.parent(node);
    if (parent?.type !== 'BinaryExpression') break;
    if (parent.operator === '*' && span === undefined && low === 0) {
      span = parent.left === node ? parent.right : parent.left;
      if (span.type === 'NumericLiteral') isGrouped ||= textOf(doc, span).includes('_');
    } else if (parent.operator === '+' && span !== undefined && numberBeside(parent)) {
      low += numberBeside(parent)!.value;
      isGrouped ||= textOf(doc, numberBeside(parent)!).includes('_');
    } else break;
    node = parent;
  }
  if (span === undefined || !isWhole(span)) return undefined;
  const rounded = rounding(doc, node);
  if (!rounded) return undefined;
  node = rounded.node;
  for (let parent = doc.tree.parent(node); parent?.type === 'BinaryExpression' && parent.operator === '+' && numberBeside(parent); parent = doc.tree.parent(node)) {
    low += numberBeside(parent)!.value;
    isGrouped ||= textOf(doc, numberBeside(parent)!).includes('_');
    node = parent;
  }
  const size = span.type === 'NumericLiteral' ? span.value : undefined;
  return { node, low: low + rounded.up, span: textOf(doc, span), extra: rounded.extra, isGrouped, ...(size !== undefined && { size }) };
}

/** A span that is a whole number as far as its text says: 900000, `chars.length`, `max - min + 1`, `10 ** 6`. */
function isWhole(span: Node): boolean {
  if (span.type === 'NumericLiteral') return Number.isSafeInteger(span.value) && span.value >= 1;
  return span.type !== 'BinaryExpression' || span.operator !== '/';
}

/** The call or operation that makes a whole number, and what it adds to the range. */
function rounding(doc: JavaScriptDoc, node: Node): { node: Node; up: number; extra: number } | undefined {
  const parent = doc.tree.parent(node);
  if (isCall(parent) && parent.arguments[0] === node) {
    const name = doc.scopes.qualifiedName(parent.callee);
    if (name === 'Math.floor' || name === 'Math.trunc' || (name === 'parseInt' && parent.arguments.length <= 2) || name === 'Number.parseInt') return { node: parent, up: 0, extra: 0 };
    if (name === 'Math.round') return { node: parent, up: 0, extra: 1 };
    if (name === 'Math.ceil') return { node: parent, up: 1, extra: 0 };
  }
  if (parent?.type === 'BinaryExpression' && ['|', '>>>', '>>'].includes(parent.operator) && parent.left === node && textOf(doc, parent.right) === '0') return { node: parent, up: 0, extra: 0 };
  const outer = parent && doc.tree.parent(parent);
  if (parent?.type === 'UnaryExpression' && parent.operator === '~' && outer?.type === 'UnaryExpression' && outer.operator === '~') return { node: outer, up: 0, extra: 0 };
  // An index of a string is cut to a whole number.
  if (isCall(parent) && 'object' in parent.callee && propertyName(parent.callee as NodeOf<'MemberExpression'>) === 'charAt') return { node, up: 0, extra: 0 };
  return undefined;
}

function rewriteInteger(doc: JavaScriptDoc, { node, low, span, size, extra, isGrouped }: IntegerForm, project: ProjectView): Rewrite {
  const name = cryptoName(doc, node, 'randomInt', project);
  if ('reason' in name) return name;
  if (hasComment(doc, node)) return { reason: 'a comment stands inside the expression' };
  const written = (value: number) => (isGrouped ? String(value).replace(/\B(?=(\d{3})+$)/g, '_') : String(value));
  const high = size !== undefined ? written(low + size + extra) : `${low === 0 ? '' : `${written(low)} + `}${span}${extra ? ' + 1' : ''}`;
  const args = low === 0 ? high : `${written(low)}, ${high}`;
  return { edits: [{ start: node.start!, end: node.end!, text: `${name.expression}(${args})` }], needs: name.needs };
}
