import { Injectable } from '@nestjs/common';

import { Mailer } from './mailer';

@Injectable()
export class OrdersService {
  constructor(private readonly mailer: Mailer) {}

  async close(id: string): Promise<void> {
    console.log('closing', id);
    console.log(`closing ${id}`);
    try {
      await this.mailer.send(id);
    } catch (err) {
      console.error('send failed:', err);
      console.warn('send failed', err);
    }
  }
}

export function sweep(): void {
  console.log('sweeping');
}
