import type { PathZone } from '../paths.ts';
import { reach } from '../reach.ts';
import type { Edge } from './graph.ts';
import type { PythonScan } from './scan.ts';

/** How the log calls of files pass what they log. */
export function logArguments(files: readonly string[], scans: ReadonlyMap<string, PythonScan>): 'percent' | 'fstring' | 'unknown' {
  const logs = files.map((file) => scans.get(file)!.logs);
  const percent = logs.reduce((sum, { percent }) => sum + percent, 0);
  const fstring = logs.reduce((sum, { fstring }) => sum + fstring, 0);
  if (percent === fstring) return 'unknown';
  return percent > fstring ? 'percent' : 'fstring';
}

export const SERVER_RUNNERS: ReadonlySet<string> = new Set(['uvicorn', 'gunicorn', 'hypercorn', 'waitress', 'granian']);

/** Whether something that runs in the server configures logging: the package's own modules or any they import. */
export function configuresLogging(
  files: readonly string[],
  scans: ReadonlyMap<string, PythonScan>,
  edges: ReadonlyMap<string, readonly Edge[]>,
  zones: ReadonlyMap<string, PathZone>,
): boolean {
  const starts = (file: string) => scans.get(file)!.imports.some(({ module }) => SERVER_RUNNERS.has(module));
  const running = files.filter((file) => {
    const { zone } = zones.get(file)!;
    return zone === 'server' || zone === 'library' || (zone === 'cli' && starts(file));
  });
  const reached = reach(running, (file) => (edges.get(file) ?? []).filter(({ when }) => when !== 'main').map(({ to }) => to));
  return [...reached.keys()].some((file) => scans.get(file)?.logs.configures);
}

/** Whether structlog as the package sets it up writes tracebacks; said only where something sets it up. */
export function structlogTraceback(files: readonly string[], scans: ReadonlyMap<string, PythonScan>): { readonly structlogTraceback?: boolean } {
  const own = files.flatMap((file) => scans.get(file)!.logs.structlogTraceback ?? []);
  const all = own.length > 0 ? own : [...scans.values()].flatMap(({ logs }) => logs.structlogTraceback ?? []);
  return all.length > 0 ? { structlogTraceback: all.every(Boolean) } : {};
}
