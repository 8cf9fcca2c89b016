import type { LoggingPlace } from '../../languages/types.ts';
import type { PathZone } from '../paths.ts';
import { reach } from '../reach.ts';
import type { Edge } from './graph.ts';
import type { PythonScan } from './scan.ts';

interface Inputs {
  readonly scans: ReadonlyMap<string, PythonScan>;
  readonly texts: ReadonlyMap<string, string>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly zones: ReadonlyMap<string, PathZone>;
  /** Files that a command of the project starts. */
  readonly started: ReadonlyMap<string, string>;
  packageOf(path: string): string;
  /** Whether something in the package of a file configures logging. */
  isConfigured(path: string): boolean;
}

/** What makes a file the start of a program that sets up logging by itself; Django does it from settings, Celery in its own way. */
const BUILDS = /^(?:builds (?!.*\b(?:Django|Celery|MCP|Azure|Socket\.IO)\b)|runs )/;
const SETS_UP = /\b(?:set_?up|configure|init|initiali[sz]e)_?(?:\w*_)?log(?:s|ging|gers?)?(?:_\w+)?\(|\blog_?config(?:_dict)?\s*=|--log-config/i;
/** The name `logging` for something else than the module. */
const OTHER_LOGGING = /^[ \t]*from\b[^\n]*\bimport\b[^\n]*\blogging\b|^[ \t]*import\b[^\n]*\bas[ \t]+logging\b|^logging\b[ \t]*[:=]|^[ \t]*(?:async[ \t]+)?def[ \t]+logging\b/m;
/** Clients whose requests `httpx` writes at `info`, with their address and what secret is in it. */
const BY_HTTPX: ReadonlySet<string> = new Set(['httpx', 'telegram', 'openai', 'anthropic', 'supabase', 'groq', 'mistralai', 'cohere', 'ollama']);

/** The modules that build the programs a file runs in, and Django's settings, where nothing of the package sets up logging: it may be done there. */
export function loggingPlaces(inputs: Inputs): (path: string) => readonly LoggingPlace[] {
  const settings = djangoPlaces(inputs);
  const programs = programPlaces(inputs);
  return (path) => settings.get(inputs.packageOf(path)) ?? programs.filter(({ files }) => files.has(path)).map(({ place }) => place);
}

function programPlaces({ scans, texts, edges, zones, started, isConfigured }: Inputs) {
  const next = (path: string) => (edges.get(path) ?? []).filter(({ when }) => when !== 'types').map(({ to }) => to);
  const isServer = (path: string) => zones.get(path)!.zone === 'server';
  const builders = [...scans].filter(([path, { server }]) => isServer(path) && server !== undefined && BUILDS.test(server)).map(([path]) => path);
  const loads = new Map([...builders, ...started.keys()].map((path) => [path, reach([path], next)]));
  // A program that only starts an app leaves it to the app, which others may start too.
  const runners = [...started.keys()].filter((path) => isServer(path) && scans.get(path)!.server === undefined && !builders.some((builder) => loads.get(path)!.has(builder)));
  const starts = [...builders, ...runners];
  const outermost = starts.filter((path) => !starts.some((other) => other !== path && loads.get(other)!.has(path) && !loads.get(path)!.has(other)));
  const isOpen = (path: string) => !isConfigured(path) && !OTHER_LOGGING.test(texts.get(path)!) && ![...loads.get(path)!.keys()].some((file) => SETS_UP.test(texts.get(file)!));
  const usesHttpx = (path: string) => [...loads.get(path)!.keys()].some((file) => scans.get(file)!.imports.some(({ module }) => BY_HTTPX.has(module.split('.')[0]!)));
  return outermost.filter(isOpen).map((path) => ({ files: loads.get(path)!, place: { path, logsRequests: usesHttpx(path) } as LoggingPlace }));
}

/** By package, the settings of a Django project that has one module of them; none where there are several. */
function djangoPlaces({ scans, texts, packageOf, isConfigured }: Inputs): ReadonlyMap<string, readonly LoggingPlace[]> {
  const places = new Map<string, readonly LoggingPlace[]>();
  for (const path of [...scans].filter(([, { djangoApps }]) => djangoApps.length > 0).map(([each]) => each)) {
    const text = texts.get(path)!.replace(/^\ufeff/, '');
    const isAlone = !places.has(packageOf(path)) && !isConfigured(path);
    places.set(packageOf(path), isAlone ? [{ path, logsRequests: false, settings: { end: text.trimEnd().length, quote: (text.match(/'/g)?.length ?? 0) > (text.match(/"/g)?.length ?? 0) ? "'" : '"' } }] : []);
  }
  return places;
}
