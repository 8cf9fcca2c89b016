import type { BeforeLogging, LoggerDefinition, LoggingPlace, PackageFacts, TerminalProgram } from '../../languages/types.ts';
import type { Program } from '../../types.ts';
import type { ScanOnce, SourceText } from '../types.ts';
import { dirOf, isAbove } from '../folders.ts';
import type { PathZone } from '../paths.ts';
import { reach } from '../reach.ts';
import { beforeLogging } from './before-logging.ts';
import { mostCommon } from './counts.ts';
import { declaredNames } from './dependencies.ts';
import { djangoAppDirs } from './django.ts';
import { edgesOf, type Edge } from './graph.ts';
import { importedNames, importersIn, type Importers } from './imported-names.ts';
import { lintSettings } from './lint.ts';
import { loggerHabits } from './logger-convention.ts';
import { Loggers } from './loggers.ts';
import { loggingPlaces } from './logging-places.ts';
import { configuresLogging, logArguments, structlogTraceback } from './logging.ts';
import { Modules } from './modules.ts';
import { ownModules } from './own-modules.ts';
import { runByHand } from './run-by-hand.ts';
import { sampleKind } from './sample.ts';
import { scanPython, type PythonScan } from './scan.ts';
import { startedFiles } from './started.ts';
import { vendoredFolders } from './vendored.ts';
import { minorVersion } from './version.ts';
import { pythonZones } from './zones.ts';
import { nearestPackage } from '../packages.ts';
import { programsOf } from '../programs.ts';

export interface PythonFacts {
  readonly zones: ReadonlyMap<string, PathZone>;
  /** Environment variables each file reads. */
  readonly envNames: ReadonlyMap<string, readonly string[]>;
  /** Facts of a package; `files` are the Python files nearest to it. */
  packageFacts(dir: string, files: readonly string[]): NonNullable<PackageFacts['python']>;
  /** The apps that answer requests. */
  programs(): Program[];
  /** Names of a file that other files import or read from it. */
  importedNames(path: string): readonly string[];
  /** What the imports of a file that sound like loggers are. */
  loggerImports(path: string): { readonly [origin: string]: LoggerDefinition };
  /** Why a file runs before logging is set up. */
  beforeLogging(path: string): BeforeLogging | undefined;
  /** Where logging may be set up for the programs that load a file, none of which sets it up. */
  loggingPlaces(path: string): readonly LoggingPlace[];
  /** What starts a file that no server is known to run. */
  runByHand(path: string): readonly TerminalProgram[] | undefined;
  /** Whether a file runs when the module is imported, so that importing the module from it closes a cycle. */
  isReachedFrom(module: string, path: string): boolean;
}

/** Everything the project facts say about the Python files of a repository. */
export function pythonFacts(
  sources: readonly SourceText[],
  projectFiles: readonly SourceText[],
  packageDirs: ReadonlySet<string>,
  allPaths: ReadonlySet<string>,
  scanOnce: ScanOnce,
): PythonFacts {
  const scans = new Map(sources.map(({ path, text }) => [path, scanOnce(path, text, () => scanPython(text))]));
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const modules = new Modules(scans.keys(), declaredNames(projectFiles), sourceRoots(scans.keys(), packageDirs));
  const edges = new Map([...scans].map(([path, scan]) => [path, edgesOf(path, scan, modules)]));
  const started = startedFiles(scans, texts, projectFiles, modules);
  const djangoApps = djangoAppDirs(scans, modules);
  const zones = pythonZones({ scans, edges, packageDirs, ...started, djangoApps, vendored: vendoredFolders(allPaths, djangoApps, texts, packageDirs) });
  const loggers = new Loggers(scans, texts, modules);
  const manifests = new Map(projectFiles.map((file) => [file.path, file]));
  const paths = new Set(scans.keys());
  let importers: Importers | undefined;
  let early: ((path: string) => BeforeLogging | undefined) | undefined;
  let byHand: ((path: string) => readonly TerminalProgram[] | undefined) | undefined;
  let places: ((path: string) => readonly LoggingPlace[]) | undefined;
  const placesOf = () => (places ??= loggingPlaces({ scans, texts, edges, zones, started: started.deployed, packageOf: (path) => nearestPackage(path, packageDirs), isConfigured }));
  const configured = new Map<string, boolean>();
  /** Whether anything of the package around a file configures logging. */
  const isConfigured = (path: string) => {
    const dir = nearestPackage(path, packageDirs);
    if (!configured.has(dir)) configured.set(dir, configuresLogging([...paths].filter((each) => nearestPackage(each, packageDirs) === dir), scans, edges, zones));
    return configured.get(dir)!;
  };
  const cycles = new Map<string, ReadonlyMap<string, string | undefined>>();

  return {
    zones,
    envNames: new Map([...scans].map(([path, { envNames }]) => [path, envNames])),
    packageFacts(dir, files) {
      const sample = sampleKind(dir, manifests);
      const lint = lintSettings(dir, manifests, paths);
      const setUps = [...texts.keys()].filter((path) => path.endsWith('setup.py')).map((path) => ({ path, text: texts.get(path)! }));
      const minor = minorVersion(dir, [...projectFiles, ...setUps], files.flatMap((file) => texts.get(file) ?? []));
      const inServer = files.filter((file) => ['server', 'library'].includes(zones.get(file)!.zone));
      const telling = inServer.length > 0 ? inServer : files.filter((file) => zones.get(file)!.zone !== 'test');
      const root = importRoot(files, scans, modules);
      return {
        ...loggerHabits(telling, scans, loggers, root),
        logArguments: logArguments(telling, scans),
        loggingConfigured: configuresLogging(files, scans, edges, zones),
        ...structlogTraceback(telling, scans),
        ownModules: ownModules(files, scans, modules),
        lint,
        ...(minor !== undefined && { minorVersion: minor }),
        ...(sample !== undefined && { sample }),
      };
    },
    programs: () => programsOf({
      servers: new Map([...scans].map(([path, { server }]) => [path, server])), started: started.deployed,
      next: (path) => (edges.get(path) ?? []).map(({ to }) => to), isWanted: (path) => zones.get(path)!.zone === 'server',
    }),
    importedNames: (path) => importedNames(path, (importers ??= importersIn(running(edges, zones))), texts),
    loggerImports: (path) => loggers.importsOf(path),
    beforeLogging: (path) => (early ??= beforeLogging({ scans, texts, edges, zones, modules, isPlace: (each) => placesOf()(each).some((place) => place.path === each && !place.settings) }))(path),
    loggingPlaces: (path) => placesOf()(path),
    runByHand: (path) => (byHand ??= runByHand({ scans, texts, edges, zones }))(path),
    isReachedFrom(module, path) {
      if (!cycles.has(module)) cycles.set(module, reach([module], (from) => loadedBy(from, module, edges)));
      return cycles.get(module)!.has(path);
    },
  };
}

/** The folder that most absolute imports of files start from, such as `backend` for `import app.main`. */
function importRoot(files: readonly string[], scans: ReadonlyMap<string, PythonScan>, modules: Modules): string | undefined {
  const rootsOf = (file: string) =>
    scans.get(file)!.imports.filter(({ level }) => level === 0).flatMap((statement) => modules.imported(statement, file)?.root ?? []);
  return mostCommon(files.flatMap(rootsOf));
}

/** Packages start beside a manifest, in `src`, or below a folder with neither. */
function sourceRoots(files: Iterable<string>, packageDirs: ReadonlySet<string>): ReadonlySet<string> {
  const roots = new Set(packageDirs);
  for (const file of files) {
    const src = /^(?:.*\/)?src(?=\/)/.exec(file);
    if (src) roots.add(src[0]);
  }
  return roots;
}

/** Files that run when `from` is loaded on behalf of `module`. */
function loadedBy(from: string, module: string, edges: ReadonlyMap<string, readonly Edge[]>): string[] {
  return (edges.get(from) ?? [])
    .filter(({ to, when, names }) => {
      // The packages around the module are running already; only a value of theirs may not be there yet.
      const isRunning = to.endsWith('/__init__.py') && isAbove(dirOf(to), module);
      return isRunning ? when === 'load' && (names ?? []).length > 0 : when === 'load' || when === 'package' || when === 'around';
    })
    .map(({ to }) => to);
}

/** The edges of files that run with the program: not of tests and scripts. */
function running(
  edges: ReadonlyMap<string, readonly Edge[]>,
  zones: ReadonlyMap<string, PathZone>,
): ReadonlyMap<string, readonly Edge[]> {
  return new Map([...edges].filter(([path]) => !['test', 'script'].includes(zones.get(path)!.zone)));
}
