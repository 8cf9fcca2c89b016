import type { LoggerConvention } from '../../languages/types.ts';
import { dirOf, join } from '../folders.ts';
import type { Loggers } from './loggers.ts';
import type { Modules } from './modules.ts';
import type { PythonScan } from './scan.ts';

/** How one module gets its logger; `convention` is absent for plain `logging.getLogger`. */
interface Usage {
  readonly name: string;
  readonly convention?: LoggerConvention;
}

const LOGGER_NAME = /^_*log(?:ger)?$/i;

/** How most modules of a package get their logger, and what they call it. */
export interface LoggerHabits {
  readonly logger?: LoggerConvention;
  readonly loggerName?: string;
}

/** Looks at the modules of a package; `files` are those whose habits count. */
export function loggerHabits(
  files: readonly string[],
  scans: ReadonlyMap<string, PythonScan>,
  modules: Modules,
  loggers: Loggers,
): LoggerHabits {
  const usages = files.flatMap((file) => usageOf(file, scans.get(file)!, modules, loggers) ?? []);
  const own = usages.flatMap(({ convention }) => convention ?? []);
  const source = mostCommon(own.map(sourceOf));
  const followers = own.filter((convention) => sourceOf(convention) === source);
  const loggerName = mostCommon(usages.map(({ name }) => name));
  const isHabit = followers.length * 2 > usages.length || (followers.length >= 2 && followers.length > usages.length - own.length);
  return {
    ...(isHabit && { logger: typical(followers) }),
    ...(loggerName !== undefined && { loggerName }),
  };
}

function usageOf(file: string, scan: PythonScan, modules: Modules, loggers: Loggers): Usage | undefined {
  const made = scan.logs.made.find(({ name }) => LOGGER_NAME.test(name));
  if (!made) return importedLogger(file, scan, modules, loggers);
  const { name, callee } = made;
  if (/(?:^|\.)getLogger$/.test(callee) && !callee.startsWith('structlog')) return { name };
  const args = /^["']/.test(made.args) ? '__name__' : made.args;
  if (callee.startsWith('structlog.')) {
    return { name, convention: { name, call: `${callee}(${args})`, module: 'structlog', imported: '', style: 'structlog' } };
  }
  const source = importOf(file, scan, callee, modules);
  if (!source) return undefined;
  const style = loggers.styleOf(file, callee) ?? 'unknown';
  return { name, convention: { name, call: `${source.imported}(${args})`, ...source, style } };
}

/** `from app.log import logger`, `from loguru import logger`. */
function importedLogger(file: string, scan: PythonScan, modules: Modules, loggers: Loggers): Usage | undefined {
  const name = scan.imports.flatMap(({ names }) => names).find(({ as }) => LOGGER_NAME.test(as))?.as;
  const source = name === undefined ? undefined : importOf(file, scan, name, modules);
  const style = source && loggers.styleOf(file, name!);
  return style && { name: name!, convention: { name: name!, call: '', ...source, style } };
}

/** Where a name of a file is imported from, as an absolute module that other files can write. */
function importOf(
  file: string,
  scan: PythonScan,
  name: string,
  modules: Modules,
): Pick<LoggerConvention, 'module' | 'imported' | 'path' | 'relative'> | undefined {
  for (const { level, module, names } of scan.imports) {
    const taken = names.find(({ as }) => as === name);
    if (!taken) continue;
    const found = level > 0 ? modules.relative(level, module, file) : modules.absolute(module, file);
    if (level === 0) return { module, imported: taken.name, ...(found?.file && { path: found.file }) };
    if (!found?.file) return undefined;
    return { module: dottedName(found.path, modules), imported: taken.name, path: found.file, relative: true };
  }
  return undefined;
}

/** The name of a module from outside its packages: `app.core.log` for `backend/app/core/log` when `backend` is no package. */
export function dottedName(path: string, modules: Modules): string {
  let root = dirOf(path);
  while (root && modules.has(join(root, '__init__.py'))) root = dirOf(root);
  return path.slice(root ? root.length + 1 : 0).replaceAll('/', '.');
}

function sourceOf({ path, module, imported }: LoggerConvention): string {
  return `${path ?? module}:${imported}`;
}

/** The commonest way to write a convention among the modules that follow it. */
function typical(followers: readonly LoggerConvention[]): LoggerConvention {
  const spelling = ({ module, call, name, relative }: LoggerConvention) => [module, call, name, relative].join('|');
  const common = mostCommon(followers.map(spelling));
  return followers.find((convention) => spelling(convention) === common)!;
}

/** The first of the most frequent values. */
function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
