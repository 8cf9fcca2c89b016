import { FUNCTIONS, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Layer } from './layers.ts';

const ENDS = ['return_statement', 'raise_statement', 'continue_statement', 'break_statement'];

/** Why code never runs: it stands below a `return` or `raise` of its block, or in an `if False`. */
export function unreachable(node: PyNode): string | undefined {
  let child = node;
  for (const parent of node.ancestors()) {
    const before = parent.kind === 'block' ? statementsOf(parent).find((each) => each.start < child.start && ENDS.includes(each.kind)) : undefined;
    if (before) return `it stands below \`${before.text.split('\n')[0]!}\`, where nothing runs`;
    if (parent.kind === 'if_statement' && parent.field('consequence') === child && /^(False|0)$/.test(parent.field('condition')!.text)) return `it stands under \`if ${parent.field('condition')!.text}\`, where nothing runs`;
    child = parent;
  }
  return undefined;
}

/** Why a layer answers nothing: what it is kept in is used nowhere, and it is not given an app where it is made. */
export function unusedLayer(doc: PythonDoc, { importedNames }: ProjectView, { call }: Layer): string | undefined {
  const name = doc.scopes.qualifiedName(call.field('function'));
  const isInert = name?.endsWith('.Middleware') || (/^flask_cors\..*CORS$/.test(name ?? '') && call.field('arguments')!.named.every(({ kind }) => kind === 'keyword_argument'));
  // Kept by itself, or in a list of them.
  const kept = call.parent?.kind === 'list' ? call.parent : call;
  const assignment = isInert && kept.parent?.kind === 'assignment' ? kept.parent : undefined;
  const target = assignment?.field('left');
  if (!assignment || target?.kind !== 'identifier' || assignment.closest(...FUNCTIONS, 'class_definition')) return undefined;
  return importedNames.includes(target.text) || doc.scopes.usesOf(target.text).length > 0 ? undefined : `nothing uses \`${target.text}\``;
}
