import type { LoggerConvention, LoggerDefinition, LoggerKind } from '../../languages/types.ts';
import { mostCommon } from './counts.ts';
import type { ImportedName, Loggers } from './loggers.ts';
import { dottedName } from './modules.ts';
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

/** Looks at the modules of a package; `files` are those whose habits count, `root` is where their absolute imports start. */
export function loggerHabits(
  files: readonly string[],
  scans: ReadonlyMap<string, PythonScan>,
  loggers: Loggers,
  root: string | undefined,
): LoggerHabits {
  const usages = files.flatMap((file) => usageOf(file, scans.get(file)!, loggers, root) ?? []);
  const own = usages.flatMap(({ convention }) => convention ?? []);
  const source = mostCommon(own.map(sourceOf));
  const followers = own.filter((convention) => sourceOf(convention) === source);
  const plain = usages.length - own.length;
  const isHabit = followers.length * 2 > usages.length || (followers.length >= 2 && followers.length > plain);
  const loggerName = mostCommon(usages.map(({ name }) => name));
  return {
    ...(isHabit && { logger: typical(followers) }),
    ...(loggerName !== undefined && { loggerName }),
  };
}

function usageOf(file: string, scan: PythonScan, loggers: Loggers, root: string | undefined): Usage | undefined {
  const made = scan.logs.made.find(({ name }) => LOGGER_NAME.test(name));
  if (!made) return importedLogger(file, scan, loggers, root);
  const { name, callee } = made;
  if (/(?:^|\.)getLogger$/.test(callee) && !callee.startsWith('structlog')) return { name };
  // A name of its own, such as get_logger("billing"), is that module's; others take theirs.
  const args = /^["']/.test(made.args) ? '__name__' : made.args;
  if (callee.startsWith('structlog.')) {
    return { name, convention: { name, call: `${callee}(${args})`, module: 'structlog', imported: '', style: 'structlog' } };
  }
  const source = loggers.importOf(file, callee);
  if (!source) return undefined;
  const kind = kindOf(loggers.definition(file, callee)) ?? { style: 'unknown' };
  return { name, convention: { name, call: `${source.name}(${args})`, ...importFrom(source, root), ...kind } };
}

/** `from app.log import logger`, `from loguru import logger`. */
function importedLogger(file: string, scan: PythonScan, loggers: Loggers, root: string | undefined): Usage | undefined {
  const name = scan.imports.flatMap(({ names }) => names).find(({ as }) => LOGGER_NAME.test(as))?.as;
  if (name === undefined || !loggers.isImportedAlways(file, name)) return undefined;
  const source = loggers.importOf(file, name);
  const kind = kindOf(loggers.definition(file, name));
  return source && kind && { name, convention: { name, call: '', ...importFrom(source, root), ...kind } };
}

/** A logger that is always there, or what makes one. */
function kindOf(definition: LoggerDefinition | undefined): LoggerKind | undefined {
  if (typeof definition !== 'object' || definition.optional) return undefined;
  const { makes, ...kind } = definition;
  return kind;
}

/** The import as other files can write it: absolute, with a mark when this one is relative. */
function importFrom(
  { level, module, name, file, path }: ImportedName,
  root: string | undefined,
): Pick<LoggerConvention, 'module' | 'imported' | 'path' | 'relative'> {
  const isRelative = level > 0 && path !== undefined;
  return {
    module: isRelative ? dottedName(path, root) : module,
    imported: name,
    ...(file !== undefined && { path: file }),
    ...(isRelative && { relative: true }),
  };
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
