import { isCall, propertyName, quote, stringValue, textOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rewrite } from '../rewrite.ts';
import { cryptoName } from './secure-module.ts';

/** A guess must not get through in the time a secret lives: below this it is worth a word. */
const FEW_BITS = 64;
/** About as many characters as `Math.random().toString(36).slice(2)` has, and the digits of a fraction. */
const OPEN_LENGTH = 11;
const FRACTION = '`Math.random` gives a fraction here; pick with `crypto.randomInt` or make text with `crypto.randomBytes`';

/** How what `Math.random()` makes is made with `crypto` instead, from the same characters or the same range. */
export function rewriteRandom(doc: JavaScriptDoc, call: AnyCall, isOnly: boolean, project: ProjectView): Rewrite {
  const text = textForm(doc, call);
  if (text) return rewriteText(doc, text, isOnly, project);
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

/** `Math.random().toString(36).slice(2, 10)`, with what changes its case. */
interface TextForm {
  readonly node: Node;
  readonly radix: number;
  /** Characters; absent where as many come as there are. */
  readonly length?: number;
  readonly letterCase: '' | '.toUpperCase()' | '.toLowerCase()';
}

function textForm(doc: JavaScriptDoc, call: AnyCall): TextForm | undefined {
  const first = methodOn(doc, call);
  const string = doc.tree.parent(call);
  const isString = isCall(string) && doc.scopes.qualifiedName(string.callee) === 'String' && string.arguments.length === 1;
  if (!isString && first?.name !== 'toString') return undefined;
  const radix = isString ? 10 : first!.args.length === 0 ? 10 : numberOf(first!.args[0]);
  if (radix === undefined || !Number.isInteger(radix) || radix < 2 || radix > 36) return undefined;
  let form: TextForm = { node: isString ? string : first!.call, radix, letterCase: '' };
  for (let next = methodOn(doc, form.node); next; next = methodOn(doc, form.node)) {
    if ((next.name === 'toUpperCase' || next.name === 'toLowerCase') && next.args.length === 0) form = { ...form, node: next.call, letterCase: `.${next.name}()` };
    else if (next.name === 'replace' && isLeadingZero(doc, next.args)) form = { ...form, node: next.call };
    else if (['slice', 'substring', 'substr'].includes(next.name)) {
      const length = lengthOf(next.name, next.args.map(numberOf), form.length);
      if (length === 'unknown') return undefined;
      const { length: _, ...rest } = form;
      form = { ...rest, node: next.call, ...(length !== undefined && { length }) };
    } else break;
  }
  return form;
}

/** `.replace('0.', '')`, `.replace(/^0\./, '')`, `.replace(/[^a-z]+/g, '')`. */
function isLeadingZero(doc: JavaScriptDoc, [pattern, by]: readonly Node[]): boolean {
  return !!pattern && stringValue(by) === '' && (stringValue(pattern) === '0.' || /^\/(\^?0\\?\.|\[\^a-z(0-9)?\]\+?)\/g?$/.test(textOf(doc, pattern)));
}

/** How many characters a cut leaves of `0.` and digits, or of what an earlier cut has left. */
function lengthOf(method: string, [from, to]: readonly (number | undefined)[], before: number | undefined): number | undefined | 'unknown' {
  if (from === undefined) return 'unknown';
  if (from < 0) return method === 'slice' && to === undefined ? -from : 'unknown';
  if (to === undefined) return before === undefined ? from <= 2 ? undefined : Math.max(1, OPEN_LENGTH + 2 - from) : before - from;
  const length = method === 'substr' ? to : to - from;
  return length > 0 ? length : 'unknown';
}

function numberOf(node: Node | undefined): number | undefined {
  if (node?.type === 'NumericLiteral') return node.value;
  return node?.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'NumericLiteral' ? -node.argument.value : undefined;
}

/** The method that is called on an expression. */
function methodOn(doc: JavaScriptDoc, node: Node): { readonly name: string; readonly call: AnyCall; readonly args: readonly Node[] } | undefined {
  const member = doc.tree.parent(node);
  if ((member?.type !== 'MemberExpression' && member?.type !== 'OptionalMemberExpression') || member.object !== node) return undefined;
  const call = doc.tree.parent(member);
  const name = propertyName(member);
  return isCall(call) && call.callee === member && name !== undefined ? { name, call, args: call.arguments } : undefined;
}

function rewriteText(doc: JavaScriptDoc, { node, radix, length, letterCase }: TextForm, isOnly: boolean, project: ProjectView): Rewrite {
  if (hasComment(doc, node)) return { reason: 'a comment stands inside the expression' };
  if (length !== undefined && radix !== 16) return characters(doc, node, radix, length, letterCase, isOnly, project);
  const name = cryptoName(doc, node, 'randomBytes', project);
  if ('reason' in name) return name;
  // Of several parts each gets what makes 128 bits together.
  const wanted = length ?? (isOnly ? 32 : 16);
  const hex = `${name.expression}(${Math.ceil(wanted / 2)}).toString(${quote(doc, 'hex')})${wanted % 2 === 0 ? '' : `.slice(0, ${wanted})`}`;
  return short(wanted, 4, isOnly, { edits: [{ start: node.start!, end: node.end!, text: hex + letterCase }], needs: name.needs });
}

/** As many characters of the same kind: digits, or digits and letters. */
function characters(doc: JavaScriptDoc, node: Node, radix: number, length: number, letterCase: string, isOnly: boolean, project: ProjectView): Rewrite {
  const name = cryptoName(doc, node, 'randomInt', project);
  if ('reason' in name) return name;
  const each = `() => ${name.expression}(${radix})${radix === 10 ? '' : `.toString(${radix})`}`;
  const text = `Array.from({ length: ${length} }, ${each}).join(${quote(doc, '')})${letterCase}`;
  return short(length, Math.log2(radix), isOnly, { edits: [{ start: node.start!, end: node.end!, text }], needs: name.needs });
}

/** The same few characters are as easy to guess whatever makes them; the code that reads them decides how many fit. */
function short(length: number, bits: number, alone: boolean, rewrite: Rewrite): Rewrite {
  return 'edits' in rewrite && alone && length * bits < FEW_BITS ? { ...rewrite, note: `${length} characters are ${Math.floor(length * bits)} bits: make it longer unless somebody types it` } : rewrite;
}

function hasComment(doc: JavaScriptDoc, node: Node): boolean {
  return doc.tree.comments.some(({ start, end }) => start! >= node.start! && end! <= node.end!);
}
