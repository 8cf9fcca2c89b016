import type { RunByHand } from '../../languages/types.ts';
import type { PathZone } from '../paths.ts';
import { reach } from '../reach.ts';
import type { Edge } from './graph.ts';
import { setsUpLogging } from './log-facts.ts';
import { SERVER_RUNNERS } from './logging.ts';
import type { PythonScan } from './scan.ts';

interface Inputs {
  readonly scans: ReadonlyMap<string, PythonScan>;
  readonly texts: ReadonlyMap<string, string>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly zones: ReadonlyMap<string, PathZone>;
}

/**
 * Modules that no server is known to run but programs somebody starts at a terminal, each with one of these and the files
 * by which they set up logging.
 */
export function runByHand({ scans, texts, edges, zones }: Inputs): (path: string) => RunByHand | undefined {
  const importers = new Map<string, string[]>();
  for (const [path, targets] of edges) {
    if (['test', 'migration', 'generated'].includes(zones.get(path)!.zone)) continue;
    for (const { to, when } of targets) if (when !== 'types' && when !== 'around') importers.set(to, [...importers.get(to) ?? [], path]);
  }
  return (path) => {
    if (zones.get(path)!.zone !== 'library') return undefined;
    const around = [...reach([path], (each) => importers.get(each) ?? []).keys()];
    const program = around.find((each) => ['cli', 'script'].includes(zones.get(each)!.zone));
    const serves = around.some((each) => zones.get(each)!.zone === 'server' || scans.get(each)!.imports.some(({ module }) => SERVER_RUNNERS.has(module)));
    if (program === undefined || serves) return undefined;
    const loaded = reach(around, (each) => (edges.get(each) ?? []).map(({ to }) => to));
    return { by: program, logging: [...loaded.keys()].filter((each) => setsUpLogging(texts.get(each)!)).sort() };
  };
}
