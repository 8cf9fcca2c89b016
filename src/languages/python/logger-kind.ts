import type { ErrorForm, LoggerDefinition, LoggerKind, ProjectView } from '../types.ts';
import type { Need } from '../../types.ts';
import { LoggerEvidence } from './logger-evidence.ts';
import { errorFormOf } from './logger-libraries.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** How code at one place logs. */
export interface Logger extends LoggerKind {
  /** What the methods are called on: `logger`, `self.logger`. */
  readonly expression: string;
  /** What a fix that uses it must ask for. */
  readonly needs: readonly Need[];
}

export type Level = 'debug' | 'info' | 'warning' | 'error';

/** The methods that will do for a level, the best first: a line may be more urgent, but an `info` must not alarm. */
const METHODS: { readonly [level in Level]: readonly string[] } = {
  debug: ['debug', 'info'], info: ['info'], warning: ['warning', 'warn', 'error'], error: ['error', 'critical', 'warning', 'warn'],
};

/** A file whose logger is of an unknown make, but writes tracebacks or comes from a factory like that of `logging`. */
const TAKES_TRACEBACK = /\bexc_info\s*=|\.exception\(|get_?logger\(/i;

/** What the names of a file are. */
export function evidenceIn(doc: PythonDoc, project: ProjectView): LoggerEvidence {
  return new LoggerEvidence(doc, (origin) => project.loggerImports[origin] ?? conventionKind(origin, project));
}

/** What the object of a log call is, as far as it can be told. */
export function kindOf(doc: PythonDoc, object: PyNode | undefined, project: ProjectView): LoggerKind | undefined {
  const kind = evidenceIn(doc, project).ofValue(object);
  return typeof kind === 'object' ? kind : undefined;
}

/** How a line of the logger shows an exception, in a package whose structlog may not be set up to write tracebacks. */
export function errorForm(doc: PythonDoc, logger: LoggerKind, project: ProjectView): ErrorForm {
  const form = errorFormOf(logger) ?? (TAKES_TRACEBACK.test(doc.text) ? 'exc_info' : 'text');
  const isFlagOnly = project.package.python?.structlogTraceback === false && (logger.style === 'structlog' || logger.style === 'text');
  if (!isFlagOnly || (form !== 'exc_info' && form !== 'exception')) return form;
  return logger.style === 'structlog' ? 'field' : 'text';
}

/** The method that writes a line of a level. */
export function methodFor({ methods }: LoggerKind, level: Level): string {
  return METHODS[level].find((name) => !methods || methods.includes(name)) ?? level;
}

/** Whether it has what every level needs. */
export function hasLevels({ methods }: LoggerKind): boolean {
  return !methods || Object.values(METHODS).every((names) => names.some((name) => methods.includes(name)));
}

/** What the package's way to get a logger is known for, where its definition was not read. */
function conventionKind(origin: string, project: ProjectView): LoggerDefinition | undefined {
  const convention = project.package.python?.logger;
  if (!convention || convention.imported === '' || !origin.endsWith(`${convention.module.replace(/^\.+/, '')}.${convention.imported}`)) return undefined;
  return { style: convention.style, ...(convention.call !== '' && { makes: true }) };
}
