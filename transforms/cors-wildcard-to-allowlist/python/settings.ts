import { argumentsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { CorsFacts, Setting } from './context.ts';

/** The name by which a setting is read: `X` of `settings.X`, `config["X"]`, `config.get("X")` and of an imported `X`. */
export function settingOf(node: PyNode): string | undefined {
  if (node.kind === 'identifier') return node.text;
  if (node.kind === 'attribute') return node.field('attribute')!.text;
  if (node.kind === 'subscript' && /config|settings/i.test(node.field('value')?.text ?? '')) return stringValue(node.field('subscript'));
  if (node.kind === 'call' && /(config|settings)\.get$/i.test(node.field('function')!.text)) return stringValue(argumentsOf(node).positional[0]);
  return undefined;
}

export function settingStar(facts: readonly CorsFacts[], name: string): Setting | undefined {
  return facts.flatMap(({ wildcards }) => wildcards).find((setting) => setting.name === name);
}

/** Every name that reaches a CORS layer, also through functions and properties. */
export function reachingNames(facts: readonly CorsFacts[]): ReadonlySet<string> {
  return withSources(facts, facts.flatMap(({ uses }) => uses));
}

/** Names, and the settings that functions and properties of these names read. */
export function withSources(facts: readonly CorsFacts[], start: readonly string[]): ReadonlySet<string> {
  const names = new Set(start);
  const derived = facts.flatMap((file) => file.derived);
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, from] of derived) {
      if (!names.has(name)) continue;
      for (const each of from) if (!names.has(each)) { names.add(each); grown = true; }
    }
  }
  return names;
}

/** What defines a setting and what reads it go together. */
export function settingGroup(project: ProjectView, name: string): string {
  return `cors ${project.package.dir || '.'} ${name}`;
}
