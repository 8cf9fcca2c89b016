import type { Logger } from 'winston';
import type pino from 'pino';

// A logger that may be absent is called as such.
export class Service {
  constructor(private readonly logger?: Logger) {}

  run(): void {
    this.logger?.info('running');
    this.logger?.info('x');
  }
}

export function work(id: string, logger: pino.Logger | null): void {
  try {
    save(id);
  } catch (err) {
    logger?.error({ err }, 'saving failed');
  }
}

export function always(logger: Logger): void {
  logger.warn('soon');
}

declare function save(id: string): void;
