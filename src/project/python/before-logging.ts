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

/** Modules that run before logging is set up: Django settings, and what a program imports above the line that sets it up. */
export function beforeLogging(inputs: Inputs): ReadonlyMap<string, BeforeLogging> {
  const { scans, texts, edges, zones, modules, isPlace } = inputs;
  const early = new Map<string, { by: string; isDjango: boolean; code: Map<string, string> }>();
  const codes = new Map<string, string>();
  const codeAt = (path: string) => remembered(codes, path, () => codeOf(texts.get(path)!).code);
  const lines = new Map<string, string>();
  const linesOf = (code: string) => remembered(lines, code, () => linesAtImport(code));
  const add = (by: string, isDjango: boolean, own: string, roots: readonly string[]) => {
    const loaded = reach(roots, (path) => loadedBy(edges.get(path) ?? []));
    const code = new Map([...loaded.keys()].map((path) => [path, codeAt(path)]));
    code.set(by, own);
    for (const path of loaded.keys()) if (!early.has(path) && (isDjango || path !== by)) early.set(path, { by, isDjango, code });
  };
  for (const settings of settingsFiles(scans, texts, modules)) add(settings, true, codeAt(settings), [settings]);

  const setUp = [...texts].filter(([path, text]) => ['server', 'library'].includes(zones.get(path)!.zone) && /log/i.test(text) && SETS_UP.test(text))
    .map(([path]) => ({ path, code: withoutMain(codeAt(path)) }))
    .flatMap(({ path, code }) => { const match = SETS_UP.exec(code); return match ? [{ path, code, at: match.index, isAtOnce: match[1] === '' }] : []; });
  for (const path of scans.keys()) if (isPlace(path)) setUp.push({ path, code: codeAt(path), at: endOfImports(codeAt(path)), isAtOnce: true });
  // Who loads a module that sets logging up as it loads runs behind it.
  const atOnce = new Set(setUp.filter(({ isAtOnce }) => isAtOnce).map(({ path }) => path));
  for (const { path, code, at, isAtOnce } of setUp) {
    const own = isAtOnce ? code.slice(0, at) : code;
    const before = isAtOnce ? edgesOf(path, { ...scans.get(path)!, imports: importsOf(own, texts.get(path)!.slice(0, at)), references: [] }, modules) : edges.get(path) ?? [];
    add(path, false, own, loadedBy(before).filter((to) => to !== path));
  }
  const found = new Map<string, BeforeLogging>();
  for (const [path, { by, isDjango, code }] of early) {
    if (!isDjango && [...reach([path], (from) => loadedBy(edges.get(from) ?? [])).keys()].some((each) => atOnce.has(each))) continue;
    found.set(path, { by, isDjango, calls: callsAtImport(path, code, edges, linesOf) });
  }
  return found;
}

function settingsFiles(scans: Inputs['scans'], texts: Inputs['texts'], modules: Modules): ReadonlySet<string> {
  const named = [...scans].flatMap(([path, { settingsModules }]) => settingsModules.flatMap((settings) => namedModule(settings, path, modules)?.file ?? []));
  const listed = [...texts].filter(([path, text]) => IS_SETTINGS.test(path) && LISTS_APPS.test(text)).map(([path]) => path);
  return new Set([...named, ...listed]);
}

/** Files that run while a module with these edges is imported. */
function loadedBy(edges: readonly Edge[]): string[] {
  return edges.filter(({ when }) => when === 'load' || when === 'package' || when === 'around').map(({ to }) => to);
}

/** Names taken from a module that those which import it early call as they load: `check_environment()`. */
function callsAtImport(path: string, code: ReadonlyMap<string, string>, edges: Inputs['edges'], linesOf: (code: string) => string): string[] {
  const called = new Set<string>();
  for (const [from, text] of code) {
    for (const { to, names = [], as } of edges.get(from) ?? []) {
      if (to !== path) continue;
      const lines = linesOf(text);
      for (const [, name] of lines.matchAll(/(?<![.\w])(\w+)\(/g)) if (names.includes(name!) || names.includes('*')) called.add(name!);
      if (as !== undefined) for (const match of lines.matchAll(new RegExp(`\\b${as.replaceAll('.', '\\.')}\\.(\\w+)\\(`, 'g'))) called.add(match[1]!);
    }
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
