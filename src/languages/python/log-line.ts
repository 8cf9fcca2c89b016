import type { ErrorForm } from '../types.ts';
import { methodFor, type Level, type Logger } from './logger-kind.ts';

export type { Level } from './logger-kind.ts';

/** The exception in `{…}` of an f-string or as a field: with its class, which the text alone often does not say. */
const FIELD = /\b(error|err|exc|exception)=str\(/;

/**
 * A log statement that shows the exception being handled; `message` is a literal as written, `exception` the name of
 * the exception, `file` the text around it, whose fields are called as it calls them.
 */
export function logWithError(logger: Logger, form: ErrorForm, level: Level, message: string, exception: string | undefined, file: string): string {
  const line = `${logger.expression}.${methodFor(logger, level)}`;
  const hasException = !logger.methods || logger.methods.includes('exception');
  if (form === 'opt') return `${logger.expression}.opt(exception=True).${level}(${message})`;
  if (level === 'error' && hasException && (form === 'exc_info' || form === 'exception')) return `${logger.expression}.exception(${message})`;
  if (form === 'exc_info') return `${line}(${message}, exc_info=True)`;
  if (form === 'field') return `${line}(${message}, ${errorField(exception!, file)})`;
  return `${line}(${withError(message, `${exception!}!r`)})`;
}

/** Whether such a statement names the exception, which must have a name then. */
export function needsName(form: ErrorForm, level: Level, logger: Logger): boolean {
  if (form === 'exception') return level !== 'error' || (logger.methods !== undefined && !logger.methods.includes('exception'));
  return form === 'field' || form === 'text';
}

/** `error=repr(exc)`, under the name the file gives to such a field. */
export function errorField(exception: string, file: string): string {
  const own = FIELD.exec(file)?.[1];
  return own ? `${own}=str(${exception})` : `error=repr(${exception})`;
}

/** A literal with an expression behind it, as an f-string takes it: `exc!r`. */
export function withError(message: string, shown: string): string {
  const [, quote, text] = /^(["'])((?:(?!\1)[^\\\n])*)\1$/.exec(message) ?? [];
  if (quote === undefined) return `${message} + f": {${shown}}"`;
  return `f${quote}${text!.replace(/[{}]/g, '$&$&')}: {${shown}}${quote}`;
}
