import { statementsIn, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

const ENDS = ['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement'];

/** Why code never runs: it stands below a `return` or `throw` of its block, or in an `if (false)`. */
export function unreachable(doc: JavaScriptDoc, node: Node): string | undefined {
  let child = node;
  for (const parent of doc.tree.ancestors(node)) {
    // A function declaration is there wherever in its block it stands.
    const before = child.type === 'FunctionDeclaration' ? undefined : statementsIn(parent).find((each) => each.end! <= child.start! && ENDS.includes(each.type));
    if (before) return `it stands below \`${textOf(doc, before).split('\n')[0]!}\`, where nothing runs`;
    if (parent.type === 'IfStatement' && parent.consequent === child && parent.test.type === 'BooleanLiteral' && !parent.test.value) return 'it stands under `if (false)`, where nothing runs';
    child = parent;
  }
  return undefined;
}

/** Why a middleware answers nothing: what it is kept in is neither used nor exported. */
export function unusedMiddleware(doc: JavaScriptDoc, made: Node): string | undefined {
  const declarator = doc.tree.parent(made);
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== made || declarator.id.type !== 'Identifier') return undefined;
  const binding = doc.scopes.bindingOf(declarator.id);
  if (!binding || binding.uses.length > 0 || doc.tree.closest(declarator, 'ExportNamedDeclaration')) return undefined;
  return `nothing uses \`${declarator.id.name}\``;
}
