import type { Zone } from '../../types.ts';
import { dirOf } from '../folders.ts';
import { hasScriptName, hasThrowawayName, scriptFolder, type PathZone } from '../paths.ts';
import { putAside } from '../put-aside.ts';
import { reach, rootOf } from '../reach.ts';
import { fixedJavaScriptZone, servedZone } from './fixed-zones.ts';
import type { Edge } from './graph.ts';
import { NEST_PART } from './markers.ts';
import type { JavaScriptPackages } from './packages.ts';
import { isPage, serverRoute } from './routes.ts';
import type { JavaScriptScan } from './scan.ts';
import type { StartedFiles } from './started.ts';

type Reached = ReadonlyMap<string, string | undefined>;
type Reasons = ReadonlyMap<string, string>;

/** Tools with a configuration of their own; another `db.config.ts` is what the program itself reads. */
const TOOLS = `webpack vite vitest vue nuxt next svelte astro remix react-router babel metro tailwind postcss rollup rolldown tsup tsdown unbuild
  esbuild eslint prettier stylelint commitlint lint-staged craco drizzle prisma hardhat truffle capacitor ecosystem orval codegen lingui i18next
  svgo unocss uno panda release knip nodemon turbo wxt karma typedoc open-next`.split(/\s+/);
const TOOL_CONFIG = new RegExp(String.raw`(?:^|/)(?:${TOOLS.join('|')})(?:[.-][\w.-]+)?\.config(?:\.[\w-]+)?\.[cm]?[jt]s$`);
const TOOL_FILE = /(?:^|\/)(?:\.[\w-]+rc|(?:[gG]ulp|[gG]runt|rake|plop|knex)file|next-sitemap|truffle-config|hardhat(?:\.[\w-]+)+|webpack(?:[.-][\w.-]+)?)\.[cm]?[jt]s$/;
const CONFIG_NAME = /\.config\.[cm]?[jt]s$/;
const SCRIPT_NAME_IN_CAMEL_CASE =
  /^(?:test|check|debug|fix|verify|seed|setup|create|run|migrate|demo|init|validate|add|apply|clean|clear|deploy|diagnose|export|generate|import|insert|list|populate|reset|restore|simulate|sync|update|upload|delete|remove|inspect|seeder|cleanup|backfill)(?:[A-Z]|s?\.[cm]?[jt]s$)/;
const THROWAWAY_IN_CAMEL_CASE = /^(?:test|check|debug|fix|verify|demo|validate|diagnose)[A-Z]/;
const FRONT_FOLDER = /(?:^|\/)(?:frontend|front-?end|front|client|web|webapp|ui|www|views|components|pages|hooks|contexts|screens|layouts|mobile|browser|renderer|extension|popup)\//i;
/** In a package of a server too, where a folder called `client` may be one of its own. */
const CALLED_FRONTEND = /(?:^|\/)front-?end\//i;
const BACK_FOLDER = /(?:^|\/)(?:backend|back-?end|server|servers|api|apis|routes|routers|controllers|middlewares?|models|entities|repositories|resolvers|workers?|jobs|queues?|cron|lambdas?|functions|microservices|mcp)\//i;

export interface ZoneInputs {
  readonly scans: ReadonlyMap<string, JavaScriptScan>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly packages: JavaScriptPackages;
  /** Files that manifests and commands start, and those they install. */
  readonly started: StartedFiles;
  /** Folders of browser extensions. */
  readonly extensions: readonly string[];
  readonly packageDirs: ReadonlySet<string>;
}

/** The zone of every JavaScript file, with a sentence that says why. */
export function javascriptZones(inputs: ZoneInputs): ReadonlyMap<string, PathZone> {
  const { scans, edges, packages } = inputs;
  const zones = new Map<string, PathZone>();
  for (const [path, scan] of scans) setIf(zones, path, fixedJavaScriptZone(path, scan));
  for (const [path, zone] of putAside(scans.keys(), edges, inputs.packageDirs, (path, folder) => runsByPlace(path, folder, inputs))) if (!zones.has(path)) zones.set(path, zone);

  const importers = importersOf(inputs, zones);
  const roots = serverRoots(inputs, zones, importers);
  const next = (path: string, mayFollow: (to: string) => boolean) => (edges.get(path) ?? [])
    .filter(({ to, kind }) => kind !== 'type' && mayPass(zones.get(to)) && !isTool(to) && mayFollow(to)).map(({ to }) => to);
  const served = reach(roots.keys(), (path) => next(path, (to) => roots.has(to) || !isDrawn(scans.get(to)!)));
  const drawing = browserRoots(inputs, zones, roots);
  const mayDraw = (path: string) => !roots.has(path) && (scans.get(path)!.serverPackage === undefined || isDrawn(scans.get(path)!));
  const drawn = reach(drawing.keys(), (path) => next(path, mayDraw));
  const components = componentsIn(inputs, zones, roots);
  const composed = reach(components.keys(), (path) => next(path, mayDraw));

  for (const [path, scan] of scans) {
    if (zones.has(path)) continue;
    const zone = reachedZone(path, scan, packages.of(path).side === 'server', { roots, served, drawing, drawn, components, composed }) ?? otherZone(path, scan, importers.get(path), inputs);
    zones.set(path, zone);
  }
  for (const [path, zone] of modulesOfPrograms(edges, zones)) zones.set(path, zone);
  for (const [path, zone] of modulesOfOneSide(edges, zones)) zones.set(path, zone);
  return zones;
}

/** Whether something starts a file, or a framework finds it by its path in the package that the folder is a part of. */
function runsByPlace(path: string, folder: string, { packages, started }: ZoneInputs): boolean {
  const { dir, rel, dependencies } = packages.of(path);
  const isRouted = folder.startsWith(dir === '' ? '' : `${dir}/`) && (isPage(rel) || serverRoute(rel, dependencies) !== undefined);
  return isRouted || started.servers.has(path) || started.commands.has(path) || started.tasks.has(path);
}

/** Generated code hands imports on, such as a client that a tool writes; tests and migrations do not. */
function mayPass(fixed: PathZone | undefined): boolean {
  return fixed === undefined || fixed.zone === 'generated';
}

function setIf<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value !== undefined) map.set(key, value);
}

/** Whether a file draws by itself, whoever imports it. */
function isDrawn({ interface: marker, directive }: JavaScriptScan): boolean {
  return directive === 'use client' || marker === 'contains JSX';
}

/** Files that are part of a server by themselves, with what they do. */
function serverRoots(inputs: ZoneInputs, fixed: ReadonlyMap<string, PathZone>, importers: Reasons): Reasons {
  const roots = new Map<string, string>();
  for (const [path, scan] of inputs.scans) {
    if (fixed.has(path) || scan.directive === 'use client') continue;
    setIf(roots, path, rootReason(path, scan, inputs, importers.get(path)));
  }
  return roots;
}

function rootReason(path: string, scan: JavaScriptScan, { packages, started, extensions }: ZoneInputs, importer: string | undefined): string | undefined {
  const { rel, side, isFullStack, dependencies } = packages.of(path);
  const route = serverRoute(rel, dependencies);
  if (route !== undefined) return route;
  const isBrowserFile = servedZone(path, scan) !== undefined || extensions.some((dir) => path.startsWith(dir));
  const draws = scan.interface !== undefined && (isFullStack || side === 'browser');
  if (draws || isTool(path) || (isBrowserFile && importer === undefined)) return undefined;
  if (scan.directive === 'use server') return 'holds server actions';
  const isTried = scriptFolder(path) !== undefined || hasThrowawayName(rel) || isNamed(rel, THROWAWAY_IN_CAMEL_CASE);
  const isTask = importer === undefined && started.tasks.has(path);
  if (scan.server !== undefined && !isTried && !(isTask && isOnlyPart(scan.server)) && !(side === 'browser' && scan.usesDom) && (importer !== undefined || !isOnlyModel(scan.server) || !isScript(path, rel))) return scan.server;
  if (started.servers.has(path)) return started.servers.get(path);
  // Where pages run on the server, so does what only a server can do.
  return isFullStack && importer !== undefined && !isTried && scan.serverPackage !== undefined && !isDrawn(scan) && !isPage(rel) ? `uses ${scan.serverPackage}, which no browser can` : undefined;
}

/** What a script does as well: reading and writing through models. */
function isOnlyModel(marker: string): boolean {
  return /Mongo|queue$/.test(marker);
}

/** What a seed or a migration of an app has too: it takes the app's modules. */
function isOnlyPart(marker: string): boolean {
  return marker === NEST_PART;
}

function isTool(path: string): boolean {
  return TOOL_CONFIG.test(path) || TOOL_FILE.test(path);
}

function isNamed(rel: string, pattern: RegExp): boolean {
  return !rel.includes('/') && pattern.test(rel);
}

/** Files that run in a browser or on a phone by themselves. */
function browserRoots({ scans, packages }: ZoneInputs, fixed: ReadonlyMap<string, PathZone>, servers: Reasons): Reasons {
  const roots = new Map<string, string>();
  for (const [path, scan] of scans) {
    if (fixed.has(path) || servers.has(path) || isTool(path)) continue;
    const { rel, side, isFullStack, hasServerComponents } = packages.of(path);
    if (side === 'server' || isScript(path, rel)) continue;
    if (scan.directive === 'use client') roots.set(path, "is marked 'use client'");
    else if (hasServerComponents) {
      if (isPage(rel) && !/^(?:src\/)?app\//.test(rel)) roots.set(path, 'is a page');
      else if (scan.interface?.startsWith('imports') && !/next(?:\/|-)/.test(scan.interface)) roots.set(path, scan.interface);
    } else if (scan.interface !== undefined) roots.set(path, scan.interface);
    else if (side === 'browser' && !isFullStack) roots.set(path, 'is in a package that only draws a user interface');
  }
  for (const path of packages.usedByTemplates) if (scans.has(path) && !servers.has(path) && !fixed.has(path)) roots.set(path, 'is used by a package of templates');
  return roots;
}

/** What draws, be it on the server: pages and components, with what shows it. */
function componentsIn({ scans, packages }: ZoneInputs, fixed: ReadonlyMap<string, PathZone>, servers: Reasons): Reasons {
  const components = new Map<string, string>();
  for (const [path, scan] of scans) {
    const draws = packages.of(path).side !== 'server' || isDrawn(scan);
    if (draws && !fixed.has(path) && !servers.has(path)) setIf(components, path, scan.interface);
  }
  return components;
}

interface Sides {
  readonly roots: Reasons;
  readonly served: Reached;
  readonly drawing: Reasons;
  readonly drawn: Reached;
  readonly components: Reasons;
  readonly composed: Reached;
}

/** What a file is that a server or a browser reaches. */
function reachedZone(path: string, scan: JavaScriptScan, isServerPackage: boolean, { roots, served, drawing, drawn, components, composed }: Sides): PathZone | undefined {
  if (roots.has(path)) return { zone: 'server', reason: roots.get(path)! };
  // In a package that only serves, a library for interfaces may draw charts or mails.
  if (scan.interface !== undefined && (isDrawn(scan) || !isServerPackage || !served.has(path))) return { zone: 'frontend', reason: scan.interface };
  if (served.has(path) && drawn.has(path)) {
    return { zone: 'shared', reason: `reached from both sides: ${nearestRoot(path, served)} on the server and ${nearestRoot(path, drawn)} in the browser` };
  }
  if (served.has(path)) return { zone: 'server', reason: importedReason(path, served, roots) };
  if (drawing.has(path)) return { zone: 'frontend', reason: drawing.get(path)! };
  if (drawn.has(path)) return { zone: 'frontend', reason: importedReason(path, drawn, drawing) };
  if (composed.has(path)) return { zone: 'frontend', reason: importedReason(path, composed, components) };
  return undefined;
}

function nearestRoot(path: string, reached: Reached): string {
  return rootOf(path, reached) === path ? 'itself' : rootOf(path, reached);
}

function importedReason(path: string, reached: Reached, roots: Reasons): string {
  const importer = reached.get(path)!;
  const root = rootOf(path, reached);
  const why = `which ${roots.get(root)}`;
  return root === importer ? `imported by ${root}, ${why}` : `imported by ${importer}, reached from ${root}, ${why}`;
}

/** What a file is that neither side is known to reach; `importer` is one that imports it. */
function otherZone(path: string, scan: JavaScriptScan, importer: string | undefined, { packages, started, extensions }: ZoneInputs): PathZone {
  const { rel, side, isFullStack, dir } = packages.of(path);
  if (isTool(path)) return { zone: 'script', reason: 'configures a tool' };
  if (started.commands.has(path)) return { zone: 'cli', reason: started.commands.get(path)! };
  if (!isScript(path, rel) && scan.commandLine !== undefined && importer === undefined) return { zone: 'cli', reason: `is a command-line program: it uses ${scan.commandLine}` };
  const script = importer === undefined ? scriptZone(path, rel, scan) : undefined;
  if (script) return script;
  if (importer === undefined && started.tasks.has(path)) return { zone: 'script', reason: started.tasks.get(path)! };
  if (extensions.some((each) => path.startsWith(each))) return { zone: 'static', reason: 'a script of a browser extension' };
  const servedAs = servedZone(path, scan);
  if (servedAs) return servedAs;
  if (side === 'browser' && !isFullStack) return { zone: 'frontend', reason: `${dir || 'the root'} is a package that only draws a user interface` };
  const back: PathZone = importer === undefined
    ? { zone: 'orphan', reason: 'no import of it was found' }
    : { zone: 'library', reason: `imported by ${importer}, not known to run in a server` };
  if (side === 'server' && CALLED_FRONTEND.test(path) && scan.serverPackage === undefined && scan.server === undefined) return { zone: 'frontend', reason: 'in a folder of the user interface' };
  if (side === 'server') return scan.usesDom && importer === undefined ? { zone: 'static', reason: 'uses the DOM, and no module imports it' } : back;
  if (isPage(rel) && isFullStack) return { zone: 'frontend', reason: 'is a page' };
  if (scan.usesDom || scan.isExtensionScript) return { zone: 'frontend', reason: 'uses the DOM' };
  const folder = sideOfFolder(path);
  if (folder === 'front' && importer !== undefined && scan.serverPackage !== undefined) {
    return { zone: 'unknown', reason: `imports ${scan.serverPackage}, which no browser can, in a folder of the user interface` };
  }
  if (scan.serverPackage !== undefined || scan.server !== undefined) return back;
  if (folder === 'front') return { zone: 'frontend', reason: 'in a folder of the user interface' };
  if (folder === 'back' || side === 'none') return back;
  return importer === undefined ? back : { zone: 'unknown', reason: `imported by ${importer}; nothing shows on which side it runs` };
}

function scriptZone(path: string, rel: string, scan: JavaScriptScan): PathZone | undefined {
  const folder = scriptFolder(path);
  if (folder !== undefined) return { zone: 'script', reason: `in a folder of scripts (${folder})` };
  if (hasScriptName(rel) || isNamed(rel, SCRIPT_NAME_IN_CAMEL_CASE)) return { zone: 'script', reason: 'named as a script near the root of its package' };
  if (isNamed(rel, CONFIG_NAME)) return { zone: 'script', reason: 'configures a tool, by its name' };
  if (scan.hasMainBlock) return { zone: 'cli', reason: 'runs as a program: it asks whether it is the main module' };
  if (scan.hasShebang) return { zone: 'cli', reason: 'runs as a program: it starts with #!' };
  return undefined;
}

/** The side that the outermost folder with a telling name is for. */
function sideOfFolder(path: string): 'front' | 'back' | undefined {
  const front = FRONT_FOLDER.exec(path);
  const back = BACK_FOLDER.exec(path);
  if (!front || !back) return front ? 'front' : back ? 'back' : undefined;
  return front.index < back.index ? 'front' : 'back';
}

function isScript(path: string, rel: string): boolean {
  return scriptFolder(path) !== undefined || hasScriptName(rel) || isNamed(rel, SCRIPT_NAME_IN_CAMEL_CASE);
}

const NEVER_RUN: ReadonlySet<Zone | undefined> = new Set<Zone>(['test', 'migration', 'generated']);

/** For every file, one that imports it: not a test, and for a script not just another script. */
function importersOf({ edges, packages }: ZoneInputs, zones: ReadonlyMap<string, PathZone>): Reasons {
  const importers = new Map<string, string>();
  const isScriptFile = (path: string) => isScript(path, packages.of(path).rel);
  // Scripts last: a module of the program is the better reason.
  const ordered = [...edges].sort(([a], [b]) => Number(isScriptFile(a)) - Number(isScriptFile(b)));
  for (const [path, targets] of ordered) {
    if (NEVER_RUN.has(zones.get(path)?.zone)) continue;
    const fromScript = isScriptFile(path);
    for (const { to } of targets) if (!importers.has(to) && !(fromScript && isScriptFile(to))) importers.set(to, path);
  }
  return importers;
}

/** Modules that only command-line programs use: what they print is for whoever runs those. */
function* modulesOfPrograms(edges: ReadonlyMap<string, readonly Edge[]>, zones: ReadonlyMap<string, PathZone>): Generator<[string, PathZone]> {
  const zoneOf = (path: string) => zones.get(path)!.zone;
  const next = (path: string) => (edges.get(path) ?? []).map(({ to }) => to).filter((to) => zoneOf(to) === 'library');
  const fromPrograms = reach([...zones.keys()].filter((path) => zoneOf(path) === 'cli'), next);
  const fromOthers = reach([...zones.keys()].filter((path) => !['cli', 'library', 'test'].includes(zoneOf(path))), next);
  for (const path of fromPrograms.keys()) {
    if (zoneOf(path) !== 'library' || fromOthers.has(path)) continue;
    yield [path, { zone: 'cli', reason: `behind ${rootOf(path, fromPrograms)}, a command-line program` }];
  }
}

/** Modules nothing else is known of are on the side of all that import them, for their types too. */
function* modulesOfOneSide(edges: ReadonlyMap<string, readonly Edge[]>, zones: ReadonlyMap<string, PathZone>): Generator<[string, PathZone]> {
  const zoneOf = (path: string) => zones.get(path)!.zone;
  const next = (path: string) => (edges.get(path) ?? []).map(({ to }) => to).filter((to) => zoneOf(to) === 'unknown');
  const from = (sides: readonly Zone[]) => reach([...zones.keys()].filter((path) => sides.includes(zoneOf(path))), next);
  const back = from(['server', 'library', 'orphan', 'cli']);
  const front = from(['frontend', 'static', 'shared']);
  for (const path of [...zones.keys()].filter((each) => zoneOf(each) === 'unknown')) {
    if (back.has(path) && front.has(path)) yield [path, { zone: 'shared', reason: `imported on both sides, by ${back.get(path)} and by ${front.get(path)}` }];
    else if (back.has(path)) yield [path, { zone: 'library', reason: `imported by ${back.get(path)}, not known to run in a server` }];
    else if (front.has(path)) yield [path, { zone: 'frontend', reason: `imported by ${front.get(path)}, which is part of the user interface` }];
  }
}

/** Folders below the manifests of browser extensions. */
export function extensionDirs(projectFiles: readonly { readonly path: string; readonly text: string }[]): string[] {
  return projectFiles.filter(({ path, text }) => path.endsWith('manifest.json') && text.includes('"manifest_version"'))
    .map(({ path }) => dirOf(path)).map((dir) => (dir === '' ? '' : `${dir}/`)).filter((dir) => dir !== '');
}
