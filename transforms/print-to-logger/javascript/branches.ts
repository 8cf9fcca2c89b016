import { textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Secrets } from '../../../src/languages/javascript/secrets.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { REDACTED } from '../text.ts';

/** A value that shows a secret only sometimes, with that hidden. */
export interface PartlyHidden {
  readonly source: string;
  readonly taken: readonly { readonly name: string; readonly value: Node }[];
}

/**
 * `token ? token : 'none'` with the first branch hidden: whether there is a token stays readable. Undefined where the
 * value shows no secret, or nothing else.
 */
export function partlyHidden(doc: JavaScriptDoc, value: Node, secrets: Secrets, quote: string): PartlyHidden | undefined {
  const hidden = `${quote}${REDACTED}${quote}`;
  const node = unwrapped(value);
  if (node.type === 'LogicalExpression' && node.operator === '||') {
    const left = unwrapped(node.left);
    const name = secrets.shownBy(left);
    const isPlain = ['Identifier', 'MemberExpression', 'OptionalMemberExpression'].includes(left.type) && node.right.type !== 'LogicalExpression';
    if (name === undefined || !isPlain || secrets.shownBy(node.right) !== undefined) return undefined;
    return { source: `${textOf(doc, node.left)} ? ${hidden} : ${textOf(doc, node.right)}`, taken: [{ name, value: left }] };
  }
  const branches = branchesOf(node);
  const taken = branches.flatMap((branch) => {
    const name = secrets.shownBy(branch);
    return name === undefined ? [] : [{ name, value: branch }];
  });
  // `token && token.slice(0, 8)` shows nothing where there is no token.
  if (taken.length === 0 || (taken.length === branches.length && node.type !== 'LogicalExpression')) return undefined;
  let source = '';
  let at = value.start!;
  for (const { value: branch } of taken) {
    source += doc.text.slice(at, branch.start!) + hidden;
    at = branch.end!;
  }
  return { source: source + doc.text.slice(at, value.end!), taken };
}

/** The values an expression may be: those of its branches. */
function branchesOf(node: Node): Node[] {
  const bare = unwrapped(node);
  if (bare.type === 'ConditionalExpression') return [bare.consequent, bare.alternate].flatMap(branchesOf);
  return bare.type === 'LogicalExpression' && bare.operator === '&&' ? branchesOf(bare.right) : [bare];
}
