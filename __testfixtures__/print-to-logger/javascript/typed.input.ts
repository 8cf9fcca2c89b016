import { logger } from './logger';

type Job = { name: string; attempt: number; label?: string };

function banner(): string {
  return 'ready';
}

// What the declarations of the file say decides where names do not.
export function report(job: Job, error: string, other: { error: Error }) {
  logger.info('already here');
  console.log('starting', job.label, 'again');
  console.log('job', job, 'again');
  console.log(banner());
  console.error('stopped:', error);
  const problem = other.error;
  console.error('failed:', problem);
}
