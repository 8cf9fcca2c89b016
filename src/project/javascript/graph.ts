import { dirOf, isAbove } from '../folders.ts';
import type { ImportedName, JavaScriptImport } from './imports.ts';
import { resolvePath, type Resolver } from './resolve.ts';
import type { JavaScriptScan } from './scan.ts';

export interface Edge {
  readonly to: string;
  readonly kind: JavaScriptImport['kind'];
  readonly when: JavaScriptImport['when'];
  readonly names: readonly ImportedName[];
}

/** Files of the repository that a file imports or loads from a folder. */
export function edgesOf(path: string, scan: JavaScriptScan, resolver: Resolver, files: readonly string[]): Edge[] {
  const imported = scan.imports.flatMap(({ specifier, kind, when, names }): Edge[] => {
    const to = resolver.file(specifier, path);
    return to === undefined ? [] : [{ to, kind, when, names }];
  });
  const loaded = scan.loads.flatMap((load): Edge[] => loadedFiles(path, load, resolver, files).map((to) => ({ to, kind: 'dynamic', when: 'call', names: [] })));
  return [...imported, ...loaded].filter(({ to }) => to !== path);
}

/** The file at a path, or every file below the folder there; a folder further up is not one of plugins. */
function loadedFiles(path: string, load: string, resolver: Resolver, files: readonly string[]): readonly string[] {
  const dir = dirOf(path);
  const target = resolvePath(dir, load);
  if (target === undefined || (isAbove(target, dir) && target !== dir)) return [];
  const file = target === dir ? undefined : resolver.at(target, path);
  return file === undefined ? files.filter((each) => isAbove(target, each)) : [file];
}
