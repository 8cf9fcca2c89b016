import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class SyncService {
  private readonly logger = new Logger(SyncService.name);

  async run(): Promise<void> {
    this.logger.log('started');
    this.logger.log('running');
    [1, 2].forEach((each) => this.logger.debug(`step ${each}`));
    this.logger.log('read', { rows: 3 });
    await this.load().catch((error) =>
      this.logger.error(
        'load failed',
        error instanceof Error ? error.stack : String(error),
      ),
    );
  }
}
