import { isCall, propertyName, quote, stringValue, textOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { spanOf, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Span } from '../../../src/types.ts';
import type { Rewrite } from '../rewrite.ts';
import { tightest, type PlacedSlot } from '../slots.ts';
import { habitOf } from './facts.ts';
import type { Made, Part } from './made.ts';
import { cryptoName } from './secure-module.ts';

/** What 16 bytes take in hex. */
const HEX = 32;
const FEW_BITS = 64;

/** The part of the expression that the UUID is as text. */
interface Form {
  readonly node: Node;
  readonly text: 'dashed' | 'hex' | 'unknown';
  /** Characters, where the form has a fixed number. */
  readonly length: number;
}

/** How a secret that is a UUID is made with `crypto.randomBytes` instead. */
export function rewriteUuid(doc: JavaScriptDoc, made: Made, part: Part, slots: readonly PlacedSlot[], project: ProjectView): Rewrite {
  if (together(doc, made).length > 1 && made.value.type !== 'ArrayExpression') return { reason: 'it is made of several UUIDs: 244 random bits or more', fine: true };
  const only = slots.find(({ uuid }) => uuid);
  if (only) return { reason: `\`${only.name}\` takes only a UUID (${place(only, project)})` };
  if (!part.call) return rewriteReference(doc, part.source, slots, project);
  if (part.call.arguments.length > 0) return { reason: 'the UUID is made with options of its own' };
  const form = formOf(doc, part.call);
  if (form.text === 'unknown') return { reason: 'only a part of the UUID is used, and which characters it has is not clear' };
  if (form.text === 'hex' && form.length === HEX) return wholeToken(doc, form.node, slots, literalLength(made.value), project);
  if (form.text === 'hex') return short(form.length, hexOf(doc, form.node, form.length, project));
  return rewriteDashed(doc, made, form.node, slots, project);
}

/** 36 characters become those of a whole token. */
function rewriteDashed(doc: JavaScriptDoc, made: Made, node: Node, slots: readonly PlacedSlot[], project: ProjectView): Rewrite {
  const around = literalLength(made.value);
  const tight = tightest(slots);
  if (tight && tight.length < HEX + around) return { reason: `\`${tight.name}\` takes ${tight.length} characters (${place(tight, project)})` };
  const method = methodOn(doc, node);
  const isCut = method !== undefined && /^(slice|substring|substr|split|replace)/.test(method);
  if (isCut) return { ...hexOf(doc, node, HEX, project), unsafe: 'what is cut off loses its dashes and gains other characters' };
  const checked = /\{8\}-|\.length\s*[!=]==?\s*36\b|\bisUUID\(|\buuidValidate\(|\bvalidate as /.exec(doc.text);
  if (checked) return { ...hexOf(doc, node, HEX, project), unsafe: 'this file checks for the form of a UUID' };
  return wholeToken(doc, node, slots, around, project);
}

/** A whole token in place of an expression. */
function wholeToken(doc: JavaScriptDoc, node: Node, slots: readonly PlacedSlot[], around: number, project: ProjectView): Rewrite {
  const { bytes, encoding } = tokenSize(slots, around, project);
  return bytesOf(doc, spanOf(node), node, bytes, encoding, project);
}

/**
 * A token of 32 bytes where every column is seen to take that many characters, or where the project makes its tokens so;
 * else of 16, which fit wherever a UUID did. `around` is what stands around it in the same text.
 */
export function tokenSize(slots: readonly PlacedSlot[], around: number, project: ProjectView): { readonly bytes: number; readonly encoding: 'hex' | 'base64url' } {
  const { isLong, isBase64 } = habitOf(project);
  const fits = (tightest(slots)?.length ?? Infinity) >= 2 * HEX + around && (slots.length > 0 || isLong);
  return { bytes: fits ? 32 : 16, encoding: isBase64 ? 'base64url' : 'hex' };
}

/** `default: uuidv4`: the function itself is handed on. */
function rewriteReference(doc: JavaScriptDoc, source: Node, slots: readonly PlacedSlot[], project: ProjectView): Rewrite {
  const tight = tightest(slots);
  if (tight && tight.length < HEX) return { reason: `\`${tight.name}\` takes ${tight.length} characters (${place(tight, project)})` };
  const rewrite = wholeToken(doc, source, slots, 0, project);
  return 'edits' in rewrite ? { ...rewrite, edits: rewrite.edits.map((edit) => ({ ...edit, text: `() => ${edit.text}` })) } : rewrite;
}

function hexOf(doc: JavaScriptDoc, node: Node, length: number, project: ProjectView): Rewrite {
  const rewrite = bytesOf(doc, spanOf(node), node, Math.ceil(length / 2), 'hex', project);
  if (length % 2 === 0 || !('edits' in rewrite)) return rewrite;
  return { ...rewrite, edits: rewrite.edits.map((edit) => ({ ...edit, text: `${edit.text}.slice(0, ${length})` })) };
}

/** Text of random bytes in place of what stands at `node`. */
export function bytesOf(doc: JavaScriptDoc, { start, end }: Span, node: Node, bytes: number, encoding: 'hex' | 'base64url', project: ProjectView): Rewrite {
  const name = cryptoName(doc, node, 'randomBytes', project);
  if ('reason' in name) return name;
  if (doc.tree.comments.some((comment) => comment.start! >= start && comment.end! <= end)) return { reason: 'a comment stands inside the expression' };
  return { edits: [{ start, end, text: `${name.expression}(${bytes}).toString(${quote(doc, encoding)})` }], needs: name.needs };
}

/** The same few characters are as easy to guess whatever makes them; the code that reads them decides how many fit. */
function short(length: number, rewrite: Rewrite): Rewrite {
  return 'edits' in rewrite && length * 4 < FEW_BITS ? { ...rewrite, note: `${length} characters are ${length * 4} bits: make it longer unless somebody types it` } : rewrite;
}

/** The text after the dashes are taken out and a part is cut off. */
function formOf(doc: JavaScriptDoc, call: AnyCall): Form {
  let form: Form = { node: call, text: 'dashed', length: 36 };
  for (let next = callOn(doc, form.node); next; next = callOn(doc, form.node)) {
    const { name, call: outer } = next;
    const [first, second] = outer.arguments;
    if (name === 'toString' && !first) form = { ...form, node: outer };
    else if (form.text === 'dashed' && isDashPattern(doc, name, first) && stringValue(second) === '') form = { node: outer, text: 'hex', length: HEX };
    else if (form.text === 'dashed' && name === 'split' && stringValue(first) === '-') return splitForm(doc, outer);
    else if (['slice', 'substring', 'substr'].includes(name)) {
      const cut = cutForm(form, name, outer);
      if (!cut) return form;
      form = cut;
    } else return form;
  }
  return form;
}

/** `.replace(/-/g, '')`, `.replaceAll('-', '')`. */
function isDashPattern(doc: JavaScriptDoc, name: string, pattern: Node | undefined): boolean {
  if (!pattern) return false;
  return (name === 'replaceAll' && stringValue(pattern) === '-') || ((name === 'replace' || name === 'replaceAll') && /^\/\[?\\?-\]?\+?\/g$/.test(textOf(doc, pattern)));
}

/** `.split('-').join('')`, `.split('-')[0]`, `.split('-').pop()`. */
function splitForm(doc: JavaScriptDoc, split: AnyCall): Form {
  const member = doc.tree.parent(split) as NodeOf<'MemberExpression'> | undefined;
  if (member?.type === 'MemberExpression' && member.computed && member.property.type === 'NumericLiteral') {
    const length = [8, 4, undefined, undefined, 12][member.property.value];
    return length === undefined ? { node: split, text: 'unknown', length: 0 } : { node: member, text: 'hex', length };
  }
  const next = callOn(doc, split);
  if (next?.name === 'join' && stringValue(next.call.arguments[0]) === '') return continued(doc, { node: next.call, text: 'hex', length: HEX });
  if (next?.name === 'pop') return { node: next.call, text: 'hex', length: 12 };
  return { node: split, text: 'unknown', length: 0 };
}

/** A part cut off what has no dashes any more. */
function continued(doc: JavaScriptDoc, form: Form): Form {
  const next = callOn(doc, form.node);
  return (next && ['slice', 'substring', 'substr'].includes(next.name) && cutForm(form, next.name, next.call)) || form;
}

/** `.slice(0, 8)` and `.slice(-8)`, where what is left is hexadecimal digits. */
function cutForm(form: Form, method: string, call: AnyCall): Form | undefined {
  const [from, to] = call.arguments.map((each) => (each.type === 'NumericLiteral' ? each.value : each.type === 'UnaryExpression' && each.operator === '-' && each.argument.type === 'NumericLiteral' ? -each.argument.value : NaN));
  const length = Math.min(form.length, from === 0 && to !== undefined && to > 0 ? to : method === 'slice' && from !== undefined && from < 0 && to === undefined ? -from : NaN);
  if (!(length > 0)) return undefined;
  if (form.text === 'hex' || (from === 0 ? length <= 8 : length <= 12)) return { node: call, text: 'hex', length };
  return undefined;
}

function callOn(doc: JavaScriptDoc, node: Node): { readonly name: string; readonly call: AnyCall } | undefined {
  const member = doc.tree.parent(node);
  if ((member?.type !== 'MemberExpression' && member?.type !== 'OptionalMemberExpression') || member.object !== node) return undefined;
  const call = doc.tree.parent(member);
  const name = propertyName(member);
  return isCall(call) && call.callee === member && name !== undefined ? { name, call } : undefined;
}

function methodOn(doc: JavaScriptDoc, node: Node): string | undefined {
  return callOn(doc, node)?.name;
}

/** The UUIDs that are all in the value at once, not one or the other. */
function together(doc: JavaScriptDoc, { parts, value }: Made): readonly Part[] {
  return parts.filter(({ source }) => ![...doc.tree.ancestors(source)].some((node) => node.start! >= value.start! && node.end! <= value.end! && ['ConditionalExpression', 'LogicalExpression'].includes(node.type)));
}

/** Characters of the literal text that stands around the value, such as a prefix. */
export function literalLength(value: Node): number {
  if (value.type === 'TemplateLiteral') return value.quasis.reduce((all, { value: { raw } }) => all + raw.length, 0);
  if (value.type === 'BinaryExpression') return [value.left, value.right].reduce((all, each) => all + (stringValue(each)?.length ?? 0), 0);
  return 0;
}

function place({ path, line }: PlacedSlot, project: ProjectView): string {
  return path === project.path ? `line ${line}` : `${path}:${line}`;
}
