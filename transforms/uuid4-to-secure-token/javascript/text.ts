import { isCall, propertyName, quote, stringValue, textOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rewrite } from '../rewrite.ts';
import { tightest, type PlacedSlot } from '../slots.ts';
import type { Made } from './made.ts';
import { cryptoName } from './secure-module.ts';
import { bytesOf, literalLength, tokenSize } from './uuid.ts';

/** A guess must not get through in the time a secret lives: below this it is worth a word. */
const FEW_BITS = 64;
/** About as many characters as `Math.random().toString(36).slice(2)` has, and the digits of a fraction. */
const OPEN_LENGTH = 11;
/** Bytes of a password, which somebody may have to type. */
const PASSWORD_BYTES = 8;

/** Where text goes. */
export interface Target {
  /** The columns that keep it. */
  readonly slots: readonly PlacedSlot[];
  readonly isPassword: boolean;
  /** People or code count its characters. */
  readonly isCounted: boolean;
}

/** `Math.random().toString(36).slice(2, 10)`, with what changes its case. */
export interface TextForm {
  readonly node: Node;
  readonly radix: number;
  /** Characters; absent where as many come as there are. */
  readonly length?: number;
  readonly letterCase: '' | '.toUpperCase()' | '.toLowerCase()';
}

/** The text that is made of a call of `Math.random`, as far as its length is clear. */
export function textForm(doc: JavaScriptDoc, call: AnyCall): TextForm | undefined {
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

/** How text of `Math.random()` is made with `crypto`. */
export function rewriteText(doc: JavaScriptDoc, made: Made, form: TextForm, target: Target, project: ProjectView): Rewrite {
  const { node, radix, length, letterCase } = form;
  if (hasComment(doc, node)) return { reason: 'a comment stands inside the expression' };
  const isOnly = made.parts.length === 1;
  const size = wholeSize(doc, made, form, target, project);
  if (size) return wholeToken(doc, made, form, target, size, project);
  if (length !== undefined && radix !== 16) return characters(doc, node, radix, length, letterCase, isOnly, project);
  const name = cryptoName(doc, node, 'randomBytes', project);
  if ('reason' in name) return name;
  // Of several parts each gets what makes 128 bits together.
  const wanted = length ?? (isOnly ? 32 : 16);
  const hex = `${name.expression}(${Math.ceil(wanted / 2)}).toString(${quote(doc, 'hex')})${wanted % 2 === 0 ? '' : `.slice(0, ${wanted})`}`;
  return short(wanted, 4, isOnly, { edits: [{ start: node.start!, end: node.end!, text: hex + letterCase }], needs: name.needs });
}

/** What a whole token takes the place of a piece with; undefined where something depends on how long the piece is. */
function wholeSize(doc: JavaScriptDoc, { value }: Made, { node, radix, letterCase }: TextForm, { slots, isPassword, isCounted }: Target, project: ProjectView): { readonly bytes: number; readonly encoding: 'hex' | 'base64url' } | undefined {
  if (radix !== 36 || letterCase !== '' || isCounted || methodOn(doc, node)) return undefined;
  const around = literalLength(value);
  const size = isPassword ? { bytes: PASSWORD_BYTES, encoding: 'hex' as const } : tokenSize(slots, around, project);
  return (tightest(slots)?.length ?? Infinity) >= 2 * size.bytes + around ? size : undefined;
}

/** One token for the pieces that are put one right after the other. */
function wholeToken(doc: JavaScriptDoc, made: Made, { node }: TextForm, target: Target, { bytes, encoding }: { readonly bytes: number; readonly encoding: 'hex' | 'base64url' }, project: ProjectView): Rewrite {
  const forms = made.parts.flatMap(({ call }) => (call ? textForm(doc, call) ?? [] : [])).filter((form) => wholeSize(doc, made, form, target, project));
  const isBeside = (left: Node | undefined, right: Node | undefined) => left && right && /^(?:\s*\+\s*|\}\$\{)$/.test(doc.text.slice(left.end!, right.start!));
  const at = forms.findIndex((form) => form.node === node);
  if (isBeside(forms[at - 1]?.node, node)) return { edits: [], needs: [] };
  let last = at;
  while (isBeside(forms[last]!.node, forms[last + 1]?.node)) last++;
  return bytesOf(doc, { start: node.start!, end: forms[last]!.node.end! }, node, bytes, encoding, project);
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

export function hasComment(doc: JavaScriptDoc, node: Node): boolean {
  return doc.tree.comments.some(({ start, end }) => start! >= node.start! && end! <= node.end!);
}
