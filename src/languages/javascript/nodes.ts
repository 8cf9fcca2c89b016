import type { CallExpression, Expression, Node, OptionalCallExpression, StringLiteral, TemplateLiteral } from '@babel/types';
import type { Edit, Span } from '../../types.ts';
import type { JavaScriptDoc } from './parse.ts';
import { spanOf, type NodeOf, type Tree } from './tree.ts';

export type AnyFunction = NodeOf<'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' | 'ClassMethod' | 'ClassPrivateMethod' | 'ObjectMethod'>;
export type AnyClass = NodeOf<'ClassDeclaration' | 'ClassExpression'>;
export type AnyCall = CallExpression | OptionalCallExpression;

const FUNCTIONS: readonly AnyFunction['type'][] = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'ClassPrivateMethod', 'ObjectMethod'];
/** Wrappers that change what the compiler thinks of a value, not the value. */
const TYPE_WRAPPERS = new Set<string>(['TSNonNullExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'TSTypeAssertion', 'ParenthesizedExpression', 'TypeCastExpression']);
const LOOPS: readonly ('ForStatement' | 'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement')[] =
  ['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'];

/** Every call whose callee stands for one of the names, such as `crypto:randomUUID` or `console.log`, in source order. */
export function* callsOf(doc: JavaScriptDoc, ...names: string[]): Generator<AnyCall> {
  for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
    const name = doc.scopes.qualifiedName(call.callee);
    if (name !== undefined && names.includes(name)) yield call;
  }
}

export function textOf(doc: JavaScriptDoc, node: Node): string {
  return doc.text.slice(node.start!, node.end!);
}

/** `a.b.c` as written, for a name, `this` or a chain of properties, optional or not; undefined for anything else. */
export function dottedText(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Identifier') return node.name;
  if (node?.type === 'ThisExpression') return 'this';
  if (node && TYPE_WRAPPERS.has(node.type)) return dottedText(unwrapped(node));
  if (node?.type !== 'MemberExpression' && node?.type !== 'OptionalMemberExpression') return undefined;
  const object = dottedText(node.object);
  const name = propertyName(node);
  return object !== undefined && name !== undefined ? `${object}.${name}` : undefined;
}

/** The last name of a callee or of a chain of properties: `json` of `res.status(500).json`. */
export function lastName(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Identifier') return node.name;
  if (node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression') return propertyName(node);
  return node && TYPE_WRAPPERS.has(node.type) ? lastName(unwrapped(node)) : undefined;
}

/** The name after the dot, or in `['name']`; undefined for a computed one. */
export function propertyName(member: NodeOf<'MemberExpression' | 'OptionalMemberExpression'>): string | undefined {
  if (!member.computed) return member.property.type === 'Identifier' ? member.property.name : undefined;
  return member.property.type === 'StringLiteral' ? member.property.value : undefined;
}

/** The key of a property or method as text; undefined for a computed or private one. */
export function keyName(node: Node): string | undefined {
  const { key, computed } = node as { key?: Node; computed?: boolean };
  if (key?.type === 'StringLiteral') return key.value;
  return key?.type === 'Identifier' && !computed ? key.name : undefined;
}

/** An expression without the type assertions and parentheses around it. */
export function unwrapped(node: Node): Node {
  let inner = node;
  while (TYPE_WRAPPERS.has(inner.type)) inner = (inner as { expression: Node }).expression;
  return inner;
}

/** The value of a property of an object literal. */
export function propertyOf(object: Node | null | undefined, name: string): NodeOf<'ObjectProperty' | 'ObjectMethod'> | undefined {
  if (object?.type !== 'ObjectExpression') return undefined;
  return object.properties.find((each): each is NodeOf<'ObjectProperty' | 'ObjectMethod'> => each.type !== 'SpreadElement' && keyName(each) === name);
}

/** The text of a string, or of a template without anything to fill in. */
export function stringValue(node: Node | null | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]!.value.cooked ?? undefined;
  return undefined;
}

/** The fixed parts of a text, joined: of a string, a template, or strings added up. */
export function literalText(node: Node | null | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked ?? value.raw).join(' ');
  if (node?.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const parts = [literalText(node.left), literalText(node.right)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

export function isText(node: Node | null | undefined): node is StringLiteral | TemplateLiteral {
  return node?.type === 'StringLiteral' || node?.type === 'TemplateLiteral';
}

export function isFunction(node: Node | null | undefined): node is AnyFunction {
  return !!node && (FUNCTIONS as readonly string[]).includes(node.type);
}

export function isCall(node: Node | null | undefined): node is AnyCall {
  return node?.type === 'CallExpression' || node?.type === 'OptionalCallExpression';
}

export function enclosingFunction(tree: Tree, node: Node): AnyFunction | undefined {
  return tree.closest(node, ...FUNCTIONS);
}

/** The function whose `this` code sees: arrow functions have none of their own. */
export function thisFunction(tree: Tree, node: Node): AnyFunction | undefined {
  return tree.closest(node, ...FUNCTIONS.filter((type) => type !== 'ArrowFunctionExpression'));
}

export function enclosingClass(tree: Tree, node: Node): AnyClass | undefined {
  return tree.closest(node, 'ClassDeclaration', 'ClassExpression');
}

/** The loop that runs a node again and again, within the same function. */
export function enclosingLoop(tree: Tree, node: Node): Node | undefined {
  const loop = tree.closest(node, ...LOOPS, ...FUNCTIONS);
  return loop && !isFunction(loop) ? loop : undefined;
}

/** What a function goes by: its own name, its key, or the variable or property it is assigned to. */
export function functionName(tree: Tree, fn: AnyFunction): string | undefined {
  if ('id' in fn && fn.id) return fn.id.name;
  if ('key' in fn) return keyName(fn);
  const parent = tree.parent(fn);
  switch (parent?.type) {
    case 'VariableDeclarator': return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'AssignmentExpression': return lastName(parent.left);
    case 'ObjectProperty': case 'ClassProperty': return parent.value === fn ? keyName(parent) : undefined;
    default: return undefined;
  }
}

/** The statement a node belongs to: the innermost one that stands in a block, a file, a `case` or as a body of its own. */
export function statementOf(tree: Tree, node: Node): Node {
  let statement = node;
  for (const parent of tree.ancestors(node)) {
    if (isStatementList(parent) || isBodyOf(parent, statement)) return statement;
    statement = parent;
  }
  return statement;
}

/** Whether a statement stands alone, without braces, as what an `if`, a loop or a label governs. */
export function isBracelessBody(tree: Tree, statement: Node): boolean {
  const parent = tree.parent(statement);
  return !!parent && isBodyOf(parent, statement) && statement.type !== 'BlockStatement';
}

/** Whether an expression is a whole statement, so that its value is nobody's; `await` and `void` in front do not matter. */
export function isStatement(tree: Tree, expression: Node): boolean {
  const parent = tree.parent(expression);
  if (parent?.type === 'AwaitExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'void')) return isStatement(tree, parent);
  return parent?.type === 'ExpressionStatement';
}

/** The statements of a block, a file or a `case`. */
export function statementsIn(node: Node | null | undefined): readonly Node[] {
  if (node?.type === 'Program' || node?.type === 'BlockStatement' || node?.type === 'StaticBlock' || node?.type === 'TSModuleBlock') return node.body;
  return node?.type === 'SwitchCase' ? node.consequent : [];
}

/** Nodes of the types that run when `within` runs: not those of functions defined in it. */
export function runsIn<T extends Node['type']>(tree: Tree, within: Node, ...types: T[]): NodeOf<T>[] {
  return tree.inside(within, ...types).filter((node) => {
    for (const ancestor of tree.ancestors(node)) {
      if (ancestor === within) return true;
      if (isFunction(ancestor)) return false;
    }
    return false;
  });
}

/** Whether code runs when its module loads: every function around it is called on the spot. */
export function runsAtImport(tree: Tree, node: Node): boolean {
  for (let fn = enclosingFunction(tree, node); fn; fn = enclosingFunction(tree, fn)) {
    const parent = tree.parent(fn);
    if (!isCall(parent) || parent.callee !== fn) return false;
  }
  return true;
}

/** The statement of the module that holds a node. */
export function statementAtTop(tree: Tree, at: Node): Node {
  let statement = at;
  for (const ancestor of tree.ancestors(at)) {
    if (ancestor.type === 'Program') return statement;
    statement = ancestor;
  }
  return statement;
}

export function lineStart(doc: JavaScriptDoc, offset: number): number {
  return doc.text.lastIndexOf('\n', offset - 1) + 1;
}

export function lineEnd(doc: JavaScriptDoc, offset: number): number {
  const end = doc.text.indexOf('\n', offset);
  return end < 0 ? doc.text.length : end;
}

const lineEnds = new WeakMap<JavaScriptDoc, readonly number[]>();

/** Number of the line an offset is on, starting at 1. */
export function lineOf(doc: JavaScriptDoc, offset: number): number {
  let ends = lineEnds.get(doc);
  if (!ends) lineEnds.set(doc, (ends = Array.from(doc.text.matchAll(/\n/g), ({ index }) => index)));
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** White space in front of the line an offset is on. */
export function indentAt(doc: JavaScriptDoc, offset: number): string {
  return /^[ \t]*/.exec(doc.text.slice(lineStart(doc, offset), lineStart(doc, offset) + 200))![0];
}

const steps = new WeakMap<JavaScriptDoc, string>();

/** One level of indentation of the file: a tab, or as many spaces as its first indented line in a block has more. */
export function indentStep(doc: JavaScriptDoc): string {
  let step = steps.get(doc);
  if (step === undefined) {
    step = stepOf(doc);
    steps.set(doc, step);
  }
  return step;
}

function stepOf(doc: JavaScriptDoc): string {
  for (const block of doc.tree.all('BlockStatement', 'ClassBody', 'ObjectExpression')) {
    const first = 'properties' in block ? block.properties[0] : block.body[0];
    if (!first || lineStart(doc, first.start!) === lineStart(doc, block.start!)) continue;
    const inner = indentAt(doc, first.start!);
    const outer = indentAt(doc, block.start!);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return '  ';
}

/** The whole lines a statement stands on, when it has them for itself; comments behind it go with it. */
export function wholeLines(doc: JavaScriptDoc, node: Node): Span | undefined {
  const { start, end } = spanOf(node);
  const from = lineStart(doc, start);
  const to = lineEnd(doc, end);
  if (doc.text.slice(from, start).trim() !== '' || !/^[ \t]*;?[ \t]*$/.test(doc.text.slice(end, to))) return undefined;
  return { start: from, end: Math.min(to + 1, doc.text.length) };
}

/** The edit that takes a statement away with its line, or leaves what an `if` without braces needs. */
export function removeStatement(doc: JavaScriptDoc, node: Node): Edit {
  const statement = statementOf(doc.tree, node);
  const lines = wholeLines(doc, statement);
  if (!lines) return { start: statement.start!, end: statement.end!, text: '' };
  const next = lineEnd(doc, lines.end);
  const isBetweenBlanks = /\n[ \t]*\n$/.test(doc.text.slice(0, lines.start)) && doc.text.slice(lines.end, next).trim() === '';
  return { start: lines.start, end: isBetweenBlanks ? Math.min(next + 1, doc.text.length) : lines.end, text: '' };
}

/** Whether the statements of the file end in semicolons. */
export function usesSemicolons(doc: JavaScriptDoc): boolean {
  const statements = doc.tree.all('ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ImportDeclaration');
  const ended = statements.filter((statement) => doc.text[statement.end! - 1] === ';').length;
  return statements.length === 0 || ended * 2 >= statements.length;
}

/** A quoted string literal, in the quotes most strings of the file have. */
export function quote(doc: JavaScriptDoc, text: string): string {
  const mark = preferredQuote(doc);
  const other = mark === "'" ? '"' : "'";
  const used = text.includes(mark) && !text.includes(other) ? other : mark;
  return used + text.replaceAll('\\', '\\\\').replaceAll(used, `\\${used}`).replaceAll('\n', '\\n') + used;
}

const quotes = new WeakMap<JavaScriptDoc, string>();

function preferredQuote(doc: JavaScriptDoc): string {
  let mark = quotes.get(doc);
  if (mark === undefined) {
    const strings = doc.tree.all('StringLiteral').filter((node) => doc.tree.parent(node)?.type !== 'JSXAttribute');
    const single = strings.filter((node) => doc.text[node.start!] === "'").length;
    mark = single * 2 >= strings.length ? "'" : '"';
    quotes.set(doc, mark);
  }
  return mark;
}

/** Whether a node must be put in parentheses to have something called or read on it. */
export function needsParentheses(node: Expression | Node): boolean {
  return !['Identifier', 'MemberExpression', 'OptionalMemberExpression', 'CallExpression', 'OptionalCallExpression', 'StringLiteral', 'TemplateLiteral', 'ThisExpression', 'ArrayExpression', 'TSNonNullExpression'].includes(node.type);
}

function isStatementList(node: Node): boolean {
  return ['Program', 'BlockStatement', 'StaticBlock', 'TSModuleBlock'].includes(node.type) || node.type === 'SwitchCase';
}

function isBodyOf(parent: Node, child: Node): boolean {
  switch (parent.type) {
    case 'IfStatement': return parent.consequent === child || parent.alternate === child;
    case 'ForStatement': case 'ForInStatement': case 'ForOfStatement': case 'WhileStatement': case 'DoWhileStatement': case 'LabeledStatement': case 'WithStatement':
      return parent.body === child;
    default: return false;
  }
}
