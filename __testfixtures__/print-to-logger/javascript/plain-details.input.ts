import { logger } from '../lib/logger.js';

export async function run(job: Job): Promise<void> {
  try {
    await job.run();
  } catch (err) {
    console.error(`run of ${job.id} failed:`, err);
    console.warn('run failed', { id: job.id, error: err });
    console.error('run failed', (err as Error).message);
  }
  logger.info('done');
}
