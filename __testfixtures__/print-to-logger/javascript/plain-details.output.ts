import { logger } from '../lib/logger.js';

export async function run(job: Job): Promise<void> {
  try {
    await job.run();
  } catch (err) {
    logger.error(`run of ${job.id} failed`, {
      error: err instanceof Error ? err.stack : String(err),
    });
    logger.warn('run failed', {
      error: err instanceof Error ? err.stack : String(err),
      id: job.id,
    });
    logger.error('run failed', {
      error: err instanceof Error ? err.stack : String(err),
    });
  }
  logger.info('done');
}
