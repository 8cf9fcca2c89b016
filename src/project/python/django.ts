import { dirOf } from '../folders.ts';
import { namedModule } from './graph.ts';
import type { Modules } from './modules.ts';
import type { PythonScan } from './scan.ts';

/** Folders of the apps that INSTALLED_APPS names, with the name: Django loads modules of an app by their name alone. */
export function djangoAppDirs(scans: ReadonlyMap<string, PythonScan>, modules: Modules): ReadonlyMap<string, string> {
  const dirs = new Map<string, string>();
  for (const [path, { djangoApps }] of scans) {
    for (const app of djangoApps) {
      const found = namedModule(app, path, modules);
      if (!found) continue;
      // shop.apps.ShopConfig names the file shop/apps.py, shop the folder.
      const dir = scans.has(`${found.path}.py`) ? dirOf(found.path) : found.path;
      if (dir !== '') dirs.set(dir, app);
    }
  }
  return dirs;
}
