import { Queue } from 'bullmq';
import { connect } from './address.ts';
import { QUEUE } from './message.ts';

const MOST_FAILURES = 20;
const RATE_MINUTES = 15;

/** What goes on in the queue, of all migrations that use it. Redis says so, unsigned: to be shown and not to be acted on. */
export interface QueueLook {
  readonly workers: readonly QueueWorker[];
  readonly waiting: number;
  readonly active: number;
  /** Failed once, and are tried again. */
  readonly delayed: number;
  /** Jobs done in a minute, over the last quarter of an hour or as long as workers were there in it. */
  readonly perMinute: number;
  /** Jobs that no worker could do, or that none would: the last ones. */
  readonly failures: readonly { readonly job: string; readonly reason: string }[];
}

export interface QueueWorker {
  readonly name: string;
  readonly address: string;
  /** Jobs at hand. */
  readonly jobs: readonly string[];
}

/** Throws `UsageError` where there is no Redis. */
export async function look(url: string): Promise<QueueLook> {
  const queue = new Queue(QUEUE, { connection: await connect(url) });
  try {
    const [counts, found, active, failed, metrics] = await Promise.all([
      queue.getJobCounts('waiting', 'active', 'delayed'), queue.getWorkers(), queue.getActive(), queue.getFailed(0, MOST_FAILURES - 1), queue.getMetrics('completed', 0, RATE_MINUTES - 1),
    ]);
    const minutes = metrics.data.map(Number);
    const used = minutes.slice(0, minutes.findLastIndex((n) => n > 0) + 1);
    const workers = new Map(found.map(({ rawname = '', addr = '' }) => [rawname.split(':w:')[1] ?? rawname, addr]));
    return {
      workers: [...workers].map(([name, address]) => ({ name, address: address.replace(/:\d+$/, ''), jobs: active.filter(({ progress }) => (progress as { worker?: unknown }).worker === name).map(({ id }) => id!) })),
      waiting: counts['waiting'] ?? 0, active: counts['active'] ?? 0, delayed: counts['delayed'] ?? 0,
      perMinute: used.length === 0 ? 0 : used.reduce((sum, n) => sum + n, 0) / used.length,
      failures: failed.map(({ id, failedReason }) => ({ job: id!, reason: failedReason ?? '' })),
    };
  } finally {
    await queue.close();
  }
}
