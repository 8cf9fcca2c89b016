import type { SourceText } from '../types.ts';
import { dirOf, join } from '../folders.ts';
import { nearestPackage } from '../packages.ts';
import { readJson, type JsonObject } from './json.ts';
import type { Resolver } from './resolve.ts';
import { dependenciesOf, hasTemplates, isFullStack, sideOf, type Side } from './sides.ts';

/** The nearest package of a file, and what that package is for. */
export interface NearestPackage {
  readonly dir: string;
  readonly side: Side;
  readonly isFullStack: boolean;
  /** Made with Next's `app` folder, where a component runs on the server unless it is marked. */
  readonly hasServerComponents: boolean;
  readonly dependencies: ReadonlySet<string>;
}
export interface PackageFile extends NearestPackage {
  /** The path of the file from its package. */
  readonly rel: string;
}

export interface JavaScriptPackages {
  of(path: string): PackageFile;
  /** Entries of packages that a package of `.vue` files and the like depends on: those are not read. */
  readonly usedByTemplates: ReadonlySet<string>;
}

const APP_PAGE = /(?:^|\/)app\/(?:.*\/)?(?:page|layout)\.[jt]sx?$/;

/** The packages of a repository by their manifests. */
export function javascriptPackages(files: Iterable<string>, projectFiles: readonly SourceText[], packageDirs: ReadonlySet<string>, resolver: Resolver): JavaScriptPackages {
  const manifests = new Map<string, JsonObject>(projectFiles.filter(({ path }) => /(?:^|\/)package\.json$/.test(path)).map(({ path, text }) => [dirOf(path), readJson(text)]));
  const withPages = new Set(Array.from(files).filter((path) => APP_PAGE.test(path)).map((path) => nearestPackage(path, packageDirs)));
  const known = new Map<string, NearestPackage>();
  const usedByTemplates = new Set<string>();

  const read = (dir: string): NearestPackage => {
    const manifest = manifests.get(dir) ?? {};
    const dependencies = dependenciesOf(manifest);
    // One that depends on nothing, say a { "type": "module" }, is part of the package around it.
    if (dependencies.length === 0 && dir !== '') return { ...nearest(dirOf(dir)), dir };
    const isFull = isFullStack(manifest);
    return {
      dir, side: sideOf(manifest), isFullStack: isFull, dependencies: new Set(dependencies),
      hasServerComponents: dependencies.includes('next') && withPages.has(dir),
    };
  };
  const nearest = (from: string): NearestPackage => {
    const dir = nearestPackage(join(from, 'x'), packageDirs);
    const found = known.get(dir) ?? read(dir);
    known.set(dir, found);
    return found;
  };
  for (const [dir, manifest] of manifests) {
    if (!hasTemplates(manifest)) continue;
    for (const name of dependenciesOf(manifest)) {
      const entry = resolver.file(name, join(dir, 'package.json'));
      if (entry !== undefined) usedByTemplates.add(entry);
    }
  }
  return {
    of(path) {
      const found = nearest(dirOf(path));
      return { ...found, rel: found.dir === '' ? path : path.slice(found.dir.length + 1) };
    },
    usedByTemplates,
  };
}
