import { fixedZone, hasScriptName, hasThrowawayName, scriptFolder, type PathZone } from '../paths.ts';
import { reach, rootOf } from '../reach.ts';
import type { Edge } from './graph.ts';
import type { PythonScan } from './scan.ts';

/** Name of the file, for reasons that rest on it. */
const TEST_NAME = /(?:^|\/)(?:test_[^/]*|[^/]*_test|tests?)\.py$/;
const TEST_SUPPORT = /(?:^|\/)(?:conftest|locustfile)\.py$/;
const SERVER_NAME = /(?:^|\/)(?:wsgi|asgi|gunicorn[._]conf(?:ig)?|gunicorn)\.py$/;
const TOOL_NAME = /(?:^|\/)(?:setup|noxfile|fabfile|dodo)\.py$/;
const GENERATED_NAME = /_pb2(?:_grpc)?\.pyi?$/;

export interface ZoneInputs {
  readonly scans: ReadonlyMap<string, PythonScan>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  /** Files that something outside the import statements makes part of the server, with the reason. */
  readonly servedBy: ReadonlyMap<string, string>;
  /** Files that a manifest names as commands, with the reason. */
  readonly commands: ReadonlyMap<string, string>;
}

/** The zone of every Python file, with a sentence that says why. */
export function pythonZones(inputs: ZoneInputs): ReadonlyMap<string, PathZone> {
  const { scans, edges } = inputs;
  const fixed = new Map<string, PathZone>();
  for (const [path, scan] of scans) {
    const zone = fixedPythonZone(path, scan);
    if (zone) fixed.set(path, zone);
  }
  const roots = serverRoots(inputs, fixed);
  const reached = reach(roots.keys(), (path) =>
    (edges.get(path) ?? []).filter(({ to, when }) => !fixed.has(to) && when !== 'types' && when !== 'main').map(({ to }) => to),
  );
  const importers = importersOf(inputs, fixed, reached);

  const zones = new Map<string, PathZone>();
  for (const [path, scan] of scans) {
    zones.set(path, fixed.get(path) ?? serverZone(path, roots, reached) ?? otherZone(path, scan, importers.get(path), inputs));
  }
  return zones;
}

function fixedPythonZone(path: string, scan: PythonScan): PathZone | undefined {
  if (GENERATED_NAME.test(path) || scan.isGenerated) return { zone: 'generated', reason: 'generated code' };
  if (TEST_SUPPORT.test(path)) return { zone: 'test', reason: 'set up for tests' };
  if (TEST_NAME.test(path) && scan.hasTests) return { zone: 'test', reason: 'named and written as a test' };
  if (scan.isMigration) return { zone: 'migration', reason: 'a database migration' };
  if (/(?:^|\/)management\/commands\//.test(path)) return { zone: 'cli', reason: 'a Django management command' };
  return fixedZone(path);
}

/** Files that are part of a server by themselves, with what they do. */
function serverRoots({ scans, servedBy }: ZoneInputs, fixed: ReadonlyMap<string, PathZone>): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const [path, scan] of scans) {
    if (fixed.has(path)) continue;
    const tried = scriptFolder(path) !== undefined || hasThrowawayName(path) || TEST_NAME.test(path);
    const why = (tried ? undefined : ownReason(path, scan)) ?? servedBy.get(path);
    if (why) roots.set(path, why);
  }
  return roots;
}

function ownReason(path: string, scan: PythonScan): string | undefined {
  return scan.server ?? (SERVER_NAME.test(path) ? 'is loaded by the web server' : undefined);
}

function serverZone(
  path: string,
  roots: ReadonlyMap<string, string>,
  reached: ReadonlyMap<string, string | undefined>,
): PathZone | undefined {
  if (roots.has(path)) return { zone: 'server', reason: roots.get(path)! };
  if (!reached.has(path)) return undefined;
  const importer = reached.get(path)!;
  const root = rootOf(path, reached);
  const why = `which ${roots.get(root)}`;
  return {
    zone: 'server',
    reason: root === importer ? `imported by ${root}, ${why}` : `imported by ${importer}, reached from ${root}, ${why}`,
  };
}

/** Why a file that no server reaches is what it is. */
function otherZone(path: string, scan: PythonScan, importer: string | undefined, { commands }: ZoneInputs): PathZone {
  if (TEST_NAME.test(path)) return { zone: 'test', reason: 'named as a test' };
  if (TOOL_NAME.test(path)) return { zone: 'script', reason: 'configures a build tool' };
  if (commands.has(path)) return { zone: 'cli', reason: commands.get(path)! };
  if (scan.cli && !scan.hasMainBlock) return { zone: 'cli', reason: scan.cli };
  if (importer) return { zone: 'library', reason: `imported by ${importer}, not known to run in a server` };
  const folder = scriptFolder(path);
  if (folder) return { zone: 'script', reason: `in a folder of scripts (${folder})` };
  if (hasScriptName(path)) return { zone: 'script', reason: 'named as a script near the root' };
  if (scan.cli) return { zone: 'cli', reason: scan.cli };
  return { zone: 'orphan', reason: 'imported by nothing' };
}

/** For every file, one that imports it: not a test, and for a script not just another script. */
function importersOf(
  { edges }: ZoneInputs,
  fixed: ReadonlyMap<string, PathZone>,
  reached: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string> {
  const importers = new Map<string, string>();
  for (const [path, targets] of edges) {
    if (fixed.has(path) || (TEST_NAME.test(path) && !reached.has(path))) continue;
    for (const { to } of targets) {
      if (!importers.has(to) && !(isScript(path) && isScript(to))) importers.set(to, path);
    }
  }
  return importers;
}

function isScript(path: string): boolean {
  return scriptFolder(path) !== undefined || hasScriptName(path);
}
