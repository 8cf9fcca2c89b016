import type { SourceText } from '../types.ts';
import { dirOf, join } from '../folders.ts';
import { asObject, readJson, strings, type JsonObject } from './json.ts';
import { resolvePath } from './resolve.ts';

/** Files of the project by path. */
export type ProjectFiles = ReadonlyMap<string, SourceText>;

const LOCK_FILES: { readonly [name: string]: string } = {
  'package-lock.json': 'npm', 'npm-shrinkwrap.json': 'npm', 'pnpm-lock.yaml': 'pnpm', 'yarn.lock': 'yarn', 'bun.lock': 'bun', 'bun.lockb': 'bun',
};
const DEPENDENCY_TABLES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** A folder and those around it, from the inside out. */
export function dirsUp(dir: string): string[] {
  const dirs = [dir];
  for (let above = dir; above !== ''; above = dirOf(above)) dirs.push(dirOf(above));
  return dirs;
}

export function manifestOf(dir: string, files: ProjectFiles): JsonObject {
  return readJson(files.get(join(dir, 'package.json'))?.text ?? '');
}

/** Names of the dependencies of a manifest, of any kind. */
export function dependenciesOf(manifest: JsonObject): string[] {
  return DEPENDENCY_TABLES.flatMap((table) => Object.keys(asObject(manifest[table])));
}

/** What installs the dependencies of a package, as its manifest or a lock file beside or above it says. */
export function installOf(dir: string, files: ProjectFiles, paths: ReadonlySet<string>): { readonly install: string; readonly hasLockFile: boolean } {
  const locks = dirsUp(dir).flatMap((each) => Object.entries(LOCK_FILES).filter(([name]) => paths.has(join(each, name))).map(([, manager]) => manager));
  const declared = dirsUp(dir).map((each) => /^(npm|pnpm|yarn|bun)\b/.exec(String(manifestOf(each, files)['packageManager'] ?? ''))?.[1]).find(Boolean);
  return { install: `${declared ?? locks[0] ?? 'npm'} install`, hasLockFile: locks.length > 0 };
}

/** The install that refuses a lock file which is behind its manifest. */
export function lockedInstall(install: string): string {
  return install === 'npm install' ? 'npm ci' : install === 'yarn install' ? 'yarn install --immutable' : `${install} --frozen-lockfile`;
}

/** The lowest version that a range such as `>=18.17 || ^20` allows; undefined when there is no lower bound. */
export function lowestVersion(range: string): string | undefined {
  const bounds = range.split('||').map((part) => {
    const versions = part.replace(/(?:^|\s)<=?\s*[\d.x*]+/g, ' ').match(/\d+(?:\.(?:\d+|[x*]))*/g)?.map(versionParts);
    // Of `18 - 20` the first, of `>=18 >=18.3` the last: the highest that is not an upper end.
    return versions && (/\s-\s/.test(part) ? versions[0] : versions.sort(compare).at(-1));
  });
  const known = bounds.filter((bound) => bound !== undefined);
  return known.length < bounds.length ? undefined : known.sort(compare)[0]?.join('.');
}

function versionParts(version: string): number[] {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!;
}

/** Compiler options of the nearest tsconfig or jsconfig, with those of the files it extends. */
export function compilerOptions(dir: string, files: ProjectFiles): JsonObject {
  for (const each of dirsUp(dir)) {
    const path = ['tsconfig.json', 'tsconfig.server.json', 'tsconfig.build.json', 'tsconfig.node.json', 'jsconfig.json'].map((name) => join(each, name)).find((name) => files.has(name));
    if (path !== undefined) return optionsOf(path, files, new Set());
  }
  return {};
}

function optionsOf(path: string, files: ProjectFiles, seen: Set<string>): JsonObject {
  const config = readJson(files.get(path)?.text ?? '');
  if (seen.has(path)) return {};
  seen.add(path);
  const extended = strings(config['extends']).map((name) => {
    const target = resolvePath(dirOf(path), name);
    return target === undefined || !name.startsWith('.') ? {} : optionsOf(files.has(target) ? target : `${target}.json`, files, seen);
  });
  return Object.assign({}, ...extended, asObject(config['compilerOptions'])) as JsonObject;
}

/**
 * What the files of a package are run as. `type` decides for JavaScript; TypeScript is told by what it is compiled to,
 * and sources that a bundler or a loader turns into something else by how they are written.
 */
export function moduleKindOf(manifest: JsonObject, options: JsonObject, isTyped: boolean, mostlyImports: boolean): 'esm' | 'commonjs' {
  if (manifest['type'] === 'module') return 'esm';
  const module = String(options['module'] ?? '').toLowerCase();
  if (isTyped && /^(?:es|preserve)/.test(module)) return 'esm';
  if (isTyped) return 'commonjs';
  return mostlyImports && manifest['type'] !== 'commonjs' ? 'esm' : 'commonjs';
}
