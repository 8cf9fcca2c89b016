import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

export const FUNCTIONS = ['function_definition', 'lambda'];
const DEFINITIONS = [...FUNCTIONS, 'class_definition'];
const LOOPS = ['for_statement', 'while_statement'];
const COMPOUND = new Set([
  'if_statement', 'for_statement', 'while_statement', 'try_statement', 'with_statement', 'match_statement',
  'function_definition', 'class_definition', 'decorated_definition',
]);

/** Arguments of a call, split as Python passes them. */
export interface Arguments {
  readonly positional: readonly PyNode[];
  /** Values by keyword. */
  readonly keywords: ReadonlyMap<string, PyNode>;
  /** The `name=value` nodes themselves. */
  readonly keywordNodes: ReadonlyMap<string, PyNode>;
  /** `*args` or `**kwargs` is passed, so what arrives is not known. */
  readonly hasSplat: boolean;
}

export function argumentsOf(call: PyNode): Arguments {
  const nodes = call.field('arguments')?.named ?? [];
  const pairs = nodes.filter((node) => node.kind === 'keyword_argument');
  return {
    positional: nodes.filter((node) => !['keyword_argument', 'list_splat', 'dictionary_splat'].includes(node.kind)),
    keywords: new Map(pairs.map((pair) => [pair.field('name')!.text, pair.field('value')!])),
    keywordNodes: new Map(pairs.map((pair) => [pair.field('name')!.text, pair])),
    hasSplat: nodes.some((node) => ['list_splat', 'dictionary_splat'].includes(node.kind)),
  };
}

/** Every call of one of the functions, by qualified name, in source order. */
export function* callsOf(doc: PythonDoc, ...names: string[]): Generator<PyNode> {
  for (const call of doc.root.descendants('call')) {
    const name = doc.scopes.qualifiedName(call.field('function'));
    if (name && names.includes(name)) yield call;
  }
}

/** `a.b.c` as written, for an identifier or a chain of attributes; undefined for anything else. */
export function dottedText(node: PyNode | undefined): string | undefined {
  if (node?.kind === 'identifier') return node.text;
  if (node?.kind !== 'attribute') return undefined;
  const object = dottedText(node.field('object'));
  return object && `${object}.${node.field('attribute')!.text}`;
}

/** The last name of a callee or of an attribute chain: `get` of `client.get`. */
export function lastName(node: PyNode | undefined): string | undefined {
  if (node?.kind === 'identifier') return node.text;
  if (node?.kind === 'attribute') return node.field('attribute')?.text;
  return undefined;
}

export function enclosingFunction(node: PyNode): PyNode | undefined {
  return node.closest('function_definition');
}

/** The class whose method holds the node directly; not the class around a function nested in a method. */
export function enclosingClass(node: PyNode): PyNode | undefined {
  return node.closest('class_definition');
}

export function isAsync(fn: PyNode): boolean {
  return fn.children[0]?.kind === 'async';
}

/** The statement a node belongs to: the innermost child of a block or of the module. */
export function statementOf(node: PyNode): PyNode {
  let statement = node;
  for (const parent of node.ancestors()) {
    if (parent.kind === 'block' || parent.kind === 'module') return statement;
    statement = parent;
  }
  return statement;
}

/** The statements of a block or module, comments left out. */
export function statementsOf(block: PyNode | undefined): readonly PyNode[] {
  return block?.named ?? [];
}

/** Whether an expression stands alone as a statement. */
export function isStatement(expression: PyNode): boolean {
  return expression.parent?.kind === 'expression_statement' && expression.parent.named.length === 1;
}

export function isCompound(statement: PyNode): boolean {
  return COMPOUND.has(statement.kind);
}

/** The loop a node runs in, within the same function. */
export function enclosingLoop(node: PyNode): PyNode | undefined {
  for (const ancestor of node.ancestors()) {
    if (LOOPS.includes(ancestor.kind)) return ancestor;
    if (FUNCTIONS.includes(ancestor.kind) || ancestor.kind === 'class_definition') return undefined;
  }
  return undefined;
}

/** The `except` clause a node stands in, within the same function. */
export function enclosingHandler(node: PyNode): PyNode | undefined {
  for (const ancestor of node.ancestors()) {
    if (ancestor.kind === 'except_clause' || ancestor.kind === 'except_group_clause') return ancestor;
    if (FUNCTIONS.includes(ancestor.kind) || ancestor.kind === 'class_definition') return undefined;
  }
  return undefined;
}

/** The nodes of the given kinds below one, without those of nested functions and classes: what runs when it runs. */
export function runsIn(node: PyNode, ...kinds: string[]): PyNode[] {
  return node.descendants(...kinds).filter((each) => {
    if (DEFINITIONS.includes(each.kind)) return false;
    for (const ancestor of each.ancestors()) {
      if (ancestor === node) return true;
      if (DEFINITIONS.includes(ancestor.kind)) return false;
    }
    return true;
  });
}

/** The offset where the line of a node starts, and the white space it starts with. */
export function lineStart(doc: PythonDoc, offset: number): number {
  return doc.text.lastIndexOf('\n', offset - 1) + 1;
}

export function indentAt(doc: PythonDoc, offset: number): string {
  return /^[ \t]*/.exec(doc.text.slice(lineStart(doc, offset)))![0];
}

/** The span of whole lines a statement stands on, with its line end, when nothing else stands on them. */
export function wholeLines(doc: PythonDoc, statement: PyNode): { start: number; end: number } | undefined {
  const start = lineStart(doc, statement.start);
  const newline = doc.text.indexOf('\n', statement.end);
  const end = newline < 0 ? doc.text.length : newline + 1;
  const alone = doc.text.slice(start, statement.start).trim() === '' && doc.text.slice(statement.end, end).trim() === '';
  return alone ? { start, end } : undefined;
}

/** 1-based line of an offset. */
export function lineOf(doc: PythonDoc, offset: number): number {
  let line = 1;
  for (let at = doc.text.indexOf('\n'); at >= 0 && at < offset; at = doc.text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Value of a plain string literal without escapes that matter; undefined for f-strings, bytes and anything else. */
export function stringValue(node: PyNode | undefined): string | undefined {
  if (node?.kind === 'parenthesized_expression') return stringValue(node.named[0]);
  if (node?.kind === 'concatenated_string') {
    const parts = node.named.map(stringValue);
    return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
  }
  if (node?.kind !== 'string' || /[fbt]/i.test(stringPrefix(node))) return undefined;
  return contentOf(node);
}

/** Letters before the opening quote: `f` of `f"…"`. */
export function stringPrefix(string: PyNode): string {
  return string.children[0]!.text.replace(/["']+$/, '');
}

/** The text between the quotes, as written. */
export function contentOf(string: PyNode): string {
  return string.text.slice(string.children[0]!.text.length, -string.children.at(-1)!.text.length);
}

/** The literal text of a string or f-string, with `{}` where values stand; undefined for other expressions. */
export function literalText(node: PyNode | undefined): string | undefined {
  if (node?.kind === 'parenthesized_expression') return literalText(node.named[0]);
  if (node?.kind === 'concatenated_string') {
    const parts = node.named.map(literalText);
    return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
  }
  if (node?.kind !== 'string') return undefined;
  return node.children.slice(1, -1).map((part) => (part.kind === 'interpolation' ? '{}' : part.text)).join('');
}

/** Whether code runs while the module is imported, rather than when a function is called. */
export function runsAtImport(at: PyNode): boolean {
  let child = at;
  for (const ancestor of at.ancestors()) {
    // Decorators, defaults and annotations run where the function is defined; only its body waits for a call.
    if ((ancestor.kind === 'function_definition' || ancestor.kind === 'lambda') && ancestor.field('body') === child) return false;
    child = ancestor;
  }
  return true;
}
