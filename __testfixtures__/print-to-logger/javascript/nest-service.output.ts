import { Injectable, Logger } from '@nestjs/common';

import { Mailer } from './mailer';

const logger = new Logger('OrdersService');

@Injectable()
export class OrdersService {
  private readonly logger = new Logger(OrdersService.name);

  constructor(private readonly mailer: Mailer) {}

  async close(id: string): Promise<void> {
    this.logger.log(`closing ${id}`);
    this.logger.log(`closing ${id}`);
    try {
      await this.mailer.send(id);
    } catch (err) {
      this.logger.error(
        'send failed',
        err instanceof Error ? err.stack : String(err),
      );
      this.logger.warn(
        `send failed: ${err instanceof Error ? err.stack : String(err)}`,
      );
    }
  }
}

export function sweep(): void {
  logger.log('sweeping');
}
