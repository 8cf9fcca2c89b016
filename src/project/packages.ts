import { dirOf, join } from './folders.ts';

const MANIFEST =
  /^(?:pyproject\.toml|setup\.py|setup\.cfg|requirements(?:[-_.]\w+)*\.txt|Pipfile|environment\.ya?ml|package\.json|manage\.py)$/;
const ENV_TEMPLATES = [
  '.env.example', '.env.sample', '.env.template', '.env.dist', '.env-example', '.env.default', 'env.example', 'env.sample',
  'env.template', 'example.env', 'sample.env', '.env.local.example', '.env.development.example', '.env.dev.example',
  '.env.production.example', '.env.prod.example', '.env.production.template', '.env.prod.template',
];

/** Folders that hold a manifest, and the root. */
export function packageDirs(paths: Iterable<string>): ReadonlySet<string> {
  const dirs = new Set(['']);
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (MANIFEST.test(name)) dirs.add(packageDir(path, name));
  }
  return dirs;
}

/** `requirements/base.txt` and kin describe the folder above them. */
function packageDir(path: string, name: string): string {
  const dir = dirOf(path);
  return name.startsWith('requirements') && /(?:^|\/)requirements$/.test(dir) ? dirOf(dir) : dir;
}

/** The nearest package folder around a path. */
export function nearestPackage(path: string, dirs: ReadonlySet<string>): string {
  let dir = dirOf(path);
  while (!dirs.has(dir)) dir = dirOf(dir);
  return dir;
}

/** The env template of a package: its own, else the nearest in a folder around it. */
export function envTemplateOf(packageDir: string, paths: ReadonlySet<string>): string | undefined {
  for (let dir = packageDir; ; dir = dirOf(dir)) {
    const found = ENV_TEMPLATES.map((name) => join(dir, name)).find((path) => paths.has(path));
    if (found !== undefined || dir === '') return found;
  }
}
