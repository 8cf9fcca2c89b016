import { dirOf, join } from '../folders.ts';
import type { ImportTime } from './imports.ts';
import type { Modules, Resolved } from './modules.ts';
import type { PythonScan } from './scan.ts';

export interface Edge {
  readonly to: string;
  /** `package`: an `__init__.py` that runs on the way; `name`: a string names the module. */
  readonly when: ImportTime | 'package' | 'name';
}

/** Files of the repository that a file imports or names in a string. */
export function edgesOf(path: string, scan: PythonScan, modules: Modules): Edge[] {
  const edges: Edge[] = [];
  const add = (found: Resolved, when: Edge['when']) => {
    const run = when === 'load' ? 'package' : when;
    for (const to of found.packages) edges.push({ to, when: run });
    if (found.file) edges.push({ to: found.file, when });
  };
  for (const { level, module, names, when } of scan.imports) {
    const found = level > 0 ? modules.relative(level, module, path) : modules.absolute(module, path);
    if (!found) continue;
    add(found, when);
    for (const { name } of names) {
      const child = modules.child(found, name);
      if (child) add(child, when);
    }
  }
  for (const reference of scan.references) {
    const named = namedModule(reference, path, modules);
    if (named) add(named, 'name');
  }
  for (const to of packagesAround(path, modules)) edges.push({ to, when: 'package' });
  return edges.filter(({ to }) => to !== path);
}

/** The module that `shop.urls`, `shop.auth.Backend` or `app.main:app` names; undefined when it is not of this repository. */
export function namedModule(reference: string, from: string, modules: Modules): Resolved | undefined {
  const parts = reference.split(':', 1)[0]!.split('.');
  const whole = modules.absolute(parts.join('.'), from);
  if (whole) return whole;
  // A class or function may follow the module: shop.middleware.Tenant, shop.context.cart, but not main.py.
  const attribute = parts.pop()!;
  return parts.length > 1 || /^[A-Z]/.test(attribute) ? modules.absolute(parts.join('.'), from) : undefined;
}

function* packagesAround(path: string, modules: Modules): Generator<string> {
  for (let dir = dirOf(path); dir; dir = dirOf(dir)) {
    const init = join(dir, '__init__.py');
    if (!modules.has(init)) return;
    if (init !== path) yield init;
  }
}
