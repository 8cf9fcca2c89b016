import type { ImportedName, JavaScriptImport } from './imports.ts';
import type { Resolver } from './resolve.ts';
import type { JavaScriptScan } from './scan.ts';

export interface Edge {
  readonly to: string;
  readonly kind: JavaScriptImport['kind'];
  readonly when: JavaScriptImport['when'];
  readonly names: readonly ImportedName[];
}

/** Files of the repository that a file imports. */
export function edgesOf(path: string, scan: JavaScriptScan, resolver: Resolver): Edge[] {
  return scan.imports.flatMap(({ specifier, kind, when, names }) => {
    const to = resolver.file(specifier, path);
    return to === undefined || to === path ? [] : [{ to, kind, when, names }];
  });
}
