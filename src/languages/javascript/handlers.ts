import type { Identifier } from '@babel/types';
import type { Edit, Need } from '../../types.ts';
import { inFrontOf } from './blocks.ts';
import { indentAt, indentStep, isCall, isFunction, propertyName, statementsIn, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { Node, NodeOf } from './tree.ts';

/** What runs when something failed: a `catch` clause, or the function given to `.catch` or as second one to `.then`. */
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
  /** What is guarded: the block of the `try`, or the expression whose promise may be rejected. */
  readonly guarded: Node;
}

/** The name given to an error where a handler has none for it. */
const NAMES = ['err', 'error', 'cause', 'failure'];

/** Every handler of a file, in source order. */
export function handlersOf(doc: JavaScriptDoc): Handler[] {
  const clauses = doc.tree.all('CatchClause').map((clause) => handlerOf(doc, clause)!);
  const callbacks = doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call) => {
    const callback = rejectionCallback(call);
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
  if (!isCall(call) || rejectionCallback(call) !== node) return undefined;
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

/** What a promise's `.catch(…)` or `.then(…, …)` calls when it is rejected. */
export function rejectionCallback(call: Node): Node | undefined {
  if (!isCall(call) || (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression')) return undefined;
  const name = propertyName(call.callee);
  if (name === 'catch') return call.arguments.length === 1 ? call.arguments[0] : undefined;
  return name === 'then' ? call.arguments[1] : undefined;
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
  if (name && !(name.name.startsWith('_') && usesOfError(doc, handler).length === 0)) return { name: name.name, needs: [] };
  if (param && !name) return undefined;
  const free = NAMES.find((candidate) => isFreeIn(doc, candidate, handler));
  if (free === undefined) return undefined;
  const edit = name ? { start: name.start!, end: name.start! + name.name.length, text: free } : withParameter(doc, node, free);
  return { name: free, needs: [{ kind: 'binding', key: `binding@${node.start}`, ...edit }] };
}

/** Asks for the one log line of a handler; of several requests the lowest rank is taken. `at` and `text` are an edit. */
export function handlerLogNeed(handler: Handler, rank: number, statement: Edit, needs: readonly Need[]): Need {
  const { start, end, text } = statement;
  return { kind: 'handler-log', key: handlerKey(handler), rank, start, end, text, needs };
}

/** What a fix provides that turns code already there into the log line of its handler. */
export function handlerKey({ node }: Handler): string {
  return `handler@${node.start}`;
}

/**
 * The edit that puts a statement in front of what a handler does. Comments stay, a block on one line is opened, and an
 * arrow function with an expression gets a block that returns it.
 */
export function inFrontOfBody(doc: JavaScriptDoc, handler: Handler, statement: string): Edit {
  const { block, body, node } = handler;
  if (block.type === 'BlockStatement') return inFrontOf(doc, block, body[0], statement);
  const indent = indentAt(doc, node.start!);
  const step = indentStep(doc);
  const end = statement.endsWith(';') ? ';' : '';
  const isNothing = /^(undefined|void 0)$/.test(doc.text.slice(block.start!, block.end!));
  const start = opensAt(block);
  const value = doc.text.slice(start, closesAt(doc, block)).replace(/^\((\s*[{[][\s\S]*)\)$/, '$1');
  const rest = isNothing ? '' : `${indent}${step}return ${value}${end}\n`;
  return { start, end: closesAt(doc, block), text: `{\n${indent}${step}${statement}\n${rest}${indent}}` };
}

function paramOf(param: Node | null | undefined): { param?: Node; name?: Identifier } {
  if (!param) return {};
  return { param, ...(param.type === 'Identifier' && { name: param }) };
}

/** ` (err)` behind `catch`, `err` between the parentheses of a callback. */
function withParameter(doc: JavaScriptDoc, node: Handler['node'], name: string): Edit {
  if (node.type === 'CatchClause') {
    const at = node.start! + 'catch'.length;
    return { start: at, end: node.body.start!, text: ` (${name}) ${doc.text.slice(at, node.body.start!).trim()}` };
  }
  const open = doc.text.indexOf('(', node.type === 'FunctionExpression' && node.id ? node.id.end! : node.start!);
  return { start: open + 1, end: open + 1, text: name };
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

