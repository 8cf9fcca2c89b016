// Names that are no loggers here: a namespace with a default export, a parameter of any kind, a global.
import * as logger from './logger';

declare const log: { info(text: string): void };

export function area(radius: number): number {
  console.log('area of a circle');
  return Math.log(radius);
}

export function each(rows: string[], onLog: (text: string) => void): void {
  console.warn('rows', { count: rows.length });
  onLog('done');
  log.info('x');
  logger.default.info('y');
}
