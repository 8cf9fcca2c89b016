import { callsOfKind } from '../../../src/languages/javascript/call-kinds.ts';
import { conditionsOf } from '../../../src/languages/javascript/conditions.ts';
import { isListener, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { enclosingFunction, isCall, isFunction, keyName, lastName, propertyName, statementOf, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Binding } from '../../../src/languages/javascript/scopes.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import { NOT_TO_SHOW, RECORD_ID } from './effect.ts';

type Member = NodeOf<'MemberExpression' | 'OptionalMemberExpression'>;

/** A value that says what a line is about, under the name the file's lines have for it. */
export interface Field {
  readonly key: string;
  readonly value: string;
}

const MOST = 3;
const WRITES_ALONE = /^(create|update|upsert|insert|delete|remove|destroy|save)\w*$/;
/** Whose data it is or who did it, rather than what was written. */
const WHOSE = /^(user|staff|actor|owner|author|member|employee|admin|tenant|venue|org|organi[sz]ation|company|workspace|team|store|shop|salon|account|client)_?Id$/i;
/** Objects whose name does not say what they are. */
const SAYS_NOTHING = /^(.{1,2}|conn|acc|acct|txn|msg|evt|row|item|data|result|res|record|doc|obj|input|payload|body|args|params|existing|current|updated|created|saved|found|prev|next|old)$/;

/** The ids that a lost write was given, as far as they are there whatever failed. */
export function idsWritten(doc: JavaScriptDoc, handler: Handler, logCalls: readonly Node[]): readonly Field[] {
  if (isListener(doc, handler) || !isWrite(doc, handler.guarded)) return [];
  const names = namesInLines(doc, logCalls);
  const values = doc.tree.inside(handler.guarded, 'Identifier', 'MemberExpression', 'OptionalMemberExpression').filter((node) => isId(doc, node, handler, names)).sort((a, b) => a.start! - b.start!);
  const fields = new Map<string, Field>();
  for (const node of values) {
    const key = keyOf(doc, node, names);
    if (!fields.has(key)) fields.set(key, { key, value: textOf(doc, node) });
  }
  return [...fields.values()].sort((a, b) => Number(WHOSE.test(a.key)) - Number(WHOSE.test(b.key))).slice(0, MOST);
}

function isWrite(doc: JavaScriptDoc, guarded: Node): boolean {
  return (['writes', 'sends'] as const).some((kind) => callsOfKind(doc, guarded, kind).length > 0) || isCall(guarded) && WRITES_ALONE.test(lastName(guarded.callee) ?? '');
}

/** What the file's lines call a value: by its text, `paymentLinkId` of `{ paymentLinkId: linkId }`. */
function namesInLines(doc: JavaScriptDoc, logCalls: readonly Node[]): ReadonlyMap<string, string> {
  const properties = logCalls.flatMap((call) => doc.tree.inside(call, 'ObjectProperty'));
  return new Map(properties.flatMap((each) => { const key = keyName(each); return key === undefined ? [] : [[textOf(doc, each.value), key] as const]; }));
}

function isId(doc: JavaScriptDoc, node: Node, handler: Handler, names: ReadonlyMap<string, string>): boolean {
  if (node.type === 'Identifier') {
    const binding = doc.scopes.bindingOf(node);
    const isNamed = RECORD_ID.test(node.name) && !NOT_TO_SHOW.test(node.name) || node.name === 'key' && names.has('key');
    return isNamed && binding !== undefined && binding.uses.some((use) => use === node) && isThere(doc, binding, handler);
  }
  const member = node as Member;
  const name = propertyName(member);
  if (name === undefined || !RECORD_ID.test(name) || member.object.type !== 'Identifier' || [name, member.object.name].some((each) => NOT_TO_SHOW.test(each))) return false;
  const parent = doc.tree.parent(member);
  const isOwner = (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') && parent.object === member || isCall(parent) && parent.callee === member;
  const binding = doc.scopes.bindingOf(member.object);
  return !isOwner && binding !== undefined && isThere(doc, binding, handler) && isReadSafely(doc, member, binding, handler);
}

/** Whether a name is bound before what is guarded, and means the same in the handler. */
function isThere(doc: JavaScriptDoc, binding: Binding, { node, guarded }: Handler): boolean {
  const at = node.type === 'CatchClause' ? doc.tree.parent(node)! : guarded;
  return /^(const|let|parameter)$/.test(binding.kind) && binding.node.start! < at.start! && doc.scopes.lookup(binding.name, node) === binding;
}

/** Whether to read a property once more cannot fail: it was read on the way to the handler. */
function isReadSafely(doc: JavaScriptDoc, member: Member, binding: Binding, { node, guarded }: Handler): boolean {
  if (node.type !== 'CatchClause') {
    const isOptional = binding.node.type === 'Identifier' && (binding.node.optional === true || /\b(null|undefined)\b/.test(binding.node.typeAnnotation ? textOf(doc, binding.node.typeAnnotation) : ''));
    const isNested = [...doc.tree.ancestors(member)].some((each) => isFunction(each) && isWithin(each, guarded));
    return (binding.kind === 'const' || binding.kind === 'parameter' && !isOptional) && !isNested;
  }
  const attempt = doc.tree.parent(node)!;
  if (binding.kind === 'let') return false;
  if ([...conditionsOf(doc, attempt)].some(({ test, holds }) => knownThere(test, holds).some((name) => doc.scopes.bindingOf(name) === binding))) return true;
  return binding.uses.some((use) => {
    const parent = doc.tree.parent(use);
    if (use.end! > attempt.start! || parent?.type !== 'MemberExpression' || parent.object !== use || enclosingFunction(doc.tree, use) !== enclosingFunction(doc.tree, node)) return false;
    const statement = statementOf(doc.tree, use);
    const between = [...doc.tree.ancestors(use)].slice(0, [...doc.tree.ancestors(use)].indexOf(statement));
    const block = doc.tree.parent(statement);
    return !!block && isWithin(attempt, block) && !between.some(({ type }) => /^(Logical|Conditional|OptionalMember|OptionalCall)Expression$/.test(type)) && !/^(If|For|ForOf|ForIn|While|Try|Switch)Statement$/.test(statement.type);
  });
}

/** The names that hold something where a condition holds or does not: `order` of `if (!order) return`, `if (order.isOpen)`. */
function knownThere(test: Node, holds: boolean): Node[] {
  const bare = unwrapped(test);
  if (bare.type === 'UnaryExpression' && bare.operator === '!') return knownThere(bare.argument, !holds);
  if (bare.type === 'LogicalExpression' && bare.operator === (holds ? '&&' : '||')) return [...knownThere(bare.left, holds), ...knownThere(bare.right, holds)];
  if (bare.type === 'Identifier') return holds ? [bare] : [];
  return bare.type === 'MemberExpression' && bare.object.type === 'Identifier' ? [bare.object] : [];
}

/** `paymentLinkId` where the file's lines say so, `orderId` of `order.id`. */
function keyOf(doc: JavaScriptDoc, node: Node, names: ReadonlyMap<string, string>): string {
  const known = names.get(textOf(doc, node));
  if (known !== undefined) return known;
  if (node.type === 'Identifier') return node.name;
  const { object } = node as Member;
  const name = propertyName(node as Member)!;
  const owner = object.type === 'Identifier' ? object.name : '';
  if (!/^_?id$/.test(name)) return name;
  const alike = [...new Set(names.values())].filter((key) => /[a-z]Id$/.test(key) && key.toLowerCase().startsWith(owner.toLowerCase()));
  if (alike.length === 1) return alike[0]!;
  return SAYS_NOTHING.test(owner) ? 'id' : `${owner}Id`;
}
