import { logger } from './logger';

type Job = { name: string; attempt: number; label?: string };

function banner(): string {
  return 'ready';
}

// What the declarations of the file say decides where names do not.
export function report(job: Job, error: string, other: { error: Error }) {
  logger.info('already here');
  logger.info(`starting ${job.label} again`);
  console.log('job', job, 'again');
  logger.info(banner());
  logger.error('stopped', { error });
  const problem = other.error;
  logger.error('failed', problem);
}
