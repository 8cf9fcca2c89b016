import { isCall, isFunction, lastName, propertyName, stringValue, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';

/** What makes values that look random, by the kind of maker. */
const MAKERS: { readonly [name: string]: Part['kind'] } = {
  'crypto:randomUUID': 'uuid', 'crypto:webcrypto.randomUUID': 'uuid', 'crypto.randomUUID': 'uuid', 'globalThis.crypto.randomUUID': 'uuid',
  'uuid:v4': 'uuid', 'uuid:default': 'uuid', 'uuid/v4:default': 'uuid', 'uuidv4:uuid': 'uuid', 'uuid:default.v4': 'uuid',
  'uuid:v1': 'clock-uuid', 'uuid:v6': 'clock-uuid', 'uuid:v7': 'clock-uuid', 'uuid/v1:default': 'clock-uuid', 'uuid:default.v1': 'clock-uuid',
  'nanoid:nanoid': 'nanoid', 'nanoid:default': 'nanoid', 'nanoid/async:nanoid': 'nanoid',
  'Math.random': 'random', 'Date.now': 'clock',
};
/** Calls whose result is their argument in another form: as likely to be guessed as that. */
const SAME_VALUE = new Set(['Math.floor', 'Math.round', 'Math.ceil', 'Math.trunc', 'Math.abs', 'String', 'Number', 'parseInt', 'BigInt', 'Buffer.from', 'btoa', 'encodeURIComponent', 'Array.from']);
const SAME_VALUE_METHODS = new Set([
  'toString', 'toUpperCase', 'toLowerCase', 'slice', 'substring', 'substr', 'replace', 'replaceAll', 'split', 'join', 'padStart', 'padEnd', 'trim', 'concat', 'toFixed',
  'map', 'update', 'digest', 'reverse', 'sort', 'match', 'fill',
]);
const PICKS = new Set(['charAt', 'at', 'substr', 'substring', 'slice', 'charCodeAt']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '|', '**', '>>>', '>>', '<<', '^', '&']);

/** A value that the file makes at random, or so that it looks random. */
export interface Made {
  /** The calls it is made of; more than one where characters or parts are put together. */
  readonly parts: readonly Part[];
  /** The whole expression that is this value, with its prefix, slice or digest. */
  readonly value: Node;
}

export interface Part {
  readonly kind: 'uuid' | 'clock-uuid' | 'nanoid' | 'random' | 'clock';
  /** The maker as written, such as `crypto.randomUUID`. */
  readonly source: Node;
  /** The call; absent where the function itself is handed on, as in `default: uuidv4`. */
  readonly call?: AnyCall;
}

/** Every such value of a file. The time is one only where nothing else goes into the value. */
export function madeValues(doc: JavaScriptDoc): Made[] {
  const values = new Map<Node, Part[]>();
  for (const part of partsOf(doc)) {
    const value = wholeValue(doc, part.call ?? part.source);
    values.set(value, [...(values.get(value) ?? []), part]);
  }
  return [...values].map(([value, parts]) => {
    const random = parts.filter(({ kind }) => kind !== 'clock');
    return { value, parts: random.length > 0 ? random : parts };
  });
}

function partsOf(doc: JavaScriptDoc): Part[] {
  const calls = doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call): Part[] => {
    const kind = kindOf(doc, call.callee);
    return kind ? [{ kind, source: call.callee, call }] : [];
  });
  const references = doc.tree.all('ObjectProperty').filter((property) => doc.tree.parent(property)?.type === 'ObjectExpression').flatMap(({ value }): Part[] => {
    const kind = value.type === 'Identifier' || value.type === 'MemberExpression' ? kindOf(doc, value) : undefined;
    return kind === 'uuid' || kind === 'clock-uuid' ? [{ kind, source: value }] : [];
  });
  return [...calls, ...references];
}

/** What a function makes values with, also by another name: `const makeId = uuid.v4`. */
function kindOf(doc: JavaScriptDoc, fn: Node): Part['kind'] | undefined {
  const kind = MAKERS[doc.scopes.qualifiedName(fn) ?? ''];
  const by = kind === undefined && fn.type === 'Identifier' ? doc.scopes.bindingOf(fn)?.by : undefined;
  const isAlias = by?.type === 'VariableDeclarator' && by.id.type === 'Identifier' && doc.tree.parent(by)?.type === 'VariableDeclaration' && (by.init?.type === 'MemberExpression' || by.init?.type === 'Identifier');
  return isAlias && (doc.tree.parent(by) as NodeOf<'VariableDeclaration'>).kind === 'const' ? MAKERS[doc.scopes.qualifiedName(by.init!) ?? ''] : kind;
}

export function isUuid({ parts }: Made): boolean {
  return parts[0]!.kind === 'uuid' || parts[0]!.kind === 'clock-uuid' || parts[0]!.kind === 'nanoid';
}

/** The whole expression around one that is the same value: as text, with a prefix, sliced, joined, hashed. */
export function wholeValue(doc: JavaScriptDoc, node: Node): Node {
  let value = node;
  for (let next = around(doc, value); next; next = around(doc, value)) value = next;
  return value;
}

function around(doc: JavaScriptDoc, node: Node): Node | undefined {
  const parent = doc.tree.parent(node);
  switch (parent?.type) {
    case 'TemplateLiteral': case 'TSAsExpression': case 'TSNonNullExpression': case 'TSSatisfiesExpression': case 'ParenthesizedExpression': return parent;
    case 'UnaryExpression': return ['~', '+', '-'].includes(parent.operator) ? parent : undefined;
    case 'BinaryExpression': return ARITHMETIC.has(parent.operator) ? parent : undefined;
    case 'LogicalExpression': return parent;
    case 'ConditionalExpression': return parent.test === node ? undefined : parent;
    case 'ArrayExpression': return isJoined(doc, parent) ? parent : undefined;
    case 'MemberExpression': case 'OptionalMemberExpression': return memberAround(doc, parent, node);
    case 'CallExpression': case 'OptionalCallExpression': return callAround(doc, parent, node);
    case 'ArrowFunctionExpression': return parent.body === node && isEach(doc, parent) ? parent : undefined;
    default: return undefined;
  }
}

function memberAround(doc: JavaScriptDoc, member: NodeOf<'MemberExpression' | 'OptionalMemberExpression'>, node: Node): Node | undefined {
  if (member.object !== node) return isAlphabet(doc, member.object) ? member : undefined;
  if (member.computed) return node.type === 'Identifier' ? undefined : member;
  const call = doc.tree.parent(member);
  return isCall(call) && call.callee === member && SAME_VALUE_METHODS.has(propertyName(member) ?? '') ? member : undefined;
}

function callAround(doc: JavaScriptDoc, call: AnyCall, node: Node): Node | undefined {
  if (call.callee === node) return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression' ? call : undefined;
  if (SAME_VALUE.has(doc.scopes.qualifiedName(call.callee) ?? '')) return call.arguments[0] === node || isFunction(node) ? call : undefined;
  if (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression') return undefined;
  const name = propertyName(call.callee) ?? '';
  if (isFunction(node)) return name === 'map' || name === 'sort' ? call : undefined;
  if (PICKS.has(name) && isAlphabet(doc, call.callee.object)) return call;
  return name === 'update' || (name === 'concat' && stringValue(call.callee.object) !== undefined) ? call : undefined;
}

/** `[a, b].join('')`. */
function isJoined(doc: JavaScriptDoc, array: Node): boolean {
  const member = doc.tree.parent(array);
  return (member?.type === 'MemberExpression' || member?.type === 'OptionalMemberExpression') && propertyName(member) === 'join';
}

/** The function of `Array.from({ length }, () => …)`, `[...].map(() => …)`. */
function isEach(doc: JavaScriptDoc, fn: Node): boolean {
  const call = doc.tree.parent(fn);
  if (!isCall(call)) return false;
  return doc.scopes.qualifiedName(call.callee) === 'Array.from' || ['map', 'sort'].includes(lastName(call.callee) ?? '');
}

/** What characters are picked from: a string, a name that says so or is bound to a string. */
export function isAlphabet(doc: JavaScriptDoc, node: Node): boolean {
  const value = unwrapped(node);
  if (stringValue(value) !== undefined) return true;
  if (value.type === 'Identifier') {
    const by = doc.scopes.bindingOf(value)?.by;
    if (by?.type === 'VariableDeclarator' && by.init && isTextual(by.init)) return true;
  }
  return /alphabet|chars?$|characters|charset|digits|letters|symbols|uppercase|lowercase|numbers|possible$/i.test(lastName(value) ?? '');
}

function isTextual(node: Node): boolean {
  const value = unwrapped(node);
  return stringValue(value) !== undefined || (value.type === 'BinaryExpression' && value.operator === '+' && (isTextual(value.left) || isTextual(value.right)));
}
