import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import type { LoadedTransform } from '../transform.ts';
import type { FileResult } from '../types.ts';
import { collectBatch, runBatch, type Batch, type Collected, type FileJob } from './jobs.ts';

const BATCH_SIZE = 16;
/** Below this a worker takes longer to start than the files take. */
const WORTH_WORKERS = 48;

export interface Pool {
  collect(batch: Batch, done: (files: number) => void): Promise<Collected[]>;
  run(batch: Batch, done: (files: number) => void): Promise<FileResult[]>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** What a worker thread runs; without it all is done here. */
  readonly worker: URL | undefined;
  readonly transforms: readonly LoadedTransform[];
  /** Threads to share work among; as many as the machine has cores if absent. */
  readonly jobs?: number;
  readonly signal?: AbortSignal;
}

/** Shares batches among worker threads when there is enough to do; results come in the order of the files. */
export function openPool({ worker, transforms, jobs = availableParallelism(), signal }: PoolOptions): Pool {
  const canThread = worker !== undefined && jobs > 1 && existsSync(fileURLToPath(worker));
  let threads: Tinypool | undefined;
  const threadsFor = (batch: Batch) => {
    if (!canThread || batch.files.length < WORTH_WORKERS) return undefined;
    return (threads ??= new Tinypool({ filename: worker.href, minThreads: jobs, maxThreads: jobs }));
  };
  const share = async <T>(batch: Batch, done: (files: number) => void, work: (part: Batch) => Promise<T[]>): Promise<T[]> => {
    let finished = 0;
    const parts = await Promise.all(split(batch.files).map(async (part) => {
      signal?.throwIfAborted();
      const result = await work({ ...batch, files: part });
      done((finished += part.length));
      return result;
    }));
    return parts.flat();
  };
  const options = signal ? { signal } : {};
  // Every batch listens for the end of all; Node would take ten of them for a leak.
  if (signal) setMaxListeners(0, signal);
  // A few files are looked at here: what the rules collected may be large, and would be copied for them.
  return {
    collect: (batch, done) => share(batch, done, (part) => threadsFor(batch)?.run({ kind: 'collect', batch: part }, options) ?? collectBatch(part, transforms)),
    run: (batch, done) => share(batch, done, (part) => threadsFor(batch)?.run({ kind: 'run', batch: part }, options) ?? runBatch(part, transforms)),
    close: async () => threads?.destroy(),
  };
}

function split(files: readonly FileJob[]): FileJob[][] {
  const parts: FileJob[][] = [];
  for (let at = 0; at < files.length; at += BATCH_SIZE) parts.push(files.slice(at, at + BATCH_SIZE));
  return parts;
}
