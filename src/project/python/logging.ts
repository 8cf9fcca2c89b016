import type { LogStyle } from '../../languages/types.ts';
import type { PathZone } from '../paths.ts';
import { reach } from '../reach.ts';
import type { Edge } from './graph.ts';
import type { Loggers } from './loggers.ts';
import { dottedName } from './modules.ts';
import type { PythonScan } from './scan.ts';

/** How the log calls of files pass what they log. */
export function logArguments(files: readonly string[], scans: ReadonlyMap<string, PythonScan>): 'percent' | 'fstring' | 'unknown' {
  const logs = files.map((file) => scans.get(file)!.logs);
  const percent = logs.reduce((sum, { percent }) => sum + percent, 0);
  const fstring = logs.reduce((sum, { fstring }) => sum + fstring, 0);
  if (percent === fstring) return 'unknown';
  return percent > fstring ? 'percent' : 'fstring';
}

const SERVER_RUNNERS: ReadonlySet<string> = new Set(['uvicorn', 'gunicorn', 'hypercorn', 'waitress', 'granian']);

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

/** `logger`, `audit_log`, `get_logger`, but not `dialog`. */
const LOGGER_NAME = /(?:^|_)log$|logger$/i;

/** Styles of the loggers and factories that the package's files import, by "module:name". */
export function knownLoggers(
  files: readonly string[],
  scans: ReadonlyMap<string, PythonScan>,
  loggers: Loggers,
  root: string | undefined,
): { readonly [origin: string]: LogStyle } {
  const known: { [origin: string]: LogStyle } = {};
  for (const file of files) {
    const taken = scans.get(file)!.imports.flatMap(({ names }) => names).filter(({ name }) => LOGGER_NAME.test(name));
    for (const { as } of taken) {
      const source = loggers.importOf(file, as)!;
      const style = loggers.styleOf(file, as);
      if (source.path === undefined || !style || style === 'unknown') continue;
      known[`${source.level > 0 ? dottedName(source.path, root) : source.module}:${source.name}`] = style;
    }
  }
  return known;
}
