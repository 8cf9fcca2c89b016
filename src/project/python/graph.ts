import { dirOf, join } from '../folders.ts';
import type { ImportTime } from './imports.ts';
import type { Modules, Resolved } from './modules.ts';
import type { PythonScan } from './scan.ts';

export interface Edge {
  readonly to: string;
  /** `package`: an `__init__.py` on the way to an imported module; `around`: one of the file's own; `name`: a string names it. */
  readonly when: ImportTime | 'package' | 'around' | 'name';
  /** Names taken from the file. */
  readonly names?: readonly string[];
  /** What the importing file calls the module, when it took it as a whole. */
  readonly as?: string;
}

/** Files of the repository that a file imports or names in a string. */
export function edgesOf(path: string, scan: PythonScan, modules: Modules): Edge[] {
  const edges: Edge[] = [];
  const add = (found: Resolved, when: Edge['when'], taken: Pick<Edge, 'names' | 'as'>) => {
    for (const to of found.packages) edges.push({ to, when: when === 'load' ? 'package' : when });
    if (found.file) edges.push({ to: found.file, when, ...taken });
  };
  for (const statement of scan.imports) {
    const found = modules.imported(statement, path);
    if (!found) continue;
    const { names, as, when } = statement;
    const children = names.map((taken) => ({ ...taken, module: modules.child(found, taken.name) }));
    const values = children.filter((child) => !child.module).map(({ name }) => name);
    add(found, when, { names: values, ...(as !== undefined && { as }) });
    for (const child of children) if (child.module) add(child.module, when, { as: child.as });
  }
  for (const reference of scan.references) {
    const named = namedModule(reference, path, modules);
    const attribute = reference.split(':')[1];
    if (named) add(named, 'name', attribute === undefined ? {} : { names: [attribute] });
  }
  for (const to of packagesAround(path, modules)) edges.push({ to, when: 'around' });
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
