import type { PackageFacts } from '../../languages/types.ts';
import { entryPoints } from '../entry-points.ts';
import type { SourceText } from '../facts.ts';
import { dirOf, isAbove } from '../folders.ts';
import type { PathZone } from '../paths.ts';
import { reach } from '../reach.ts';
import { declaredNames } from './dependencies.ts';
import { djangoAppFiles } from './django.ts';
import { edgesOf, namedModule, type Edge } from './graph.ts';
import { lintSettings } from './lint.ts';
import { dottedName, loggerHabits } from './logger-convention.ts';
import { Loggers } from './loggers.ts';
import { Modules } from './modules.ts';
import { scanPython, type PythonScan } from './scan.ts';
import { pythonZones } from './zones.ts';

export interface PythonFacts {
  readonly zones: ReadonlyMap<string, PathZone>;
  /** Environment variables each file reads. */
  readonly envNames: ReadonlyMap<string, readonly string[]>;
  /** Facts of a package; `files` are the Python files nearest to it. */
  packageFacts(dir: string, files: readonly string[]): NonNullable<PackageFacts['python']>;
  /** Whether a file runs when the module is imported, so that importing the module from it closes a cycle. */
  isReachedFrom(module: string, path: string): boolean;
}

/** Everything the project facts say about the Python files of a repository. */
export function pythonFacts(
  sources: readonly SourceText[],
  projectFiles: readonly SourceText[],
  packageDirs: ReadonlySet<string>,
): PythonFacts {
  const scans = new Map(sources.map(({ path, text }) => [path, scanPython(text)]));
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const modules = new Modules(scans.keys(), declaredNames(projectFiles), sourceRoots(scans.keys(), packageDirs));
  const edges = new Map([...scans].map(([path, scan]) => [path, edgesOf(path, scan, modules)]));
  const zones = pythonZones({ scans, edges, ...startedFiles(scans, projectFiles, modules, texts) });
  const loggers = new Loggers(scans, texts, modules);
  const manifests = new Map(projectFiles.map((file) => [file.path, file]));
  const cycles = new Map<string, ReadonlyMap<string, string | undefined>>();

  return {
    zones,
    envNames: new Map([...scans].map(([path, { envNames }]) => [path, envNames])),
    packageFacts(dir, files) {
      const lint = lintSettings(dir, manifests);
      const inServer = files.filter((file) => ['server', 'library'].includes(zones.get(file)!.zone));
      const telling = inServer.length > 0 ? inServer : files.filter((file) => zones.get(file)!.zone !== 'test');
      return {
        ...loggerHabits(telling, scans, modules, loggers),
        logArguments: logArguments(telling, scans),
        loggingConfigured: configuresLogging(files, scans, edges, zones),
        loggers: knownLoggers(files, scans, modules, loggers),
        ...(lint && { lint }),
      };
    },
    isReachedFrom(module, path) {
      if (!cycles.has(module)) cycles.set(module, reach([module], (from) => loadedBy(from, module, edges)));
      return cycles.get(module)!.has(path);
    },
  };
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

const APP_NAME = /^(?:app|application|api|server|asgi|wsgi|celery|celery_app|create_app|make_app|get_app|main|handler|\w+_app)$/;

/** Files that commands, `uvicorn.run("m:app")` strings and INSTALLED_APPS start, with the reasons. */
function startedFiles(
  scans: ReadonlyMap<string, PythonScan>,
  projectFiles: readonly SourceText[],
  modules: Modules,
  texts: ReadonlyMap<string, string>,
): { servedBy: ReadonlyMap<string, string>; commands: ReadonlyMap<string, string> } {
  const servedBy = new Map<string, string>();
  const commands = new Map<string, string>();
  for (const { target, kind, by } of entryPoints(projectFiles)) {
    const file = namedModule(target.replace(/^\.?\//, '').replaceAll('/', '.'), by, modules)?.file;
    if (file && kind === 'server') servedBy.set(file, `is started as ${target} by ${by}`);
    if (file && kind === 'program') commands.set(file, `is a command of ${by}`);
  }
  for (const [path, { references, hasTests }] of scans) {
    for (const reference of hasTests ? [] : references) {
      const attribute = reference.split(':')[1];
      if (!attribute || !APP_NAME.test(attribute)) continue;
      const file = namedModule(reference, path, modules)?.file;
      if (file && file !== path && texts.get(file)!.includes(attribute)) servedBy.set(file, `is started as ${reference} by ${path}`);
    }
  }
  for (const [file, app] of djangoAppFiles(scans, modules)) servedBy.set(file, `is part of the Django app ${app}`);
  return { servedBy, commands };
}

/** Files that run when `from` is loaded on behalf of `module`; the packages around `module` are running already. */
function loadedBy(from: string, module: string, edges: ReadonlyMap<string, readonly Edge[]>): string[] {
  return (edges.get(from) ?? [])
    .filter(({ to, when }) => when === 'load' || (when === 'package' && !(to.endsWith('/__init__.py') && isAbove(dirOf(to), module))))
    .map(({ to }) => to);
}

function logArguments(files: readonly string[], scans: ReadonlyMap<string, PythonScan>): 'percent' | 'fstring' | 'unknown' {
  const logs = files.map((file) => scans.get(file)!.logs);
  const percent = logs.reduce((sum, { percent }) => sum + percent, 0);
  const fstring = logs.reduce((sum, { fstring }) => sum + fstring, 0);
  if (percent === fstring) return 'unknown';
  return percent > fstring ? 'percent' : 'fstring';
}

/** Whether a file of the package, or one it imports, configures logging where a server runs it. */
function configuresLogging(
  files: readonly string[],
  scans: ReadonlyMap<string, PythonScan>,
  edges: ReadonlyMap<string, readonly Edge[]>,
  zones: ReadonlyMap<string, PathZone>,
): boolean {
  const own = files.filter((file) => !['test', 'script', 'migration', 'generated'].includes(zones.get(file)!.zone));
  const imported = own.flatMap((file) => edges.get(file)!.map(({ to }) => to));
  return [...own, ...imported].some((file) => scans.get(file)?.logs.configures);
}

/** Styles of the loggers and factories that the package's files import, by "module:name". */
function knownLoggers(
  files: readonly string[],
  scans: ReadonlyMap<string, PythonScan>,
  modules: Modules,
  loggers: Loggers,
): NonNullable<PackageFacts['python']>['loggers'] {
  const known: { [name: string]: NonNullable<ReturnType<Loggers['styleOf']>> } = {};
  for (const file of files) {
    for (const { level, module, names } of scans.get(file)!.imports) {
      for (const { name, as } of names) {
        if (!/log/i.test(name)) continue;
        const found = level > 0 ? modules.relative(level, module, file) : modules.absolute(module, file);
        const style = found?.file && loggers.styleOf(file, as);
        if (style) known[`${level > 0 ? dottedName(found.path, modules) : module}:${name}`] = style;
      }
    }
  }
  return known;
}
