import { argumentsOf, enclosingFunction, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

/** Files and functions that fill a database for developers. */
const SEEDS = /(^|[/_.])(seed\w*|populate\w*|fixtures?|(demo|sample|dev|test|dummy|initial)_?(data|users?|accounts?|db)|dev_?(setup|server|bootstrap)|bootstrap_dev|create_(demo|test|sample|dummy)\w*|init_dev|local_?dev)([/_.]|$)/i;
const MOST_STEPS = 8;

/** Whether code is there to fill a database for developers, who need what it made to sign in. */
export function isSeedPlace(path: string, node: PyNode): boolean {
  return [path, enclosingFunction(node)?.field('name')?.text ?? ''].some((name) => SEEDS.test(name));
}

/** Whether a value stands as it is in this file: a literal, a name or a field of one. Nobody else ever has it. */
export function isOwnLiteral(doc: PythonDoc, node: PyNode): boolean {
  const literals = literalsOf(doc, node, MOST_STEPS);
  return literals.length > 0 && literals.every((literal) => stringValue(literal) !== undefined);
}

/** The literals a value may be; none where it may be something else. */
function literalsOf(doc: PythonDoc, node: PyNode | undefined, steps: number): readonly PyNode[] {
  if (!node || steps === 0) return [];
  if (['string', 'concatenated_string', 'dictionary', 'list', 'tuple', 'set'].includes(node.kind)) return [node];
  if (node.kind === 'parenthesized_expression') return literalsOf(doc, node.named[0], steps);
  if (node.kind === 'identifier') return all(doc.scopes.lookup(node.text, node), (binding) => ofBinding(doc, binding, steps - 1));
  if (node.kind === 'subscript') return fieldOf(doc, node.field('value'), node.field('subscript'), steps);
  const isGet = node.kind === 'call' && lastName(node.field('function')) === 'get' && node.field('function')!.kind === 'attribute';
  return isGet ? fieldOf(doc, node.field('function')!.field('object'), argumentsOf(node).positional[0], steps) : [];
}

function ofBinding(doc: PythonDoc, { node, kind }: Binding, steps: number): readonly PyNode[] {
  if (kind === 'loop') {
    const loop = node.closest('for_statement', 'for_in_clause')!;
    const target = loop.field('left')!;
    const at = target === node ? undefined : target.named.findIndex((part) => node === part);
    const items = all(literalsOf(doc, loop.field('right'), steps), itemsOf);
    return at === undefined ? all(items, (item) => literalsOf(doc, item, steps)) : all(items, (item) => literalsOf(doc, itemsOf(item)[at], steps));
  }
  const assignment = node.parent;
  return assignment?.kind === 'assignment' && assignment.field('left') === node ? literalsOf(doc, assignment.field('right'), steps) : [];
}

function fieldOf(doc: PythonDoc, object: PyNode | undefined, key: PyNode | undefined, steps: number): readonly PyNode[] {
  const name = stringValue(key);
  if (name === undefined) return [];
  return all(literalsOf(doc, object, steps), (each) => literalsOf(doc, each.named.find((pair) => stringValue(pair.field('key')) === name)?.field('value'), steps - 1));
}

function itemsOf(literal: PyNode): readonly PyNode[] {
  return ['list', 'tuple', 'set'].includes(literal.kind) ? literal.named : [];
}

/** What is found for every one; nothing where one has nothing. */
function all<T>(each: readonly T[], find: (one: T) => readonly PyNode[]): readonly PyNode[] {
  const found = each.map(find);
  return found.some((list) => list.length === 0) ? [] : found.flat();
}
