import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { UnrecoverableError, Worker, type Job as QueuedJob } from 'bullmq';
import { inChild } from '../child.ts';
import { reasonOf } from '../failure.ts';
import type { Job } from '../job.ts';
import { keysOf } from '../keys.ts';
import { limitsOf } from '../limits.ts';
import { makeCallingFolder } from '../own-git.ts';
import { discard } from '../checkout.ts';
import { RepositoryError } from '../types.ts';
import { prepare, workFolder } from '../work-folder.ts';
import { connect } from './address.ts';
import { pack, type Packed } from './attachment.ts';
import { opened, Refusal, sealed } from './envelope.ts';
import { KEYS_FOLDER, readKeys } from './key-pair.ts';
import { idOf, QUEUE, type JobMessage, type ResultMessage } from './message.ts';
import { sha256 } from './sha256.ts';
import { LOOK_EVERY_MS, type QueueOptions } from './options.ts';
import { patchesOf } from './patches.ts';
import type { Progress } from './asker.ts';
import { troubleOf } from './trouble.ts';

/** A worker that does not say in this time that it works on is taken for gone, and its job is another's. */
const GONE_AFTER_MS = 10_000;
/** How often a repository is taken up again whose worker was lost. */
const MOST_TAKEN_UP_AGAIN = 3;
/** Minutes that rates are kept for. */
const RATE_MINUTES = 60;

export interface WorkOptions extends QueueOptions {
  readonly cwd: string;
  /** Where repositories are cloned to; `.checkmod-worker` if absent. */
  readonly work?: string;
  /** What stands for the folder of the manifest: where transforms and files named `./…` are. */
  readonly from?: string;
  readonly concurrency?: number;
  /** At most so many jobs in so many milliseconds, of all workers together. */
  readonly rate?: { readonly max: number; readonly duration: number };
  readonly runner: URL;
  readonly version: string;
  readonly onEvent: (event: WorkEvent) => void;
  /** Takes no further job, and ends with those at hand. */
  readonly drain: AbortSignal;
  /** Ends at once; the jobs at hand become another's. */
  readonly stop: AbortSignal;
}

export type WorkEvent =
  | { readonly kind: 'ready'; readonly worker: string }
  | { readonly kind: 'started' | 'done'; readonly phase: string; readonly repository: string }
  | { readonly kind: 'failed' | 'refused'; readonly phase: string; readonly repository: string; readonly reason: string }
  | { readonly kind: 'trouble'; readonly reason: string };

/** Does the jobs of the coordinators it trusts, until it is drained. Throws `UsageError`. */
export async function work(options: WorkOptions): Promise<void> {
  const { cwd, onEvent, drain, stop } = options;
  const keys = readKeys(options.keys ?? KEYS_FOLDER, cwd, 'coordinators');
  const connection = await connect(options.url);
  const name = `${hostname()}-${process.pid}`;
  const folder = join(resolve(cwd, options.work ?? '.checkmod-worker'), name);
  await makeFolder(folder);
  let taken = 0;
  const trouble = troubleOf((reason) => onEvent({ kind: 'trouble', reason }));
  const worker = new Worker(QUEUE, doQueued, {
    connection, name, concurrency: options.concurrency ?? availableParallelism(), metrics: { maxDataPoints: RATE_MINUTES },
    lockDuration: GONE_AFTER_MS, stalledInterval: LOOK_EVERY_MS, maxStalledCount: MOST_TAKEN_UP_AGAIN, ...(options.rate && { limiter: options.rate }),
  });
  worker.on('error', trouble);
  try {
    await worker.waitUntilReady();
    onEvent({ kind: 'ready', worker: name });
    await aborted(drain, stop);
    if (!stop.aborted) await Promise.race([worker.close(), aborted(stop)]);
    if (stop.aborted) await worker.close(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  async function doQueued(queued: QueuedJob): Promise<{ readonly envelope: unknown; readonly data?: string }> {
    const { text, message } = believed(queued, keys.trusted);
    const { job: { phase, target }, retry } = message;
    const about = { phase, repository: target.name };
    onEvent({ kind: 'started', ...about });
    const say = (progress: Progress) => queued.updateProgress(progress).catch(() => {});
    await say({ kind: 'taken', worker: name });
    const { outcome, packed } = await done(message, options, join(folder, `${target.id}.${(taken += 1)}`));
    // It is another's now.
    if (stop.aborted) return new Promise(() => {});
    if (outcome.kind === 'failed') {
      const { reason } = outcome.reason;
      onEvent({ kind: 'failed', ...about, reason });
      if (queued.attemptsMade < retry) {
        await say({ kind: 'retrying', attempt: queued.attemptsMade + 1, reason });
        throw new Error(reason);
      }
    } else onEvent({ kind: 'done', ...about });
    const result: ResultMessage = { job: sha256(text), worker: name, attachment: packed.note, outcome };
    return { envelope: sealed('result', result, keys.own), ...(packed.data !== undefined && { data: packed.data }) };
  }

  /** What a coordinator that is trusted asks for, here and now. */
  function believed(queued: QueuedJob, trusted: ReadonlyMap<string, KeyObject>): { readonly text: string; readonly message: JobMessage } {
    try {
      const text = opened('job', queued.data, trusted);
      const message = JSON.parse(text) as JobMessage;
      if (idOf(message) !== queued.id) throw new Refusal('it is signed as another job');
      if (!(Date.parse(message.expires) > Date.now())) throw new Refusal(`it expired at ${message.expires}`);
      return { text, message };
    } catch (error) {
      onEvent({ kind: 'refused', phase: queued.name, repository: String(queued.id), reason: (error as Error).message });
      throw new UnrecoverableError(`refused: ${(error as Error).message}`);
    }
  }
}

type Done = { readonly outcome: ResultMessage['outcome']; readonly packed: Packed };

/** Does a job in a folder of its own, which is gone then. */
async function done({ job: message, version }: JobMessage, { runner, stop, share, cwd, ...options }: WorkOptions, path: string): Promise<Done> {
  const from = resolve(cwd, options.from ?? '.');
  const work = workFolder(from, path, cwd);
  const { target, located } = message;
  const shared = share === undefined ? undefined : resolve(cwd, share);
  const job: Job = { ...message, from, work: path };
  try {
    checkFits(message, from, { ours: options.version, theirs: version });
    await prepare(work);
    await makeCallingFolder(path);
    const result = await inChild(runner, job, limitsOf(target.settings, stop));
    const patches = await patchesOf(work.tree(target.id), result.plan.base, result.apply?.commits ?? []);
    const report = await readFile(work.report(target.id), 'utf8').catch(() => undefined);
    const packed = await pack({ patches: patches.map(({ patch }) => patch), log: await logOf(work.log(target.id)), ...(report !== undefined && { report }) }, shared);
    return { outcome: { kind: 'done', result, commits: patches.map(({ tree, message: text }) => ({ tree, message: text })) }, packed };
  } catch (error) {
    return { outcome: { kind: 'failed', reason: reasonOf(error) }, packed: await pack({ patches: [], log: await logOf(work.log(target.id)) }, shared) };
  } finally {
    await discard(located, work.tree(target.id));
    await rm(path, { recursive: true, force: true });
  }
}

/** The same version, and the same files beside the manifest: else it would not make what the coordinator would. */
function checkFits({ target, keys, located, reviewed }: JobMessage['job'], from: string, { ours, theirs }: { readonly ours: string; readonly theirs: string }): void {
  if (ours !== theirs) throw new RepositoryError('a worker is of another version', `the worker on ${hostname()} is checkmod ${ours}, and the coordinator ${theirs}; install the same`);
  const own = keysOf(target, from, ours, reviewed);
  if (own.plan !== keys.plan || own.apply !== keys.apply) throw new RepositoryError('a worker has other files', `what the manifest names beside it (a transform, checklist or decisions file) is not the same on ${hostname()}; copy it there, and name its folder with --from`);
  if (located.kind === 'folder' && !existsSync(located.path)) throw new RepositoryError('there is no such folder', `there is no folder ${located.path} on ${hostname()}; name the repository by a URL`);
}

async function logOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).slice(-64 * 1024);
}

/** Makes the folder of this process, in place of what workers left here that were killed. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const all = resolve(folder, '..');
  await writeFile(join(all, '.gitignore'), '*\n');
  for (const name of await readdir(all)) {
    const pid = name.startsWith(`${hostname()}-`) ? Number(name.slice(hostname().length + 1)) : NaN;
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(all, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function aborted(...signals: readonly AbortSignal[]): Promise<void> {
  const any = AbortSignal.any([...signals]);
  if (!any.aborted) await once(any, 'abort');
}
