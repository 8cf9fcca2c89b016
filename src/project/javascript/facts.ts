import type { JavaScriptFacts as PackageFactsOfJavaScript } from '../../languages/types.ts';
import type { Program } from '../../types.ts';
import type { ScanOnce, SourceText } from '../types.ts';
import type { PathZone } from '../paths.ts';
import { programsOf } from '../programs.ts';
import { reach } from '../reach.ts';
import { edgesOf, type Edge } from './graph.ts';
import { importedNames, importersIn, type Importers } from './imported-names.ts';
import { packageFacts } from './package-facts.ts';
import { javascriptPackages } from './packages.ts';
import { Resolver } from './resolve.ts';
import { scanJavaScript } from './scan.ts';
import { startedFiles } from './started.ts';
import { extensionDirs, javascriptZones } from './zones.ts';

export interface JavaScriptFacts {
  readonly zones: ReadonlyMap<string, PathZone>;
  /** Environment variables each file reads. */
  readonly envNames: ReadonlyMap<string, readonly string[]>;
  /** Facts of a package; `files` are the JavaScript files nearest to it. */
  packageFacts(dir: string, files: readonly string[]): PackageFactsOfJavaScript;
  /** The apps that answer requests. */
  programs(): Program[];
  /** Names of a file that other files import or read from it. */
  importedNames(path: string): readonly string[];
  /** Whether a file runs when the module is imported, so that importing the module from it closes a cycle. */
  isReachedFrom(module: string, path: string): boolean;
}

/** Whether checkmod reads a path as JavaScript or TypeScript; declarations have no code. */
export function isJavaScript(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
}

/** Everything the project facts say about the JavaScript and TypeScript files of a repository. */
export function javascriptFacts(
  sources: readonly SourceText[],
  projectFiles: readonly SourceText[],
  packageDirs: ReadonlySet<string>,
  allPaths: ReadonlySet<string>,
  scanOnce: ScanOnce,
): JavaScriptFacts {
  const scans = new Map(sources.map(({ path, text }) => [path, scanOnce(path, text, () => scanJavaScript(text, path))]));
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const resolver = new Resolver(scans.keys(), projectFiles);
  const files = [...scans.keys()];
  const edges = new Map([...scans].map(([path, scan]) => [path, edgesOf(path, scan, resolver, files)]));
  const packages = javascriptPackages(files, projectFiles, packageDirs, resolver);
  const started = startedFiles(projectFiles, resolver);
  const zones = javascriptZones({ scans, edges, packages, started, extensions: extensionDirs(projectFiles), packageDirs });
  const manifests = new Map(projectFiles.map((file) => [file.path, file]));
  let importers: Importers | undefined;
  const cycles = new Map<string, ReadonlyMap<string, string | undefined>>();

  return {
    zones,
    envNames: new Map([...scans].map(([path, { envNames }]) => [path, envNames])),
    packageFacts: (dir, files) => packageFacts({ dir, files, scans, texts, zones, resolver, manifests, paths: allPaths }),
    programs: () => programsOf({
      servers: new Map([...scans].map(([path, { server }]) => [path, server])), started: started.deployed,
      next: (path) => (edges.get(path) ?? []).filter(({ kind }) => kind !== 'type').map(({ to }) => to), isWanted: (path) => zones.get(path)!.zone === 'server',
    }),
    importedNames: (path) => importedNames(path, (importers ??= importersIn(running(edges, zones))), texts),
    isReachedFrom(module, path) {
      if (!cycles.has(module)) cycles.set(module, reach([module], (from) => loadedBy(edges.get(from) ?? [])));
      return cycles.get(module)!.has(path);
    },
  };
}

/** Files that run when the file with these edges is loaded. */
function loadedBy(edges: readonly Edge[]): string[] {
  return edges.filter(({ kind, when }) => when === 'load' && kind !== 'type').map(({ to }) => to);
}

/** The edges of files that run with the program: not of tests and scripts. */
function running(edges: ReadonlyMap<string, readonly Edge[]>, zones: ReadonlyMap<string, PathZone>): ReadonlyMap<string, readonly Edge[]> {
  return new Map([...edges].filter(([path]) => !['test', 'script'].includes(zones.get(path)!.zone)));
}
