import type { JavaScriptDoc } from '../../languages/javascript/parse.ts';
import type { Node } from '../../languages/javascript/tree.ts';
import { exportOf } from './module-exports.ts';

/** What loggers need of the resolver of imports. */
export interface FileOf {
  file(specifier: string, from: string): string | undefined;
}

/** Where a thing is made: the file, a key no other thing has, and what binds it; no node for what is not read here. */
export interface Origin {
  readonly file: string;
  readonly key: string;
  readonly node?: Node;
}

const DEEPEST = 12;

/**
 * What a name that a file exports stands for in the end: a default export and one by name may be one thing, and a file
 * may hand on what another exports.
 */
export function originOf(file: string, name: string, docOf: (file: string) => JavaScriptDoc | undefined, resolver: FileOf, depth = 0): Origin {
  const doc = depth > DEEPEST ? undefined : docOf(file);
  if (!doc) return { file, key: `${file}#${name}` };
  const follow = (specifier: string, imported: string): Origin => {
    const target = resolver.file(specifier, file);
    return target === undefined ? { file: specifier, key: `${specifier}#${imported}` } : originOf(target, imported, docOf, resolver, depth + 1);
  };
  const found = exportOf(doc, name);
  if (!found) {
    const handedOn = name === 'default' ? [] : doc.tree.all('ExportAllDeclaration').map(({ source }) => follow(source.value, name));
    return handedOn.find(({ node }) => node) ?? { file, key: `${file}#${name}` };
  }
  if ('specifier' in found) return follow(found.specifier, found.name);
  const binding = doc.scopes.bindingOf(found.node);
  const imported = binding && doc.scopes.qualifiedName(binding.node);
  const colon = imported?.lastIndexOf(':') ?? -1;
  if (colon > 0) return follow(imported!.slice(0, colon), imported!.slice(colon + 1));
  return { file, key: `${file}@${(binding?.node ?? found.node).start}`, node: binding?.by ?? found.node };
}
