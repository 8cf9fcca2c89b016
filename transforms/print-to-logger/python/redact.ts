import { interpolated, type Secrets } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { REDACTED } from '../text.ts';
import { bare } from './parentheses.ts';

/** A value that shows a secret only sometimes, with that hidden. */
export interface PartlyHidden {
  readonly source: string;
  readonly secret: string;
}

/**
 * `token[:20] if token else 'none'` with the first branch hidden: whether there is a token stays readable. Undefined
 * where the value shows no secret, or nothing else.
 */
export function partlyHidden(value: PyNode, secrets: Secrets, quote: string): PartlyHidden | undefined {
  const hidden = `${quote}${REDACTED}${quote}`;
  const node = bare(value);
  if (node.kind === 'boolean_operator' && node.field('operator')?.text === 'or') {
    const [left, right] = [node.field('left')!, node.field('right')!];
    const secret = secrets.shownBy(left);
    const isPlain = ['identifier', 'attribute', 'subscript'].includes(left.kind) && right.kind !== 'boolean_operator';
    return secret !== undefined && isPlain && secrets.shownBy(right) === undefined ? { source: `${hidden} if ${left.text} else ${right.text}`, secret } : undefined;
  }
  const branches = branchesOf(node);
  const secret = branches.filter((branch) => secrets.shownBy(branch) !== undefined);
  if (secret.length === 0 || secret.length === branches.length) return undefined;
  let source = '';
  let at = value.start;
  for (const branch of secret) {
    source += value.text.slice(at - value.start, branch.start - value.start) + hidden;
    at = branch.end;
  }
  return { source: source + value.text.slice(at - value.start), secret: secrets.shownBy(secret[0])! };
}

function branchesOf(node: PyNode): PyNode[] {
  const inner = bare(node);
  return inner.kind === 'conditional_expression' ? [inner.named[0]!, inner.named[2]!].flatMap(branchesOf) : [node];
}

/** The mark that may quote a text inside a value of an f-string with this opening. */
export function quoteWithin(string: PyNode): string {
  return string.children.at(-1)!.text.startsWith('"') ? "'" : '"';
}

/** Whether a comment stands beside a value in its braces. */
export function hasComment(interpolation: PyNode): boolean {
  return interpolation.text.includes('\n') && /#[^\n]*\n/.test(interpolation.text.replace(interpolated(interpolation)?.text ?? '', ''));
}
