import picomatch from 'picomatch';
import type { PackageFacts } from '../languages/types.ts';
import type { Zone } from '../types.ts';
import { envTemplateOf, nearestPackage, packageDirs } from './packages.ts';
import type { PathZone } from './paths.ts';
import { pythonFacts } from './python/facts.ts';

/** A file as text with LF line ends; the path is POSIX and relative to the root. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export interface FactOptions {
  /** Zones the configuration gives by glob; the last glob that matches a path wins. */
  readonly zones?: { readonly [glob: string]: Zone };
}

export interface ProjectFacts {
  /** What a file is for, with a short sentence that says why. */
  zoneOf(path: string): PathZone;
  /** Facts about the nearest package: plain data, one object per package. */
  packageOf(path: string): PackageFacts;
  /** Names that other modules import from this one. */
  importedNames(path: string): readonly string[];
  /** Whether the file is the package's logger module or runs while that module loads. */
  loggerWouldCycle(path: string): boolean;
}

/**
 * Facts about a whole repository, from texts alone: `sources` are its source files, `projectFiles` those that
 * `isProjectFile` accepts, `allPaths` every path there is.
 */
export function projectFacts(
  sources: readonly SourceText[],
  projectFiles: readonly SourceText[],
  allPaths: readonly string[],
  options: FactOptions = {},
): ProjectFacts {
  const paths = new Set(allPaths);
  const dirs = packageDirs(paths, 'python');
  const python = pythonFacts(sources.filter(({ path }) => path.endsWith('.py')), projectFiles, dirs);
  const overrides = Object.entries(options.zones ?? {}).map(([glob, zone]) => ({ glob, zone, matches: picomatch(glob, { dot: true }) }));
  const filesOf = new Map<string, string[]>();
  for (const path of python.zones.keys()) {
    const dir = nearestPackage(path, dirs);
    const files = filesOf.get(dir);
    if (files) files.push(path);
    else filesOf.set(dir, [path]);
  }
  const packages = new Map<string, PackageFacts>();

  const packageOf = (path: string): PackageFacts => {
    const dir = nearestPackage(path, dirs);
    const known = packages.get(dir);
    if (known) return known;
    const files = filesOf.get(dir) ?? [];
    const read = files.filter((file) => python.zones.get(file)!.zone !== 'test');
    const envTemplate = envTemplateOf(dir, paths);
    const facts: PackageFacts = {
      dir,
      ...(files.length > 0 && { python: python.packageFacts(dir, files) }),
      envNames: [...new Set(read.flatMap((file) => python.envNames.get(file)!))],
      ...(envTemplate !== undefined && { envTemplate }),
    };
    packages.set(dir, facts);
    return facts;
  };

  return {
    zoneOf(path) {
      const override = overrides.findLast(({ matches }) => matches(path));
      if (override) return { zone: override.zone, reason: `set for ${override.glob} in the configuration` };
      return python.zones.get(path) ?? { zone: 'unknown', reason: 'checkmod does not know files of this kind' };
    },
    packageOf,
    importedNames: (path) => python.importedNames(path),
    loggerWouldCycle(path) {
      const module = packageOf(path).python?.logger?.path;
      return module !== undefined && python.isReachedFrom(module, path);
    },
  };
}
