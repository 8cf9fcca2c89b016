import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class SyncService {
  private readonly logger = new Logger(SyncService.name);

  async run(): Promise<void> {
    this.logger.log('started');
    console.log('running');
    [1, 2].forEach((each) => console.debug('step', each));
    console.log('read', { rows: 3 });
    await this.load().catch((error) => console.error('load failed', error));
  }
}
