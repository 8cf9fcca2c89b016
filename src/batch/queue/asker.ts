import { randomUUID, type KeyObject } from 'node:crypto';
import { Queue, QueueEvents, type Job as QueuedJob } from 'bullmq';
import { resolve } from 'node:path';
import type { Job, JobResult } from '../job.ts';
import { RepositoryError } from '../types.ts';
import { connect } from './address.ts';
import { discardPacked, unpack, type AttachmentNote } from './attachment.ts';
import { opened, Refusal, sealed } from './envelope.ts';
import { KEYS_FOLDER, readKeys } from './key-pair.ts';
import { idOf, LIFE_MS, MOST_EVENTS, outgoing, QUEUE, type JobMessage, type ResultMessage } from './message.ts';
import { sha256 } from './sha256.ts';
import { LOOK_EVERY_MS, type QueueOptions } from './options.ts';
import type { Patch } from './patches.ts';
import { troubleOf } from './trouble.ts';

const FIRST_PAUSE_MS = 500;
/** What is looked at in one go of those that are waited for. */
const MOST_LOOKED_AT = 200;

/** What a worker said, as far as it is believed. */
export interface Answer {
  readonly result: JobResult;
  readonly patches: readonly Patch[];
  readonly report?: string;
  readonly log: string;
  readonly note: AttachmentNote;
}

/** A failure that was tried again as often as asked for, on other machines. */
export class WorkerError extends RepositoryError {
  readonly log: string;
  constructor(cause: string, reason: string, log = '') {
    super(cause, reason);
    this.log = log;
  }
}

export interface Asker {
  /** Has a job done by a worker, whichever takes it. Throws `RepositoryError`. */
  ask(job: Job): Promise<Answer>;
  close(): Promise<void>;
}

export interface Asking {
  readonly cwd: string;
  readonly manifest: string;
  readonly version: string;
  readonly retry: number;
  readonly signal?: AbortSignal | undefined;
  /** What is heard of a job under way. */
  readonly onProgress: (repository: string, progress: Progress) => void;
  readonly onTrouble: (message: string) => void;
}

/** Said by workers, unsigned: to be shown and not to be acted on. */
export type Progress = { readonly kind: 'taken'; readonly worker: string } | { readonly kind: 'retrying'; readonly attempt: number; readonly reason: string };

interface Waiting {
  readonly settle: (state: 'completed' | 'failed') => void;
  /** Puts the job into the queue once more, which has lost it. */
  readonly putAgain: () => Promise<void>;
  readonly repository: string;
}

/** The coordinator's end of the queue. Throws `UsageError` where there is no Redis, or no key. */
export async function openAsker(options: QueueOptions, { cwd, manifest, version, retry, signal, onProgress, onTrouble }: Asking): Promise<Asker> {
  const { own, trusted } = readKeys(options.keys ?? KEYS_FOLDER, cwd, 'workers');
  const share = options.share === undefined ? undefined : resolve(cwd, options.share);
  const connection = await connect(options.url);
  const queue = new Queue(QUEUE, { connection, streams: { events: { maxLen: MOST_EVENTS } } });
  const events = new QueueEvents(QUEUE, { connection });
  const trouble = troubleOf(onTrouble);
  queue.on('error', trouble);
  events.on('error', trouble);
  const waiting = new Map<string, Waiting>();
  events.on('completed', ({ jobId }) => waiting.get(jobId)?.settle('completed'));
  events.on('failed', ({ jobId }) => waiting.get(jobId)?.settle('failed'));
  events.on('progress', ({ jobId, data }) => {
    const repository = waiting.get(jobId)?.repository;
    if (repository !== undefined) onProgress(repository, data as Progress);
  });
  const look = setInterval(() => void lookAgain().catch(() => {}), LOOK_EVERY_MS);
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  return {
    ask,
    close: async () => {
      clearInterval(look);
      await Promise.all([queue.close(), events.close()]);
    },
  };

  async function ask(job: Job): Promise<Answer> {
    const work = { coordinator: own.print, manifest, version, retry, job: outgoing(job) };
    const id = idOf(work);
    for (;;) {
      const state = await finished(id, work);
      const queued = await queue.getJob(id) as QueuedJob | undefined;
      if (!queued) continue;
      const text = ours(queued, id);
      if (state === 'failed' && text !== undefined && isExpired(text)) {
        await queued.remove();
        continue;
      }
      const answer = await taken(queued, text).finally(() => queued.remove().catch(() => {}));
      await discardPacked(answer.note, share);
      return answer;
    }
  }

  /** Puts a job into the queue unless it is there, and waits for its end. */
  function finished(id: string, work: Omit<JobMessage, 'nonce' | 'expires'>): Promise<'completed' | 'failed'> {
    return new Promise((resolve, reject) => {
      const interrupt = () => end(() => reject(signal!.reason));
      const end = (then: () => void) => {
        waiting.delete(id);
        signal?.removeEventListener('abort', interrupt);
        then();
      };
      const settle = (state: 'completed' | 'failed') => end(() => resolve(state));
      const putAgain = () => put(id, work).then((state) => { if (state === 'completed') settle(state); }, (error: unknown) => end(() => reject(error)));
      waiting.set(id, { settle, putAgain, repository: work.job.target.name });
      signal?.addEventListener('abort', interrupt);
      if (signal?.aborted) interrupt();
      else void putAgain();
    });
  }

  /** One that this coordinator put there before it was ended is taken over; one that failed, or that is not ours, makes place. */
  async function put(id: string, work: Omit<JobMessage, 'nonce' | 'expires'>): Promise<string> {
    const known = await queue.getJob(id) as QueuedJob | undefined;
    const state = known ? await queue.getJobState(id) : 'unknown';
    const text = known && ours(known, id);
    if (known && text !== undefined && !isExpired(text) && (state === 'completed' ? await taken(known, text).then(() => true, () => false) : state !== 'failed')) return state;
    await known?.remove().catch(() => {});
    const message: JobMessage = { ...work, nonce: randomUUID(), expires: new Date(Date.now() + LIFE_MS).toISOString() };
    await queue.add(work.job.phase, sealed('job', message, own), {
      jobId: id, attempts: retry + 1, backoff: { type: 'exponential', delay: FIRST_PAUSE_MS },
      removeOnComplete: { age: LIFE_MS / 1000 }, removeOnFail: { age: LIFE_MS / 1000 },
    });
    return 'waiting';
  }

  /** The text of a job if this coordinator signed it, and for this. */
  function ours(queued: QueuedJob, id: string): string | undefined {
    try {
      const text = opened('job', queued.data, new Map<string, KeyObject>([[own.print, own.open]]));
      return idOf(JSON.parse(text) as JobMessage) === id ? text : undefined;
    } catch {
      return undefined;
    }
  }

  /** What a worker handed in, if a worker that is trusted did so for this job. */
  async function taken(queued: QueuedJob, jobText: string | undefined): Promise<Answer> {
    if (jobText === undefined) throw new WorkerError('its result was refused', 'somebody else put a job in the place of ours into the queue, so what came of it is not taken');
    if (queued.returnvalue === null || queued.returnvalue === undefined) throw new WorkerError('no worker could do it', queued.failedReason ?? 'its worker ended');
    try {
      const { envelope, data } = queued.returnvalue as { readonly envelope?: unknown; readonly data?: unknown };
      const { job, attachment, outcome } = JSON.parse(opened('result', envelope, trusted)) as ResultMessage;
      if (job !== sha256(jobText)) throw new Refusal('it is the result of another job');
      const { patches, log, report } = await unpack(attachment, data, share);
      if (outcome.kind === 'failed') throw new WorkerError(outcome.reason.cause, outcome.reason.reason, log);
      return { result: outcome.result, patches: outcome.commits.map((commit, i) => ({ ...commit, patch: patches[i]! })), log, note: attachment, ...(report !== undefined && { report }) };
    } catch (error) {
      if (error instanceof Refusal) throw new WorkerError('its result was refused', `what came back for it was not taken: ${error.message}`);
      throw error;
    }
  }

  /** Looks at some of those that are waited for; the next time at the next ones. */
  async function lookAgain(): Promise<void> {
    for (const [id, each] of [...waiting].slice(0, MOST_LOOKED_AT)) {
      const state = await queue.getJobState(id);
      if (!waiting.has(id)) continue;
      waiting.delete(id);
      waiting.set(id, each);
      if (state === 'completed' || state === 'failed') each.settle(state);
      else if (state === 'unknown') await each.putAgain();
    }
  }
}

function isExpired(text: string): boolean {
  return Date.parse((JSON.parse(text) as JobMessage).expires) <= Date.now();
}
