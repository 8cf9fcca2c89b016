import { propertyName } from '../../../src/languages/javascript/nodes.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Context, Setting } from './context.ts';

/** The setting that a property or an imported name reads, when it is a wildcard unless set. */
export function settingOf({ doc, facts }: Context, node: Node): Setting | undefined {
  const name = readName(doc, node);
  if (name === undefined || facts.some(({ checked }) => checked.includes(name))) return undefined;
  return facts.flatMap(({ path, wildcards }) => wildcards.map((each) => ({ ...each, path }))).find((each) => each.name === name);
}

/** `X` of `config.cors.X` and of an imported `X`. */
export function readName(doc: Context['doc'], node: Node): string | undefined {
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') return propertyName(node);
  return node.type === 'Identifier' && doc.scopes.bindingOf(node)?.kind === 'import' ? node.name : undefined;
}

/** What defines a setting and what reads it go together. */
export function settingGroup({ package: { dir } }: ProjectView, name: string): string {
  return `cors setting ${dir}:${name}`;
}
