import { dirOf, join } from './folders.ts';

/** Files that make a folder a package, by the language whose files ask. */
const MANIFESTS = {
  python: /^(?:pyproject\.toml|setup\.py|setup\.cfg|requirements(?:[-_.]\w+)*\.txt|Pipfile|environment\.ya?ml|manage\.py)$/,
  javascript: /^(?:package\.json|deno\.jsonc?)$/,
};
const TEMPLATE_NAMES = [
  '.env.example', '.env.sample', '.env.template', '.env.dist', '.env-example', '.env.default', 'env.example', 'env.sample',
  'env.template', 'example.env', 'sample.env', '.env.local.example', '.env.development.example', '.env.dev.example',
  '.env.production.example', '.env.prod.example', '.env.production.template', '.env.prod.template', 'env-example', 'env_example', '.env_example', '.env.tpl',
];
/** A template may end in `.txt` where a tool hides files that begin with a dot. */
const ENV_TEMPLATES = [...TEMPLATE_NAMES, ...TEMPLATE_NAMES.map((name) => `${name}.txt`)];

/** Folders that hold a manifest of the language, and the root. */
export function packageDirs(paths: ReadonlySet<string>, language: keyof typeof MANIFESTS): ReadonlySet<string> {
  const dirs = new Set(['']);
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const dir = dirOf(path);
    // requirements/base.txt describes the folder above it.
    if (language === 'python' && /(?:^|\/)requirements$/.test(dir) && name.endsWith('.txt')) dirs.add(dirOf(dir));
    if (!MANIFESTS[language].test(name)) continue;
    // A module called setup.py or manage.py inside a Python package is no manifest.
    if (name.endsWith('.py') && paths.has(join(dir, '__init__.py'))) continue;
    dirs.add(dir);
  }
  return dirs;
}

/** The nearest package folder around a path. */
export function nearestPackage(path: string, dirs: ReadonlySet<string>): string {
  let dir = dirOf(path);
  while (!dirs.has(dir)) dir = dirOf(dir);
  return dir;
}

/** Whether a file names environment variables for people to set, without values that are anybody's. */
export function isEnvTemplate(path: string): boolean {
  return ENV_TEMPLATES.includes(path.slice(path.lastIndexOf('/') + 1));
}

/** The env template of a package: its own, else the nearest in a folder around it. */
export function envTemplateOf(packageDir: string, paths: ReadonlySet<string>): string | undefined {
  for (let dir = packageDir; ; dir = dirOf(dir)) {
    const found = ENV_TEMPLATES.map((name) => join(dir, name)).find((path) => paths.has(path));
    if (found !== undefined || dir === '') return found;
  }
}
