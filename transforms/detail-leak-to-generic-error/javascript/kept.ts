import { dottedText, enclosingFunction, isFunction, keyName, lastName, propertyName, stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { statusOf, type Response, type Status } from '../../../src/languages/javascript/responses.ts';
import { isWrite, type Binding } from '../../../src/languages/javascript/scopes.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import { EXTRA_KEYS, KEPT_KEYS, MESSAGE_KEYS } from '../keys.ts';
import { LOGS } from './log-calls.ts';
import type { Rewrite } from './place.ts';
import { wholeStatement } from './removal.ts';

/** A text that is kept in a `catch`, in a variable or a property of one, and answered with further on. */
export interface Kept extends Response {
  readonly node: NodeOf<'AssignmentExpression'>;
  /** What sends it. */
  readonly answer: Response;
  /** The property it is kept in. */
  readonly key?: string;
  /** The text the variable has where nothing fails. */
  readonly initial?: string;
  /** The variable is read for something else too. */
  readonly readElsewhere?: string;
}

/** What answers send that a `catch` of the same function has put into a variable or a property. */
export function keptFor(doc: JavaScriptDoc, answers: readonly Response[]): Kept[] {
  const found = new Map<Node, Kept>();
  for (const answer of answers) {
    for (const binding of namesIn(doc, answer)) {
      for (const write of writesOf(doc, binding, answer)) found.set(write.node, { ...write, answer, payloads: [write.node.right], ...statusAt(doc, answer, write.node), ...initialOf(binding), ...readElsewhere(doc, binding, answers) });
    }
  }
  return [...found.values()].sort((a, b) => a.node.start! - b.node.start!);
}

/** Variables in what is sent, whose value is what they were set to. */
function namesIn(doc: JavaScriptDoc, { payloads }: Response): Set<Binding> {
  const names = payloads.flatMap((payload) => [payload, ...doc.tree.inside(payload, 'Identifier')]).flatMap((id) => doc.scopes.bindingOf(unwrapped(id)) ?? []);
  return new Set(names.filter(({ by, kind }) => by.type === 'VariableDeclarator' && ['const', 'let', 'var'].includes(kind)));
}

function writesOf(doc: JavaScriptDoc, { by, uses }: Binding, { node }: Response): { node: Kept['node']; key?: string }[] {
  return uses.flatMap((use) => {
    const parent = doc.tree.parent(use)!;
    const isMember = parent.type === 'MemberExpression' && parent.object === use;
    const target = isMember ? parent : use;
    const write = doc.tree.parent(target)!;
    if (write.type !== 'AssignmentExpression' || write.left !== target || write.operator !== '=' || doc.tree.parent(write)?.type !== 'ExpressionStatement') return [];
    const clause = placeOfFailure(doc, write);
    const isBefore = write.end! <= node.start! && enclosingFunction(doc.tree, write) === enclosingFunction(doc.tree, node);
    // A variable of the `catch` is seen where it is answered with.
    if (!clause || !isBefore || isFunctionBetween(doc, write, clause) || (!isMember && isWithin(by, clause))) return [];
    return [{ node: write, ...(isMember && { key: propertyName(parent) ?? '' }) }];
  });
}

/** The `catch`, or the branch of a filter of exceptions for those that are none of the framework's. */
function placeOfFailure(doc: JavaScriptDoc, write: Node): Node | undefined {
  for (const ancestor of doc.tree.ancestors(write)) {
    if (ancestor.type === 'CatchClause') return ancestor;
    if (isFunction(ancestor)) return undefined;
    const test = ancestor.type === 'IfStatement' && ancestor.alternate && isWithin(write, ancestor.alternate) ? ancestor.test : undefined;
    if (test?.type === 'BinaryExpression' && test.operator === 'instanceof' && /^HttpException$/.test(lastName(test.right) ?? '')) return (ancestor as NodeOf<'IfStatement'>).alternate!;
  }
  return undefined;
}

function isFunctionBetween(doc: JavaScriptDoc, node: Node, outer: Node): boolean {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor === outer) return false;
    if (isFunction(ancestor)) return true;
  }
  return true;
}

/** The status of the answer, what the `catch` sets for it, or that of failures where a condition chooses. */
function statusAt(doc: JavaScriptDoc, { status, statusNode }: Response, write: Node): { status: Status } {
  const clause = placeOfFailure(doc, write)!;
  const binding = statusNode && doc.scopes.bindingOf(unwrapped(statusNode));
  const assigned = (binding?.uses ?? []).flatMap((use) => {
    const parent = doc.tree.parent(use);
    return parent?.type === 'AssignmentExpression' && parent.left === use && isWithin(parent, clause) ? [statusOf(doc, parent.right).status] : [];
  });
  const called = doc.tree.inside(clause, 'CallExpression').filter(({ callee }) => /^(res|response|reply)\.(status|code)$/.test(dottedText(callee) ?? '')).flatMap(({ arguments: [first] }) => (first ? [statusOf(doc, first).status] : []));
  const set = assigned.length > 0 ? assigned : called;
  if (set.length > 0) return { status: set.every((each) => each === set[0]) ? set[0]! : 'none' };
  // What the `else` of a filter does not set is what it was.
  const initial = clause.type !== 'CatchClause' && binding?.by.type === 'VariableDeclarator' && binding.by.init ? statusOf(doc, binding.by.init).status : undefined;
  if (typeof initial === 'number') return { status: initial };
  const choice = statusNode && unwrapped(statusNode);
  const chosen = choice?.type === 'ConditionalExpression' ? [choice.consequent, choice.alternate].map((each) => statusOf(doc, each).status) : [];
  const failure = chosen.find((each) => typeof each === 'number' && each >= 500);
  const isOfFailures = failure !== undefined && chosen.some((each) => typeof each === 'number' && each < 400);
  if (isOfFailures) return { status: failure };
  return { status: typeof status === 'number' ? status : 'none' };
}

/** The author's own text: `let message = 'Something broke'`. */
function initialOf({ by, node }: Binding): { initial?: string } {
  const text = by.type === 'VariableDeclarator' && by.id === node ? stringValue(by.init) : undefined;
  return text !== undefined && /\S\s+\S/.test(text) ? { initial: text } : {};
}

/** Where a variable is read other than to send it, to log it or to ask whether there is one. */
function readElsewhere(doc: JavaScriptDoc, { name, uses }: Binding, answers: readonly Response[]): { readElsewhere?: string } {
  const isHarmless = (use: Node): boolean => {
    if (isWrite(doc.tree, use) || answers.some(({ payloads, statusNode }) => [...payloads, ...(statusNode ? [statusNode] : [])].some((each) => isWithin(use, each)))) return true;
    const parent = doc.tree.parent(use)!;
    if (parent.type === 'MemberExpression' && parent.object === use && isWrite(doc.tree, parent)) return true;
    if (parent.type === 'IfStatement' || parent.type === 'UnaryExpression' || (parent.type === 'ConditionalExpression' && parent.test === use)) return true;
    const call = doc.tree.closest(use, 'CallExpression');
    return !!call && LOGS.test(lastName(call.callee) ?? '');
  };
  return uses.every(isHarmless) ? {} : { readElsewhere: name };
}

/** `body.stack = err.stack` beside `body.error = …`: what goes with no text in its place. */
export function isExtra(doc: JavaScriptDoc, { node, key }: Kept): boolean {
  if (key === undefined || KEPT_KEYS.test(key) || !EXTRA_KEYS.test(key)) return false;
  const object = (node.left as NodeOf<'MemberExpression'>).object;
  const binding = doc.scopes.bindingOf(object);
  const init = binding?.by.type === 'VariableDeclarator' ? binding.by.init : undefined;
  const keys = [...(init?.type === 'ObjectExpression' ? init.properties.map((each) => keyName(each) ?? '') : []), ...(binding?.uses ?? []).flatMap((use) => { const member = doc.tree.parent(use); return member?.type === 'MemberExpression' && isWrite(doc.tree, member) ? propertyName(member) ?? '' : []; })];
  return keys.some((each) => MESSAGE_KEYS.test(each) && !EXTRA_KEYS.test(each));
}

export function withoutKept(doc: JavaScriptDoc, { node }: Kept): Rewrite {
  const statement = doc.tree.parent(node)!;
  return { edits: [wholeStatement(doc, statement)], gone: [statement], values: [] };
}
