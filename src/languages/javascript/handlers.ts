import type { Identifier } from '@babel/types';
import type { Edit, Need } from '../../types.ts';
import { inFrontOf } from './blocks.ts';
import { indentAt, indentStep, isCall, isFunction, isStatement, lastName, propertyName, statementsIn, stringValue, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { Node, NodeOf } from './tree.ts';

/**
 * What runs when something failed: a `catch` clause, the function given to `.catch` or as second one to `.then`, or the
 * listener of an `error` event.
 */
export interface Handler {
  readonly node: NodeOf<'CatchClause'> | AnyFunction;
  /** The statements of its body; none for an arrow function with an expression. */
  readonly body: readonly Node[];
  /** The block, or the expression of an arrow function without one. */
  readonly block: Node;
  /** The error's parameter as written; absent when there is none. */
  readonly param?: Node;
  /** The name of the error, where the parameter is a plain name. */
  readonly name?: Identifier;
  /** What is guarded: the block of the `try`, the expression whose promise may be rejected, or what has the event. */
  readonly guarded: Node;
}

/** The name given to an error where a handler has none for it and the file's others show no habit. */
const NAMES = ['err', 'error', 'cause', 'failure'];
/** Names of an error that say nobody wants it. */
const UNWANTED = /^(_.*|unused|ignored?)$/;
/** What adds a listener to an emitter. */
const LISTENS = /^(on|once|addListener|prependListener)$/;

/** Every handler of a file, in source order. */
export function handlersOf(doc: JavaScriptDoc): Handler[] {
  const clauses = doc.tree.all('CatchClause').map((clause) => handlerOf(doc, clause)!);
  const callbacks = doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call) => {
    const callback = failureCallback(call);
    return callback && isFunction(callback) ? [handlerOf(doc, callback)!] : [];
  });
  return [...clauses, ...callbacks].sort((a, b) => a.node.start! - b.node.start!);
}

/** The handler that a clause or a callback is; undefined for any other function. */
export function handlerOf(doc: JavaScriptDoc, node: NodeOf<'CatchClause'> | AnyFunction): Handler | undefined {
  if (node.type === 'CatchClause') {
    const attempt = doc.tree.parent(node) as NodeOf<'TryStatement'>;
    return { node, body: node.body.body, block: node.body, guarded: attempt.block, ...paramOf(node.param) };
  }
  const call = doc.tree.parent(node);
  if (!isCall(call) || failureCallback(call) !== node) return undefined;
  const callee = call.callee as NodeOf<'MemberExpression'>;
  return { node, body: statementsIn(node.body), block: node.body, guarded: callee.object, ...paramOf(node.params[0]) };
}

/** The innermost handler around a node, within the same function. */
export function enclosingHandler(doc: JavaScriptDoc, node: Node): Handler | undefined {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor.type === 'CatchClause') return handlerOf(doc, ancestor);
    if (isFunction(ancestor)) return handlerOf(doc, ancestor);
  }
  return undefined;
}

/** What `.catch(…)`, `.then(…, …)` or `.on('error', …)` calls when something failed. */
export function failureCallback(call: Node): Node | undefined {
  if (!isCall(call) || (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression')) return undefined;
  const name = propertyName(call.callee) ?? '';
  if (name === 'catch') return call.arguments.length === 1 ? call.arguments[0] : undefined;
  if (name === 'then') return call.arguments[1];
  return LISTENS.test(name) && stringValue(call.arguments[0]) === 'error' ? call.arguments[1] : undefined;
}

/** Whether a handler is the listener of an `error` event: nothing was tried right there. */
export function isListener(doc: JavaScriptDoc, { node }: Handler): boolean {
  const call = node.type === 'CatchClause' ? undefined : doc.tree.parent(node);
  return isCall(call) && call.arguments[1] === node && LISTENS.test(lastName(call.callee) ?? '');
}

/** What a name stands for in a handler: the binding of its error. */
export function errorBinding(doc: JavaScriptDoc, { name }: Handler): Binding | undefined {
  return doc.scopes.bindingOf(name);
}

/** The uses of the error in a handler, nested functions included. */
export function usesOfError(doc: JavaScriptDoc, handler: Handler): readonly Node[] {
  return errorBinding(doc, handler)?.uses ?? [];
}

/**
 * The name under which a handler's error can be logged, with what must be asked for it: a name where there is none, or
 * another for one that says it is not used, such as `_e`. Undefined where the parameter is taken apart.
 */
export function errorName(doc: JavaScriptDoc, handler: Handler): { readonly name: string; readonly needs: readonly Need[] } | undefined {
  const { node, param, name } = handler;
  if (name && !(UNWANTED.test(name.name) && usesOfError(doc, handler).length === 0)) return { name: name.name, needs: [] };
  if (param && !name) return undefined;
  const free = freeName(doc, handler);
  if (free === undefined) return undefined;
  const edit = name ? { start: name.start!, end: name.start! + name.name.length, text: free } : withParameter(doc, node, free);
  return { name: free, needs: [{ kind: 'binding', key: `binding@${node.start}`, ...edit }] };
}

/** Asks for the one log line of a handler; of several requests the lowest rank is taken. `at` and `text` are an edit. */
export function handlerLogNeed(handler: { readonly node: Node }, rank: number, statement: Edit, needs: readonly Need[]): Need {
  const { start, end, text } = statement;
  return { kind: 'handler-log', key: handlerKey(handler), rank, start, end, text, needs };
}

/** What a fix provides that turns code already there into the log line of its handler. */
export function handlerKey({ node }: { readonly node: Node }): string {
  return `handler@${node.start}`;
}

/**
 * The edit that puts a statement in front of what a handler does. Comments stay, a block on one line is opened, and an
 * arrow function with an expression gets a block that returns it.
 */
export function inFrontOfBody(doc: JavaScriptDoc, handler: Handler, statement: string): Edit {
  const { block, body, node } = handler;
  if (block.type === 'BlockStatement') return inFrontOf(doc, block, body[0], endedBefore(doc, body[0], statement));
  const indent = indentAt(doc, node.start!);
  const step = indentStep(doc);
  const end = statement.endsWith(';') ? ';' : '';
  const start = opensAt(block);
  const value = doc.text.slice(start, closesAt(doc, block)).replace(/^\((\s*[{[][\s\S]*)\)$/, '$1');
  const isDropped = isValueDropped(doc, handler);
  const isDeed = isDropped && /^(Await|Assignment|Update|OptionalCall|Call)Expression$/.test(block.type);
  const rest = isDropped && isNothing(block) ? '' : `${indent}${step}${isDeed ? '' : 'return '}${value}${end}\n`;
  return { start, end: closesAt(doc, block), text: `{\n${indent}${step}${statement}\n${rest}${indent}}` };
}

/** In a file without semicolons the statement must not run on into a line that starts with a bracket. */
function endedBefore(doc: JavaScriptDoc, next: Node | undefined, statement: string): string {
  const runsOn = next && !statement.endsWith(';') && /^[([`+\-/]/.test(doc.text.slice(next.start!));
  return runsOn ? `${statement};` : statement;
}

function isNothing(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'undefined' || node.type === 'UnaryExpression' && node.operator === 'void';
}

/** `undefined` and no value at all differ for the compiler where somebody takes the value; a `.finally(…)` hands it on. */
function isValueDropped(doc: JavaScriptDoc, handler: Handler): boolean {
  if (isListener(doc, handler)) return true;
  let call = doc.tree.parent(handler.node)!;
  for (let member = doc.tree.parent(call); member?.type === 'MemberExpression' && propertyName(member) === 'finally'; member = doc.tree.parent(call)) call = doc.tree.parent(member)!;
  return isStatement(doc.tree, call);
}

function paramOf(param: Node | null | undefined): { param?: Node; name?: Identifier } {
  if (!param) return {};
  return { param, ...(param.type === 'Identifier' && { name: param }) };
}

/** ` (err)` behind `catch`, `err` between the parentheses of a callback: with a type where the compiler may have none for it. */
function withParameter(doc: JavaScriptDoc, node: Handler['node'], name: string): Edit {
  if (node.type === 'CatchClause') {
    const at = node.start! + 'catch'.length;
    const between = doc.text.slice(at, node.body.start!).trim();
    return { start: at, end: node.body.start!, text: ` (${name}) ${between}${between && ' '}` };
  }
  const open = doc.text.indexOf('(', node.type === 'FunctionExpression' && node.id ? node.id.end! : node.start!);
  return { start: open + 1, end: open + 1, text: /\.[cm]?tsx?$/.test(doc.path) ? `${name}: unknown` : name };
}

/** The name the file's other handlers have for their error, or a usual one; rather one that hides no name around it. */
function freeName(doc: JavaScriptDoc, handler: Handler): string | undefined {
  const free = [...favourites(doc), ...NAMES].filter((candidate) => isFreeIn(doc, candidate, handler));
  return free.find((candidate) => !doc.scopes.lookup(candidate, handler.node)) ?? free[0];
}

const favourite = new WeakMap<JavaScriptDoc, readonly string[]>();

/** What most handlers of the file call their error. */
function favourites(doc: JavaScriptDoc): readonly string[] {
  let known = favourite.get(doc);
  if (!known) {
    const counts = new Map<string, number>();
    for (const { name } of handlersOf(doc)) if (name && !UNWANTED.test(name.name)) counts.set(name.name, (counts.get(name.name) ?? 0) + 1);
    known = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 1).map(([name]) => name);
    favourite.set(doc, known);
  }
  return known;
}

function isFreeIn(doc: JavaScriptDoc, name: string, { node }: Handler): boolean {
  const outer = doc.scopes.lookup(name, node);
  const isUsed = outer?.uses.some((use) => use.start! >= node.start! && use.end! <= node.end!) || doc.scopes.globals.get(name)?.some((use) => use.start! >= node.start! && use.end! <= node.end!);
  const isBound = doc.scopes.all.some((binding) => binding.name === name && binding.node.start! >= node.start! && binding.node.end! <= node.end!);
  return !isUsed && !isBound;
}

/** An expression with the parentheses around it, which Babel leaves out. */
function opensAt(node: Node): number {
  return (node.extra?.['parenStart'] as number | undefined) ?? node.start!;
}

function closesAt(doc: JavaScriptDoc, node: Node): number {
  if (node.extra?.['parenthesized'] !== true) return node.end!;
  return doc.text.indexOf(')', node.end!) + 1;
}
