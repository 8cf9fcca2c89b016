import { argumentsOf, lastName, stringValue } from './nodes.ts';
import type { Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

/** So many characters of a secret give nothing away. */
const SHOWN_MOST = 4;

/** `name` of `for name, value in secrets.items()`. */
export function isKeyOf(node: PyNode, loop: PyNode): boolean {
  const right = loop.field('right');
  return right?.kind === 'call' && lastName(right.field('function')) === 'items' && loop.field('left')!.named[0] === node && loop.field('left') !== node;
}

/** `url.split("@")[-1]` is the address without the user and password in front. */
export function isBehindCredentials(value: PyNode, key: PyNode | undefined): boolean {
  const isSplit = value.kind === 'call' && /split$/.test(lastName(value.field('function')) ?? '') && stringValue(argumentsOf(value).positional[0]) === '@';
  return isSplit && /^-?1$/.test(key?.text ?? '');
}

/** `[:4]` and `[-4:]` show at most four characters. */
export function isShortSlice(slice: PyNode): boolean {
  const short = /^(\d+)?\s*:\s*(\d+)?$/.exec(slice.text);
  if (short) return short[2] !== undefined && Number(short[2]) - Number(short[1] ?? 0) <= SHOWN_MOST;
  const tail = /^-(\d+)\s*:\s*$/.exec(slice.text);
  return !!tail && Number(tail[1]) <= SHOWN_MOST;
}

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
