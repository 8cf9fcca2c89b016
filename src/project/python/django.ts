import { dirOf, join } from '../folders.ts';
import { namedModule } from './graph.ts';
import type { Modules } from './modules.ts';
import type { PythonScan } from './scan.ts';

/** Modules of an installed app that Django or Celery import by their name alone, and those every app has. */
const LOADED_BY_NAME = ['models', 'admin', 'apps', 'signals', 'tasks', 'urls', 'views', 'checks', 'translation', 'receivers'];

/** Files that an INSTALLED_APPS entry brings in, with the entry. */
export function djangoAppFiles(
  scans: ReadonlyMap<string, PythonScan>,
  modules: Modules,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [path, { djangoApps }] of scans) {
    for (const app of djangoApps) {
      const found = namedModule(app, path, modules);
      if (found) for (const file of appFiles(found.path, scans)) files.set(file, app);
    }
  }
  return files;
}

/** `shop.apps.ShopConfig` names the file `shop/apps.py`, `shop` the folder. */
function appFiles(modulePath: string, scans: ReadonlyMap<string, PythonScan>): string[] {
  const dir = scans.has(`${modulePath}.py`) ? dirOf(modulePath) : modulePath;
  const named = ['__init__', ...LOADED_BY_NAME].map((name) => join(dir, `${name}.py`)).filter((file) => scans.has(file));
  const tags = [...scans.keys()].filter((file) => file.startsWith(join(dir, 'templatetags/')));
  return [...named, ...tags];
}
