import { argumentsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Need } from '../../../src/types.ts';
import type { Rewrite } from '../rewrite.ts';
import type { Slot } from '../slots.ts';
import type { Made, Part } from './made.ts';
import { secretsName } from './secure-module.ts';

/** What `secrets.token_urlsafe(32)` and `secrets.token_hex(16)` take in characters. */
const URLSAFE = 43;
const HEX = 32;
/** A guess must not get through in the time a secret lives: below this it is worth a word. */
const FEW_BITS = 64;

/** The part of the expression that the UUID is as text. */
interface Form {
  readonly node: PyNode;
  readonly text: 'dashed' | 'hex' | 'bytes' | 'object' | 'number' | 'unknown';
  /** Characters, where the form has a fixed number. */
  readonly length: number;
}

/** How a secret that is a UUID is made with `secrets` instead. */
export function rewriteUuid(doc: PythonDoc, made: Made, part: Part, slots: readonly (Slot & { path: string })[], project: ProjectView): Rewrite {
  if (made.value.kind !== 'list' && together(made).length > 1) return { reason: 'it is made of several UUIDs: 244 random bits or more', fine: true };
  const only = slots.find(({ uuid }) => uuid);
  if (only) return { reason: `\`${only.name}\` takes only a UUID (${place(only, project)})` };
  if (!part.call) return rewriteReference(doc, part.source, slots, project);
  const form = formOf(doc, part.call);
  if (form.text === 'object') return { reason: 'it is kept as a `UUID` object, not as text' };
  if (form.text === 'number') return { reason: 'it is used as a number; say how many digits are meant' };
  if (form.text === 'unknown') return { reason: 'only a part of the UUID is used, and which characters it has is not clear' };
  if (form.text === 'bytes') return replace(doc, form.node, 'token_bytes', '16');
  if (form.text === 'hex') return short(form.length, form.length % 2 === 0 ? replace(doc, form.node, 'token_hex', String(form.length / 2)) : replace(doc, form.node, 'token_hex', '16', form.length));
  return rewriteDashed(doc, made, form.node, slots, project);
}

/** 36 characters become 43, or 32 where no more fit or letter case is lost. */
function rewriteDashed(doc: PythonDoc, made: Made, node: PyNode, slots: readonly (Slot & { path: string })[], project: ProjectView): Rewrite {
  const around = literalLength(made.value);
  const tight = slots.filter(({ length }) => length !== undefined).sort((a, b) => a.length! - b.length!)[0];
  if (tight && tight.length! < HEX + around) return { reason: `\`${tight.name}\` takes ${tight.length} characters (${place(tight, project)})` };
  const slice = node.parent!.kind === 'subscript' && node.parent!.field('value') === node;
  if (slice) return { ...replace(doc, node, 'token_urlsafe', '32'), unsafe: 'the slice loses its dashes and gains other characters' };
  const checked = /\{8\}-|\blen\(\w+\)\s*[!=]=\s*36\b/.exec(doc.text);
  if (checked) return { ...replace(doc, node, 'token_urlsafe', '32'), unsafe: 'this file checks for the form of a UUID' };
  const hex = (tight && tight.length! < URLSAFE + around) || /^\.(upper|lower|split|replace)\b/.test(doc.text.slice(node.end));
  return hex ? replace(doc, node, 'token_hex', '16') : replace(doc, node, 'token_urlsafe', '32');
}

/** `default_factory=uuid4`: the function itself is handed on. */
function rewriteReference(doc: PythonDoc, source: PyNode, slots: readonly (Slot & { path: string })[], project: ProjectView): Rewrite {
  const keyword = source.parent!.kind === 'keyword_argument' ? source.parent!.field('name')!.text : undefined;
  const assignment = source.closest('assignment');
  const type = assignment?.field('type')?.text;
  if (keyword === 'default_factory' && type && /^(Optional\[)?str\b/.test(type)) {
    const rewrite = replace(doc, source, 'token_urlsafe', '32');
    return 'edits' in rewrite ? { ...rewrite, edits: rewrite.edits.map((edit) => ({ ...edit, text: `lambda: ${edit.text}` })) } : rewrite;
  }
  const tight = slots.find(({ length }) => length !== undefined && length < URLSAFE);
  if (tight) return { reason: `\`${tight.name}\` takes ${tight.length} characters (${place(tight, project)})` };
  return { reason: '`uuid4` itself is handed on, so what comes of it is a `UUID` object' };
}

function replace(doc: PythonDoc, node: PyNode, fn: string, argument: string, slice?: number): Rewrite {
  const name = secretsName(doc, node, fn);
  if ('reason' in name) return name;
  if (node.descendants('comment').length > 0) return aroundComments(node, name.expression, argument, name.needs) ?? { reason: 'a comment stands inside the expression' };
  return { edits: [{ start: node.start, end: node.end, text: `${name.expression}(${argument})${slice === undefined ? '' : `[:${slice}]`}` }], needs: name.needs };
}

/** `str(…)` with a comment inside keeps its parentheses, and the comment. */
function aroundComments(node: PyNode, callee: string, argument: string, needs: readonly Need[]): Rewrite | undefined {
  const [value] = argumentsOf(node).positional;
  if (node.kind !== 'call' || node.field('function')!.text !== 'str' || !value || value.descendants('comment').length > 0) return undefined;
  const { start, end } = node.field('function')!;
  return { edits: [{ start, end, text: callee }, { start: value.start, end: value.end, text: argument }], needs };
}

/** The same few characters are as easy to guess whatever makes them; the code that reads them decides how many fit. */
function short(length: number, rewrite: Rewrite): Rewrite {
  return 'edits' in rewrite && length * 4 < FEW_BITS ? { ...rewrite, note: `${length} characters are ${length * 4} bits: make it longer unless somebody types it` } : rewrite;
}

function formOf(doc: PythonDoc, call: PyNode): Form {
  const parent = call.parent!;
  if (parent.kind === 'attribute') return attributeForm(parent);
  if (parent.kind === 'argument_list' && doc.scopes.qualifiedName(parent.parent!.field('function')) === 'builtins.str' && parent.named.length === 1) return textForm({ node: parent.parent!, text: 'dashed', length: 36 });
  if (parent.kind === 'interpolation') return { node: call, text: parent.named.some(({ kind, text }) => kind === 'format_specifier' || text === '!r') ? 'unknown' : 'dashed', length: 36 };
  if (parent.kind === 'binary_operator' && parent.field('left')?.kind === 'string' && parent.children[1]?.text === '%') return { node: call, text: 'dashed', length: 36 };
  if (parent.kind === 'argument_list' && parent.parent!.field('function')?.kind === 'attribute' && parent.parent!.field('function')!.field('attribute')!.text === 'format') return { node: call, text: 'dashed', length: 36 };
  return { node: call, text: 'object', length: 0 };
}

function attributeForm(attribute: PyNode): Form {
  const name = attribute.field('attribute')!.text;
  if (name === 'hex') return textForm({ node: attribute, text: 'hex', length: HEX });
  if (name === 'bytes') return { node: attribute, text: 'bytes', length: 16 };
  return { node: attribute, text: name === 'int' ? 'number' : 'unknown', length: 0 };
}

/** The text after the dashes are taken out and a part is cut off. */
function textForm(form: Form): Form {
  const parent = form.node.parent!;
  if (parent.kind === 'subscript' && parent.field('value') === form.node) return sliceForm(form, parent);
  const call = parent.kind === 'attribute' && parent.parent!.kind === 'call' ? parent.parent! : undefined;
  if (!call || form.text !== 'dashed') return form;
  const method = parent.field('attribute')!.text;
  const values = argumentsOf(call).positional.map(stringValue);
  if (method === 'replace' && values[0] === '-' && values[1] === '') return textForm({ node: call, text: 'hex', length: HEX });
  if (method === 'split' && values[0] === '-' && call.parent!.kind === 'subscript') {
    const part = PARTS.get(call.parent!.field('subscript')!.text);
    return part === undefined ? { ...form, text: 'unknown' } : { node: call.parent!, text: 'hex', length: part };
  }
  return method === 'replace' || method === 'split' ? { ...form, text: 'unknown' } : form;
}
const PARTS = new Map([['0', 8], ['-1', 12], ['4', 12], ['1', 4], ['3', 4]]);

/** `[:8]` and `[-8:]`, where what is left is hexadecimal digits. */
function sliceForm(form: Form, subscript: PyNode): Form {
  const [, from, to] = /^\[\s*(?:(-\d+)\s*:|0?\s*:\s*(\d+))\s*\]$/.exec(subscript.text.slice(form.node.text.length)) ?? [];
  const length = Math.min(form.length, Number(to ?? from?.slice(1)));
  if (form.text === 'hex') return length > 0 ? { node: subscript, text: 'hex', length } : form;
  if (length === 36) return { node: subscript, text: 'dashed', length };
  return (to !== undefined && length <= 8) || (from !== undefined && length <= 12) ? { node: subscript, text: 'hex', length } : form;
}

/** The UUIDs that are all in the value at once, not one or the other. */
function together({ parts, value }: Made): readonly Part[] {
  return parts.filter(({ source }) => ![...source.ancestors()].some((node) => node.isWithin(value) && ['conditional_expression', 'boolean_operator'].includes(node.kind)));
}

/** Characters of the literal text that stands around the value, such as a prefix. */
function literalLength(value: PyNode): number {
  return [...(value.kind === 'string' ? value.children : value.descendants('string_content'))].filter(({ kind }) => kind === 'string_content').reduce((all, part) => all + part.text.length, 0);
}

function place({ path, line }: Slot & { path: string }, project: ProjectView): string {
  return path === project.path ? `line ${line}` : `${path}:${line}`;
}
