import { lastName } from './nodes.ts';
import type { Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

/** `name` of `for name, value in secrets.items()`. */
export function isKeyOf(node: PyNode, loop: PyNode): boolean {
  const right = loop.field('right');
  return right?.kind === 'call' && lastName(right.field('function')) === 'items' && loop.field('left')!.named[0] === node && loop.field('left') !== node;
}

/** The value a name alone gets in an assignment. */
export function assigned({ node }: Binding): PyNode | undefined {
  const statement = node.parent;
  if (statement?.kind === 'named_expression') return statement.field('value');
  const isAssignment = statement?.kind === 'assignment' || statement?.kind === 'augmented_assignment';
  return isAssignment && statement.field('left') === node ? statement.field('right') : undefined;
}

/** The value a name gets in `a, b = x, y`; of a single value all of it. */
export function unpacked({ node }: Binding): PyNode | undefined {
  const assignment = node.closest('assignment');
  const pattern = assignment?.field('left');
  const right = assignment?.field('right');
  if (!pattern || !right || !node.isWithin(pattern) || pattern === node) return undefined;
  const at = pattern.named.findIndex((part) => node.isWithin(part));
  return ['expression_list', 'tuple'].includes(right.kind) ? right.named[at] : right;
}
