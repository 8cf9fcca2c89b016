import { reach } from '../reach.ts';
import type { PathZone } from '../paths.ts';
import type { BeforeLogging } from '../../languages/types.ts';
import { edgesOf, namedModule, type Edge } from './graph.ts';
import { importsOf } from './imports.ts';
import type { Modules } from './modules.ts';
import type { PythonScan } from './scan.ts';
import { codeOf } from './strings.ts';

/** A call that sets logging up, with what stands before it on its line. */
const SETS_UP = /^([ \t]*)(?:await[ \t]+)?(?:(?:logging\.(?:config\.)?)?(?:basic|dict|file)Config|structlog\.configure|(?:\w+\.)?(?:set_?up|configure|init|initiali[sz]e)_?(?:\w*_)?(?:log|logs|[lL]ogging|[lL]oggers?)(?:_\w+)?)\(/m;
const IS_SETTINGS = /(?:^|\/)settings(?:\/\w+|_\w+)?\.py$/;
const LISTS_APPS = /^INSTALLED_APPS\b/m;

interface Inputs {
  readonly scans: ReadonlyMap<string, PythonScan>;
  readonly texts: ReadonlyMap<string, string>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly zones: ReadonlyMap<string, PathZone>;
  readonly modules: Modules;
  /** Whether logging may be set up in a file, below its imports. */
  isPlace(path: string): boolean;
}

/** A module that sets logging up, or Django settings: `own` is what runs of it before that, `loaded` the files that run then. */
interface Early {
  readonly by: string;
  readonly isDjango: boolean;
  readonly own: string;
  readonly loaded: ReadonlySet<string>;
}

/** Tells of a module why it runs before logging is set up: it is part of Django settings, or a program imports it above the line that sets logging up. */
export function beforeLogging(inputs: Inputs): (path: string) => BeforeLogging | undefined {
  const { scans, texts, edges, zones, modules, isPlace } = inputs;
  const earliest = new Map<string, Early>();
  const codes = new Map<string, string>();
  const codeAt = (path: string) => remembered(codes, path, () => codeOf(texts.get(path)!).code);
  const loadedFrom = (path: string) => loadedBy(edges.get(path) ?? []);
  const add = (by: string, isDjango: boolean, own: string, roots: readonly string[]) => {
    const early: Early = { by, isDjango, own, loaded: new Set(reach(roots, loadedFrom).keys()) };
    for (const path of early.loaded) if (!earliest.has(path) && (isDjango || path !== by)) earliest.set(path, early);
  };
  for (const settings of settingsFiles(scans, texts, modules)) add(settings, true, codeAt(settings), [settings]);

  const setUp = [...texts].filter(([path, text]) => ['server', 'library'].includes(zones.get(path)!.zone) && /log/i.test(text) && SETS_UP.test(text))
    .map(([path]) => ({ path, code: withoutMain(codeAt(path)) }))
    .flatMap(({ path, code }) => { const match = SETS_UP.exec(code); return match ? [{ path, code, at: match.index, isAtOnce: match[1] === '' }] : []; });
  for (const path of scans.keys()) if (isPlace(path)) setUp.push({ path, code: codeAt(path), at: endOfImports(codeAt(path)), isAtOnce: true });
  for (const { path, code, at, isAtOnce } of setUp) {
    const own = isAtOnce ? code.slice(0, at) : code;
    const before = isAtOnce ? edgesOf(path, { ...scans.get(path)!, imports: importsOf(own, texts.get(path)!.slice(0, at)), references: [] }, modules) : edges.get(path) ?? [];
    add(path, false, own, loadedBy(before).filter((to) => to !== path));
  }
  const importers = importersIn(edges);
  // Who loads a module that sets logging up as it loads runs behind it.
  const behind = reach(setUp.filter(({ isAtOnce }) => isAtOnce).map(({ path }) => path), (path) => (importers.get(path) ?? []).filter(({ edge }) => isLoad(edge)).map(({ from }) => from));
  return (path) => {
    const early = earliest.get(path);
    if (!early || (!early.isDjango && behind.has(path))) return undefined;
    const { by, isDjango, own, loaded } = early;
    const linesOf = (from: string) => (from === by ? linesAtImport(own) : linesAtImport(codeAt(from)));
    return { by, isDjango, calls: callsAtImport((importers.get(path) ?? []).filter(({ from }) => from === by || loaded.has(from)), linesOf) };
  };
}

interface Importer {
  readonly from: string;
  readonly edge: Edge;
}

/** By file, those that import it. */
function importersIn(edges: Inputs['edges']): ReadonlyMap<string, readonly Importer[]> {
  const importers = new Map<string, Importer[]>();
  for (const [from, own] of edges) {
    for (const edge of own) {
      const known = importers.get(edge.to);
      if (known) known.push({ from, edge });
      else importers.set(edge.to, [{ from, edge }]);
    }
  }
  return importers;
}

function settingsFiles(scans: Inputs['scans'], texts: Inputs['texts'], modules: Modules): ReadonlySet<string> {
  const named = [...scans].flatMap(([path, { settingsModules }]) => settingsModules.flatMap((settings) => namedModule(settings, path, modules)?.file ?? []));
  const listed = [...texts].filter(([path, text]) => IS_SETTINGS.test(path) && LISTS_APPS.test(text)).map(([path]) => path);
  return new Set([...named, ...listed]);
}

/** Files that run while a module with these edges is imported. */
function loadedBy(edges: readonly Edge[]): string[] {
  return edges.filter(isLoad).map(({ to }) => to);
}

function isLoad({ when }: Edge): boolean {
  return when === 'load' || when === 'package' || when === 'around';
}

/** Names taken from a module that those which import it early call as they load: `check_environment()`. */
function callsAtImport(importers: readonly Importer[], linesOf: (path: string) => string): string[] {
  const called = new Set<string>();
  for (const { from, edge: { names = [], as } } of importers) {
    if (names.length === 0 && as === undefined) continue;
    const lines = linesOf(from);
    for (const [, name] of lines.matchAll(/(?<![.\w])(\w+)\(/g)) if (names.includes(name!) || names.includes('*')) called.add(name!);
    if (as !== undefined) for (const match of lines.matchAll(new RegExp(`\\b${as.replaceAll('.', '\\.')}\\.(\\w+)\\(`, 'g'))) called.add(match[1]!);
  }
  return [...called].sort();
}

function endOfImports(code: string): number {
  const last = [...code.matchAll(/^(?:from|import)\b(?:[^\n(]*\([^)]*\))?[^\n]*/gm)].at(-1);
  return last ? last.index + last[0].length : 0;
}

/** The lines at the left margin that run something. */
function linesAtImport(code: string): string {
  return code.split('\n').filter((line) => /^\w/.test(line) && !/^(?:def|class|async|from|import)\b/.test(line)).join('\n');
}

function remembered(known: Map<string, string>, key: string, make: () => string): string {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

function withoutMain(code: string): string {
  return code.replace(/^if\b[^\n]*\b__name__\b[^\n]*\n(?:[ \t][^\n]*\n?|\n)*/m, (block) => block.replace(/[^\n]/g, ' '));
}
