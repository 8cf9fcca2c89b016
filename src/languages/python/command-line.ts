import type { ProjectView } from '../types.ts';
import { enclosingFunction } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

const regions = new WeakMap<PythonDoc, ReadonlyMap<PyNode, string>>();

/** Why code belongs to a command-line program although its file serves requests; undefined when it does not. */
export function cliReason(doc: PythonDoc, offset: number, project: ProjectView): string | undefined {
  let found = regions.get(doc);
  if (!found) regions.set(doc, (found = commandLineRegions(doc, project)));
  for (const [node, reason] of found) if (node.start <= offset && offset < node.end) return reason;
  return undefined;
}

/** What only a function that a person runs at a terminal does. */
const DEEDS: { readonly [call: string]: string } = {
  'builtins.input': 'asks the user with `input()`',
  'argparse.ArgumentParser': 'reads the arguments of a command line',
};

function commandLineRegions(doc: PythonDoc, project: ProjectView): ReadonlyMap<PyNode, string> {
  const found = new Map<PyNode, string>();
  for (const guard of doc.root.children.filter(isMainGuard)) found.set(guard, 'inside the `if __name__ == "__main__"` block');
  for (const call of doc.root.descendants('call')) {
    const deed = DEEDS[doc.scopes.qualifiedName(call.field('function')) ?? ''];
    const fn = deed === undefined ? undefined : enclosingFunction(call);
    if (fn) found.set(fn, `\`${fn.field('name')!.text}\` ${deed}`);
  }
  if (found.size > 0) addGuardOnly(doc, project, found);
  return found;
}

export function isMainGuard(statement: PyNode): boolean {
  return statement.kind === 'if_statement' && /\b__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__\b/.test(statement.field('condition')?.text ?? '');
}

/** Functions and classes of the module that only the guard, or others like them, use. */
function addGuardOnly(doc: PythonDoc, project: ProjectView, found: Map<PyNode, string>): void {
  const definitions = doc.root.children.filter((node) => node.kind === 'function_definition' || node.kind === 'class_definition');
  for (let grown = true; grown;) {
    grown = false;
    for (const definition of definitions) {
      const name = definition.field('name')!.text;
      if (found.has(definition) || project.importedNames.includes(name)) continue;
      const callers = doc.scopes.usesOf(name).filter((use) => !use.isWithin(definition));
      if (callers.length === 0 || !callers.every((use) => [...found.keys()].some((region) => use.isWithin(region)))) continue;
      found.set(definition, `\`${name}\` is used only by the \`if __name__ == "__main__"\` block`);
      grown = true;
    }
  }
}
