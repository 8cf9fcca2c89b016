import type { TerminalProgram } from '../../languages/types.ts';
import type { PathZone } from '../paths.ts';
import { reach } from '../reach.ts';
import type { Edge } from './graph.ts';
import { setsUpLogging } from './log-facts.ts';
import { SERVER_RUNNERS } from './logging.ts';
import type { PythonScan } from './scan.ts';

/** `run_checks()` at the left margin, in a loop or under a condition. */
const CALLS_AT_ONCE = /^(?!def\b|class\b|from\b|import\b)(?:(?:for|while|if|with)\b[^\n]*:\n[ \t]+)?[A-Za-z_][\w.]*\(/m;

interface Inputs {
  readonly scans: ReadonlyMap<string, PythonScan>;
  readonly texts: ReadonlyMap<string, string>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly zones: ReadonlyMap<string, PathZone>;
}

/** The programs that somebody starts at a terminal to run a module; undefined where there are none, or something may serve it. */
export function runByHand({ scans, texts, edges, zones }: Inputs): (path: string) => readonly TerminalProgram[] | undefined {
  const runs = (path: string) => !['test', 'migration', 'generated'].includes(zones.get(path)!.zone);
  const importedBy = (path: string) => (runs(path) ? edges.get(path) ?? [] : []).filter(({ when }) => when !== 'types' && when !== 'around').map(({ to }) => to);
  const importers = new Map<string, string[]>();
  for (const path of edges.keys()) for (const to of importedBy(path)) importers.set(to, [...importers.get(to) ?? [], path]);
  const serving = [...scans].filter(([path, { imports }]) => runs(path) && (zones.get(path)!.zone === 'server' || imports.some(({ module }) => SERVER_RUNNERS.has(module))));
  const served = reach(serving.map(([path]) => path), importedBy);
  const logging = new Map<string, readonly string[]>();
  const loggingOf = (program: string) => {
    let files = logging.get(program);
    if (!files) {
      const loaded = reach([program], (each) => (edges.get(each) ?? []).map(({ to }) => to));
      logging.set(program, (files = [...loaded.keys()].filter((each) => setsUpLogging(texts.get(each)!)).sort()));
    }
    return files;
  };
  // What nothing imports and what calls something at its left margin somebody starts.
  const isRunAlone = (path: string) => zones.get(path)!.zone === 'orphan' && CALLS_AT_ONCE.test(texts.get(path)!);
  return (path) => {
    if (zones.get(path)!.zone !== 'library' || served.has(path)) return undefined;
    const around = [...reach([path], (each) => importers.get(each) ?? []).keys()];
    const programs = around.filter((each) => ['cli', 'script'].includes(zones.get(each)!.zone) || isRunAlone(each));
    return programs.length === 0 ? undefined : programs.map((program) => ({ path: program, logging: loggingOf(program) }));
  };
}
