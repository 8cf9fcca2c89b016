import type { Logger } from './logger-kind.ts';

export type Level = 'debug' | 'info' | 'warning' | 'error';

/** A log statement that carries the traceback of the exception being handled. */
export function logWithTraceback(logger: Logger, level: Level, message: string): string {
  if (logger.style === 'loguru') return `${logger.expression}.opt(exception=True).${level}(${message})`;
  if (level === 'error') return `${logger.expression}.exception(${message})`;
  return `${logger.expression}.${level}(${message}, exc_info=True)`;
}
