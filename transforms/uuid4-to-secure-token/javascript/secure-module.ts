import { edgeReason } from '../../../src/languages/javascript/logging-code.ts';
import { builtIn, importNeed, isEsm } from '../../../src/languages/javascript/imports.ts';
import { runsAtImport } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Need } from '../../../src/types.ts';

export type CryptoFunction = 'randomBytes' | 'randomInt';

/** How code at one place calls a function of Node's `crypto`, or why it cannot. */
export function cryptoName(doc: JavaScriptDoc, at: Node, fn: CryptoFunction, project: ProjectView): { readonly expression: string; readonly needs: readonly Need[] } | { readonly reason: string } {
  const elsewhere = browserReason(doc, project);
  if (elsewhere) return { reason: elsewhere };
  if (fn === 'randomInt' && !allowsNode(project, [12, 19])) return { reason: '`crypto.randomInt` needs Node 12.19, and `engines` allows an older one' };
  for (const [name, imported] of namesAt(doc, at)) {
    if (imported === `crypto:${fn}`) return { expression: name, needs: [] };
    if (imported === 'crypto:default') return { expression: `${name}.${fn}`, needs: [] };
  }
  const name = [fn, `crypto${fn[0]!.toUpperCase()}${fn.slice(1)}`].find((each) => !isTaken(doc, each, at));
  if (name === undefined) return { reason: `\`${fn}\` means something else here` };
  const firstUse = runsAtImport(doc.tree, at) ? topStart(doc, at) : undefined;
  return { expression: name, needs: [importNeed(builtIn(doc, 'crypto'), fn, name, isEsm(doc, project), firstUse)] };
}

/** Names in scope that stand for `crypto` or for something of it, innermost first. */
function* namesAt(doc: JavaScriptDoc, at: Node): Generator<readonly [string, string]> {
  const seen = new Set<string>();
  for (let scope: Node | undefined = at; scope; scope = doc.tree.parent(scope)) {
    for (const [name, binding] of doc.scopes.in(scope)) {
      if (seen.has(name) || binding.isType) continue;
      seen.add(name);
      // A `require` further down has not run yet.
      if (binding.kind !== 'import' && binding.node.start! > at.start! && binding.scope.type !== 'Program') continue;
      const origin = doc.scopes.qualifiedName(binding.node);
      if (origin?.startsWith('crypto:')) yield [name, origin];
    }
  }
}

function isTaken(doc: JavaScriptDoc, name: string, at: Node): boolean {
  return doc.scopes.lookup(name, at) !== undefined || doc.scopes.moduleNames.has(name) || doc.scopes.globals.has(name);
}

function topStart(doc: JavaScriptDoc, node: Node): number {
  let statement = node;
  for (const parent of doc.tree.ancestors(node)) {
    if (parent.type === 'Program') break;
    statement = parent;
  }
  return statement.start!;
}

/** Why Node's `crypto` is not there. */
function browserReason(doc: JavaScriptDoc, project: ProjectView): string | undefined {
  if (edgeReason(doc, project)) return 'it runs at the edge, where Node\'s `crypto` may be missing: use `crypto.getRandomValues`';
  const isBrowser = project.zone === 'frontend' || project.zone === 'shared' || doc.tree.program.directives.some(({ value }) => value.value === 'use client') || ['window', 'document', 'localStorage', 'sessionStorage'].some((name) => doc.scopes.globals.has(name));
  return isBrowser ? 'it runs in a browser, where Node\'s `crypto` is missing: use `crypto.getRandomValues`' : undefined;
}

/** Whether every Node that the package's `engines` allow is of a version, or they say nothing. */
function allowsNode({ package: { javascript } }: ProjectView, [major, minor]: readonly [number, number]): boolean {
  const lowest = /^(\d+)(?:\.(\d+))?/.exec(javascript?.node ?? '');
  if (!lowest) return true;
  const [have, point] = [Number(lowest[1]), Number(lowest[2] ?? 0)];
  return have > major || (have === major && point >= minor);
}
