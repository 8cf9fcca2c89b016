import picomatch from 'picomatch';
import type { BeforeLogging, LoggerDefinition, LoggingPlace, PackageFacts, TerminalProgram } from '../languages/types.ts';
import type { Program, Zone } from '../types.ts';
import { envTemplateOf, nearestPackage, packageDirs } from './packages.ts';
import { isJavaScript, javascriptFacts } from './javascript/facts.ts';
import type { PathZone } from './paths.ts';
import { pythonFacts } from './python/facts.ts';
import { surroundingsOf, type Surroundings } from './surroundings.ts';
import type { ScanOnce, SourceText } from './types.ts';

export interface FactOptions {
  /** Zones the configuration gives by glob; the last glob that matches a path wins. */
  readonly zones?: { readonly [glob: string]: Zone };
  /** Files that `isSurrounding` accepts. */
  readonly surroundings?: readonly SourceText[];
  readonly scanOnce?: ScanOnce;
}

export interface ProjectFacts {
  /** What a file is for, with a short sentence that says why. */
  zoneOf(path: string): PathZone;
  /** Facts about the nearest package: plain data, one object per package. */
  packageOf(path: string): PackageFacts;
  /** The apps that answer requests, of both languages. */
  programs(): readonly Program[];
  /** Environment variables the file reads. */
  envNames(path: string): readonly string[];
  /** Names that other modules import from this one. */
  importedNames(path: string): readonly string[];
  /** What the names of a Python file that sound like loggers are, where the repository defines them. */
  loggerImports(path: string): { readonly [origin: string]: LoggerDefinition };
  /** Why the file runs before logging is set up; undefined where it does not, or that is not known. */
  beforeLogging(path: string): BeforeLogging | undefined;
  /** Where logging may be set up for the programs that load the file, none of which sets it up. */
  loggingPlaces(path: string): readonly LoggingPlace[];
  /** What starts the file where no server is known to run it, but programs at a terminal do. */
  runByHand(path: string): readonly TerminalProgram[] | undefined;
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
  const scanOnce = options.scanOnce ?? ((_path, _text, scan) => scan());
  const pythonDirs = packageDirs(paths, 'python');
  const javascriptDirs = packageDirs(paths, 'javascript');
  const python = pythonFacts(sources.filter(({ path }) => path.endsWith('.py')), projectFiles, pythonDirs, paths, scanOnce);
  const javascript = javascriptFacts(sources.filter(({ path }) => isJavaScript(path)), projectFiles, javascriptDirs, paths, scanOnce);
  const overrides = Object.entries(options.zones ?? {}).map(([glob, zone]) => ({ glob, zone, matches: picomatch(glob, { dot: true }) }));
  const texts = new Map(sources.map((source) => [source.path, source]));
  const around = [...projectFiles, ...options.surroundings ?? []];
  const surroundings = (dir: string, files: readonly string[]) => surroundingsOf(dir, files.flatMap((file) => texts.get(file) ?? []), texts, around);
  const packages = {
    python: new Packages(pythonDirs, python, (dir, files) => ({ python: python.packageFacts(dir, files) }), paths, surroundings),
    javascript: new Packages(javascriptDirs, javascript, (dir, files) => ({ javascript: javascript.packageFacts(dir, files) }), paths, surroundings),
  };
  const languageOf = (path: string) => (isJavaScript(path) ? 'javascript' : 'python');
  const factsOf = (path: string) => (isJavaScript(path) ? javascript : python);
  const packageOf = (path: string) => packages[languageOf(path)].of(path);

  return {
    zoneOf(path) {
      const override = overrides.findLast(({ matches }) => matches(path));
      if (override) return { zone: override.zone, reason: `set for ${override.glob} in the configuration` };
      return factsOf(path).zones.get(path) ?? { zone: 'unknown', reason: 'checkmod does not know files of this kind' };
    },
    packageOf,
    programs: () => [...python.programs(), ...javascript.programs()],
    envNames: (path) => factsOf(path).envNames.get(path) ?? [],
    importedNames: (path) => factsOf(path).importedNames(path),
    loggerImports: (path) => (isJavaScript(path) ? {} : python.loggerImports(path)),
    beforeLogging: (path) => (isJavaScript(path) ? undefined : python.beforeLogging(path)),
    loggingPlaces: (path) => (isJavaScript(path) ? [] : python.loggingPlaces(path)),
    runByHand: (path) => (isJavaScript(path) ? undefined : python.runByHand(path)),
    loggerWouldCycle(path) {
      const module = packageOf(path)[languageOf(path)]?.logger?.path;
      return module !== undefined && factsOf(path).isReachedFrom(module, path);
    },
  };
}

/** What the facts of either language have in common. */
interface LanguageFacts {
  readonly zones: ReadonlyMap<string, PathZone>;
  readonly envNames: ReadonlyMap<string, readonly string[]>;
}

/** The packages of one language: a file belongs to the nearest folder with a manifest of its own language. */
class Packages {
  readonly #dirs: ReadonlySet<string>;
  readonly #facts: LanguageFacts;
  readonly #read: (dir: string, files: readonly string[]) => Partial<PackageFacts>;
  readonly #paths: ReadonlySet<string>;
  readonly #surroundings: (dir: string, files: readonly string[]) => Surroundings;
  readonly #filesOf = new Map<string, string[]>();
  readonly #known = new Map<string, PackageFacts>();

  constructor(
    dirs: ReadonlySet<string>, facts: LanguageFacts, read: (dir: string, files: readonly string[]) => Partial<PackageFacts>, paths: ReadonlySet<string>,
    surroundings: (dir: string, files: readonly string[]) => Surroundings,
  ) {
    this.#dirs = dirs;
    this.#facts = facts;
    this.#read = read;
    this.#paths = paths;
    this.#surroundings = surroundings;
    for (const path of facts.zones.keys()) {
      const dir = nearestPackage(path, dirs);
      const files = this.#filesOf.get(dir);
      if (files) files.push(path);
      else this.#filesOf.set(dir, [path]);
    }
  }

  of(path: string): PackageFacts {
    const dir = nearestPackage(path, this.#dirs);
    const known = this.#known.get(dir);
    if (known) return known;
    const files = this.#filesOf.get(dir) ?? [];
    const read = files.filter((file) => this.#facts.zones.get(file)!.zone !== 'test');
    const envTemplate = envTemplateOf(dir, this.#paths);
    const facts: PackageFacts = {
      dir,
      ...(files.length > 0 && this.#read(dir, files)),
      envNames: [...new Set(read.flatMap((file) => this.#facts.envNames.get(file)!))],
      ...(envTemplate !== undefined && { envTemplate }),
      ...this.#surroundings(dir, read),
    };
    this.#known.set(dir, facts);
    return facts;
  }
}
