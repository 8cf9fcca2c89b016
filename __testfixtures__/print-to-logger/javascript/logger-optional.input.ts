import type { Logger } from 'winston';
import type pino from 'pino';

// A logger that may be absent is called as such.
export class Service {
  constructor(private readonly logger?: Logger) {}

  run(): void {
    console.log('running');
    this.logger?.info('x');
  }
}

export function work(id: string, logger: pino.Logger | null): void {
  try {
    save(id);
  } catch (err) {
    console.error('saving failed', err);
  }
}

export function always(logger: Logger): void {
  console.warn('soon');
}

declare function save(id: string): void;
