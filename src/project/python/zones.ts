import type { Zone } from '../../types.ts';
import { dirOf, isAbove } from '../folders.ts';
import { nearestPackage } from '../packages.ts';
import { fixedZone, hasScriptName, hasThrowawayName, scriptFolder, type PathZone } from '../paths.ts';
import { putAside } from '../put-aside.ts';
import { reach, rootOf } from '../reach.ts';
import type { Edge } from './graph.ts';
import type { PythonScan } from './scan.ts';

const TEST_NAME = /(?:^|\/)(?:(?:tests?_[^/]*|[^/]*_tests?|tests?)\.py$|(?:tests?[-_][\w-]*|[\w-]*[-_](?:tests?|testing))\/)/;
const TEST_SUPPORT = /(?:^|\/)(?:conftest|locustfile)\.py$/;
const SERVER_NAME = /(?:^|\/)(?:wsgi|asgi|gunicorn[._]conf(?:ig)?|gunicorn)\.py$/;
const TOOL_NAME = /(?:^|\/)(?:setup|noxfile|fabfile|dodo)\.py$/;
const SETTINGS = /(?:^|\/)settings\/[^/]+\.py$/;
/** Packages whose commands are spread over modules that import each other; others parse in the one file that runs. */
const COMMAND_GROUP: ReadonlySet<string> = new Set(['click', 'typer', 'cyclopts']);
const GENERATED_NAME = /_pb2(?:_grpc)?\.pyi?$/;

export interface ZoneInputs {
  readonly scans: ReadonlyMap<string, PythonScan>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  /** Files that commands and strings start as servers, and those a manifest installs as commands, with the reasons. */
  readonly servers: ReadonlyMap<string, string>;
  readonly commands: ReadonlyMap<string, string>;
  /** Folders of installed Django apps, with the names. */
  readonly djangoApps: ReadonlyMap<string, string>;
  /** Folders of code that was copied from elsewhere. */
  readonly vendored: ReadonlySet<string>;
  readonly packageDirs: ReadonlySet<string>;
}

/** The zone of every Python file, with a sentence that says why. */
export function pythonZones(inputs: ZoneInputs): ReadonlyMap<string, PathZone> {
  const { scans, edges } = inputs;
  const zones = new Map<string, PathZone>();
  const routed = routedTests(inputs);
  for (const [path, scan] of scans) setIf(zones, path, fixedPythonZone(path, scan, routed.has(path)) ?? vendoredZone(path, inputs.vendored) ?? hiddenZone(path, scans));
  const isRun = (path: string) => inputs.servers.has(path) || inputs.commands.has(path) || inputs.djangoApps.has(dirOf(path));
  for (const [path, zone] of putAside(scans.keys(), edges, inputs.packageDirs, isRun)) if (!zones.has(path)) zones.set(path, zone);

  const roots = serverRoots(inputs, zones, routed);
  const reached = reach(roots.keys(), (path) =>
    (edges.get(path) ?? [])
      .filter(({ to, when }) => mayServe(zones.get(to)) && when !== 'types' && when !== 'main')
      .map(({ to }) => to),
  );
  for (const path of reached.keys()) if (!zones.has(path)) zones.set(path, serverZone(path, roots, reached));

  const importers = importersOf(edges, zones);
  for (const [path, scan] of scans) {
    if (!zones.has(path)) zones.set(path, otherZone(path, scan, importers.get(path), inputs.commands));
  }
  for (const [path, zone] of toolModules(inputs, zones)) zones.set(path, zone);
  return zones;
}

/** Generated code hands imports on, such as an `__init__.py` that a tool writes; tests, migrations and commands do not. */
function mayServe(fixed: PathZone | undefined): boolean {
  return fixed === undefined || fixed.zone === 'generated';
}

function setIf<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value !== undefined) map.set(key, value);
}

function fixedPythonZone(path: string, scan: PythonScan, isRouted: boolean): PathZone | undefined {
  const byFolder = fixedZone(path);
  if (byFolder) return byFolder;
  if (scan.isMigration) return { zone: 'migration', reason: 'a database migration' };
  if (GENERATED_NAME.test(path) || scan.isGenerated) return { zone: 'generated', reason: 'generated code' };
  if (TEST_SUPPORT.test(path)) return { zone: 'test', reason: 'set up for tests' };
  if (TEST_NAME.test(path) && scan.hasTests && !isRouted) return { zone: 'test', reason: 'named and written as a test' };
  if (/(?:^|\/)management\/commands\//.test(path)) return { zone: 'cli', reason: 'a Django management command' };
  return undefined;
}

function vendoredZone(path: string, vendored: ReadonlySet<string>): PathZone | undefined {
  return [...vendored].some((dir) => isAbove(dir, path)) ? { zone: 'generated', reason: 'vendored code' } : undefined;
}

/** Files with routes that only their names make tests, such as `routers/ab_test.py`: the app includes them. */
function routedTests({ scans, edges }: ZoneInputs): ReadonlySet<string> {
  const isTestLibrary = (module: string) => /^(?:pytest|unittest)(?:\.|$)/.test(module);
  const mayBe = (path: string) => TEST_NAME.test(path) && ROUTES.test(scans.get(path)!.server ?? '') && !scans.get(path)!.imports.some(({ module }) => isTestLibrary(module));
  const importers = [...edges].filter(([path]) => !TEST_NAME.test(path) && !fixedZone(path));
  return new Set(importers.flatMap(([, targets]) => targets.map(({ to }) => to)).filter(mayBe));
}
const ROUTES = /^(?:defines (?:API routes|a blueprint|an API namespace|REST resources|aiohttp routes)|handles requests of an app)/;

/** Where settings became a package the module is often left beside it, and never imported again. An `app.py` beside `app/` may still be run. */
function hiddenZone(path: string, scans: ZoneInputs['scans']): PathZone | undefined {
  const isHidden = /(?:^|\/)settings\.py$/.test(path) && scans.has(path.replace(/\.py$/, '/__init__.py'));
  return isHidden ? { zone: 'orphan', reason: 'hidden by the package settings/ beside it' } : undefined;
}

/** Files that are part of a server by themselves, with what they do. */
function serverRoots(inputs: ZoneInputs, fixed: ReadonlyMap<string, PathZone>, routed: ReadonlySet<string>): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const [path, scan] of inputs.scans) {
    if (fixed.has(path) || (TEST_NAME.test(path) && !routed.has(path))) continue;
    const isTried = scriptFolder(path) !== undefined || hasThrowawayName(path);
    setIf(roots, path, (isTried ? undefined : ownReason(path, scan, inputs)) ?? inputs.servers.get(path));
  }
  return roots;
}

function ownReason(path: string, scan: PythonScan, { djangoApps }: ZoneInputs): string | undefined {
  if (scan.server !== undefined) return scan.server;
  if (SERVER_NAME.test(path)) return 'is loaded by the web server';
  if (SETTINGS.test(path) && scan.imports.some(({ names }) => names[0]?.name === '*')) return 'is a settings module on top of another';
  if (scan.hasMainBlock || scan.commandLine !== undefined) return undefined;
  for (let dir = dirOf(path); dir; dir = dirOf(dir)) {
    if (djangoApps.has(dir)) return `is part of the Django app ${djangoApps.get(dir)}`;
  }
  return undefined;
}

function serverZone(
  path: string,
  roots: ReadonlyMap<string, string>,
  reached: ReadonlyMap<string, string | undefined>,
): PathZone {
  if (roots.has(path)) return { zone: 'server', reason: roots.get(path)! };
  const importer = reached.get(path)!;
  const root = rootOf(path, reached);
  const why = `which ${roots.get(root)}`;
  return {
    zone: 'server',
    reason: root === importer ? `imported by ${root}, ${why}` : `imported by ${importer}, reached from ${root}, ${why}`,
  };
}

/** What a file is that no server reaches; `importer` is one that imports it. */
function otherZone(
  path: string,
  scan: PythonScan,
  importer: string | undefined,
  commands: ReadonlyMap<string, string>,
): PathZone {
  if (TEST_NAME.test(path)) return { zone: 'test', reason: 'named as a test' };
  if (TOOL_NAME.test(path)) return { zone: 'script', reason: 'configures a build tool' };
  if (commands.has(path)) return { zone: 'cli', reason: commands.get(path)! };
  if (!isScript(path) && isCommand(scan, importer)) return { zone: 'cli', reason: `is a command-line program: it uses ${scan.commandLine}` };
  if (importer !== undefined) return { zone: 'library', reason: `imported by ${importer}, not known to run in a server` };
  const folder = scriptFolder(path);
  if (folder !== undefined) return { zone: 'script', reason: `in a folder of scripts (${folder})` };
  if (hasScriptName(path)) return { zone: 'script', reason: 'named as a script near the root' };
  if (scan.hasMainBlock) return { zone: 'cli', reason: 'runs as a program: it has a __main__ block' };
  if (/(?:^|\/)__main__\.py$/.test(path)) return { zone: 'cli', reason: 'runs as a program by its name' };
  return { zone: 'orphan', reason: 'no import of it was found' };
}

function isCommand({ commandLine }: PythonScan, importer: string | undefined): boolean {
  return commandLine !== undefined && (importer === undefined || isScript(importer) || COMMAND_GROUP.has(commandLine));
}

const NEVER_RUN: ReadonlySet<Zone | undefined> = new Set<Zone>(['test', 'migration', 'generated']);

/** For every file, one that imports it: not a test, and for a script not just another script. */
function importersOf(
  edges: ReadonlyMap<string, readonly Edge[]>,
  zones: ReadonlyMap<string, PathZone>,
): ReadonlyMap<string, string> {
  const importers = new Map<string, string>();
  // Scripts last: a module of the program is the better reason.
  const ordered = [...edges].sort(([a], [b]) => Number(isScript(a)) - Number(isScript(b)));
  for (const [path, targets] of ordered) {
    if (NEVER_RUN.has(zones.get(path)?.zone) || TEST_NAME.test(path)) continue;
    for (const { to, when } of targets) {
      if (when !== 'around' && !importers.has(to) && !(isScript(path) && isScript(to))) importers.set(to, path);
    }
  }
  return importers;
}

function isScript(path: string): boolean {
  return scriptFolder(path) !== undefined || hasScriptName(path);
}

/** Modules behind a program with sub-commands whose package has no server: what they print is for its user. */
function* toolModules(
  { edges, packageDirs, scans }: ZoneInputs,
  zones: ReadonlyMap<string, PathZone>,
): Generator<[string, PathZone]> {
  const packageOf = (path: string) => nearestPackage(path, packageDirs);
  const serving = new Set([...zones].filter(([, { zone }]) => zone === 'server').map(([path]) => packageOf(path)));
  const isTool = (path: string) => zones.get(path)!.zone === 'cli' && scans.get(path)!.hasSubcommands && !serving.has(packageOf(path));
  const reached = reach([...zones.keys()].filter(isTool), (path) => (edges.get(path) ?? []).map(({ to }) => to));
  for (const path of reached.keys()) {
    if (zones.get(path)?.zone !== 'library') continue;
    const program = rootOf(path, reached);
    if (packageOf(path) === packageOf(program)) yield [path, { zone: 'cli', reason: `behind ${program}, a command-line program` }];
  }
}
