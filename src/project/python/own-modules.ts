import type { Modules } from './modules.ts';
import type { PythonScan } from './scan.ts';

/** The modules of the repository that files import, as paths without `.py` and `/__init__.py`. */
export function ownModules(files: readonly string[], scans: ReadonlyMap<string, PythonScan>, modules: Modules): readonly string[] {
  const found = new Set<string>();
  for (const file of files) {
    for (const statement of scans.get(file)!.imports) {
      const module = modules.imported(statement, file);
      if (!module) continue;
      if (module.file !== undefined) found.add(module.path);
      for (const { name } of statement.names) {
        const child = modules.child(module, name);
        if (child?.file !== undefined) found.add(child.path);
      }
    }
  }
  return [...found];
}
