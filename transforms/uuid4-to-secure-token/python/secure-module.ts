import { importedAs, importNeed, importStatement } from '../../../src/languages/python/imports.ts';
import { runsAtImport } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Need } from '../../../src/types.ts';

/** Everything `secrets` offers; a file that imports anything else from a `secrets` has a module of its own of that name. */
const OFFERED = ['choice', 'randbelow', 'randbits', 'SystemRandom', 'token_bytes', 'token_hex', 'token_urlsafe', 'compare_digest', 'DEFAULT_ENTROPY'];

export type SecretsName = { readonly expression: string; readonly needs: readonly Need[] } | { readonly reason: string };

/** How to write a function of `secrets` at a place: as the file already does, by name or through the module, else through `import secrets`. */
export function secretsName(doc: PythonDoc, at: PyNode, fn: string): SecretsName {
  if (hasOwnModule(doc)) return { reason: 'the project has its own module called `secrets`' };
  const means = (name: string, origin: string) => {
    const bindings = doc.scopes.lookup(name, at);
    return bindings.length === 1 && bindings[0]!.origin === origin;
  };
  const direct = importedAs(doc, 'secrets', fn);
  if (direct && means(direct, `secrets.${fn}`)) return { expression: direct, needs: needs(at, 'secrets', fn, direct) };
  const module = importedAs(doc, 'secrets');
  if (module && means(module, 'secrets')) return { expression: `${module}.${fn}`, needs: needs(at, 'secrets', undefined, module) };
  if (importedHere(doc, at, fn, `secrets.${fn}`)) return { expression: fn, needs: [] };
  if (!module && importedHere(doc, at, 'secrets', 'secrets')) return { expression: `secrets.${fn}`, needs: [] };
  for (const name of takesNames(doc) ? [fn, 'secrets'] : ['secrets', fn]) {
    if (!isFree(doc, name, at)) continue;
    return name === fn ? { expression: fn, needs: needs(at, 'secrets', fn, fn) } : { expression: `secrets.${fn}`, needs: needs(at, 'secrets', undefined, 'secrets') };
  }
  return { reason: `the name \`secrets\` stands for something else in this file, and so does \`${fn}\`` };
}

function needs(at: PyNode, module: string, name: string | undefined, bound: string): Need[] {
  if (bound !== (name ?? module)) return [];
  return [{ ...importNeed(module, name), ...(runsAtImport(at) && { firstUse: at.start }) }];
}

/** The module takes names of `secrets`, rather than the whole. */
function takesNames(doc: PythonDoc): boolean {
  return doc.root.children.some((statement) => statement.kind === 'import_from_statement' && isOfSecrets(statement));
}

/** An import of it stands earlier in the same block or one around it, inside a function. */
function importedHere(doc: PythonDoc, at: PyNode, name: string, origin: string): boolean {
  const bindings = doc.scopes.lookup(name, at);
  const block = bindings.length === 1 && bindings[0]!.origin === origin ? importStatement(bindings[0]!.node)?.parent : undefined;
  return !!block && block !== doc.root && at.isWithin(block) && bindings[0]!.node.start < at.start;
}

/** Nothing in the file binds the name to anything but what is wanted, in any scope; and here it is not bound yet. */
function isFree(doc: PythonDoc, name: string, at: PyNode): boolean {
  const uses = doc.scopes.usesOf(name);
  const isWanted = (node: PyNode) => doc.scopes.lookup(name, node).every(({ origin }) => origin === 'secrets' || origin === `secrets.${name}`);
  return doc.scopes.scopeOf(name, at) === undefined && doc.root.identifiers(name).every((node) => (uses.includes(node)
    ? isWanted(node)
    : node.parent!.kind === 'attribute' || node.parent!.kind === 'keyword_argument' || isOfSecrets(importStatement(node))));
}

function isOfSecrets(statement: PyNode | undefined): boolean {
  return statement?.text === 'import secrets' || (statement?.kind === 'import_from_statement' && statement.field('module_name')?.text === 'secrets');
}

function hasOwnModule(doc: PythonDoc): boolean {
  for (const statement of doc.root.descendants('import_from_statement')) {
    if (statement.field('module_name')?.text !== 'secrets') continue;
    const names = statement.named.slice(1).map((part) => part.field('name')?.text ?? part.text);
    if (names.some((name) => !OFFERED.includes(name))) return true;
  }
  return false;
}
