import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { inChild } from './child.ts';
import { reasonOf } from './failure.ts';
import { keysOf } from './keys.ts';
import type { Hosts } from './hosts/open-hosts.ts';
import { lock, type Lock } from './lock.ts';
import type { Job, JobResult } from './job.ts';
import { makeCallingFolder } from './own-git.ts';
import type { PullAction } from './pulls/put.ts';
import { withRoom } from './pulls/room.ts';
import type { ReadManifest } from './read-manifest.ts';
import { reviewedOf, rulingsOf, type Reviewed } from './reviewed.ts';
import { isPushDone, STEPS, type Step } from './steps.ts';
import type { Target } from './targets.ts';
import type { Phase, Pull, RepositoryState } from './types.ts';
import { limitsOf } from './limits.ts';
import type { QueueOptions } from './queue/options.ts';
import { Slots } from './slots.ts';
import { log, prepare, rememberManifest, saveState, stateOf, type WorkFolder } from './work-folder.ts';

const FIRST_PAUSE_MS = 500;

export type BatchEvent =
  | { readonly kind: 'listed'; readonly phase: Phase; readonly repositories: number; /** Those that wait, as `maxOpen` pull requests are open. */ readonly waiting: number }
  | { readonly kind: 'started'; readonly phase: Phase; readonly repository: string }
  | { readonly kind: 'retrying'; readonly phase: Phase; readonly repository: string; readonly attempt: number; readonly reason: string }
  | { readonly kind: 'pull'; readonly phase: Phase; readonly repository: string; readonly action: PullAction | 'closed' | 'found'; readonly pull: Pull }
  | { readonly kind: 'waiting'; readonly host: string; readonly seconds: number }
  /** With a queue: a worker took it up. */
  | { readonly kind: 'taken'; readonly phase: Phase; readonly repository: string; readonly worker: string }
  | { readonly kind: 'trouble'; readonly reason: string }
  | { readonly kind: 'finished'; readonly phase: Phase; readonly repository: string; readonly state: RepositoryState; readonly done: number; readonly of: number };

export interface Coordination {
  readonly read: ReadManifest;
  readonly work: WorkFolder;
  readonly targets: readonly Target[];
  readonly phase: Phase;
  readonly failed: boolean;
  readonly retry: number;
  readonly limit: number;
  readonly dryRun: boolean;
  readonly takeOver: boolean;
  readonly hosts: Hosts;
  readonly runner: URL;
  readonly version: string;
  readonly cwd: string;
  /** Plans and applies on other machines. */
  readonly queue?: QueueOptions | undefined;
  readonly onEvent: (event: BatchEvent) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Does a phase of every repository. What fails costs that one repository; what is done is known at every instant. Throws `UsageError`. */
export async function coordinate(all: Coordination): Promise<RepositoryState[]> {
  const { work, targets, phase, onEvent, read } = all;
  await prepare(work);
  const held = await lock(work.path, all.takeOver);
  try {
    await leftovers(work);
    await makeCallingFolder(work.path);
    await rememberManifest(work, read.hash);
    const rules = await rulingsOf(work);
    const states = await Promise.all(targets.map((target) => stateOf(work, target)));
    const wanted = targets.map((target, i) => ({ target, state: states[i]! })).filter((each) => isWanted(each, all));
    const { maxOpen } = read.manifest.pullRequest || {};
    const allowed = phase === 'push' && maxOpen !== undefined ? await withRoom(wanted, states, maxOpen, all.hosts) : wanted;
    const chosen = allowed.slice(0, all.limit);
    onEvent({ kind: 'listed', phase, repositories: chosen.length, waiting: wanted.length - allowed.length });
    const slots = new Slots(read.manifest.concurrency ?? availableParallelism());
    const results = new Map<string, RepositoryState>();
    const doing = await openDoing(all, slots);
    try {
      await Promise.all(chosen.map(({ target, state }) => slots.within(async () => {
        all.signal?.throwIfAborted();
        onEvent({ kind: 'started', phase, repository: target.name });
        const result = await one(all, held, doing, target, state, await reviewedOf(work, target.id, rules));
        results.set(target.id, result);
        onEvent({ kind: 'finished', phase, repository: target.name, state: result, done: results.size, of: chosen.length });
      })));
    } finally {
      await doing.close();
    }
    return states.map((state) => results.get(state.id) ?? state);
  } finally {
    await held.release();
  }
}

/** What a phase has to look at; a limited one counts only what it would change. */
function isWanted({ target, state }: { readonly target: Target; readonly state: RepositoryState }, { failed, phase, hosts }: Coordination): boolean {
  if (failed && state.failure === undefined) return false;
  if (phase === 'push') return state.apply?.head !== undefined && !isPushDone({ state, target, hosts });
  return phase === 'undo' ? state.made.length > 0 : true;
}

interface Doing {
  doJob(job: Job): Promise<JobResult>;
  /** Whether what failed was tried again as often as asked for. */
  isFinal(error: unknown): boolean;
  close(): Promise<void>;
}

/** Where jobs are done: in processes of this machine, or by workers. */
async function openDoing({ queue, phase, read, runner, version, retry, cwd, work, signal, onEvent }: Coordination, slots: Slots): Promise<Doing> {
  if (!queue || phase === 'push' || phase === 'undo') return { doJob: (job) => inChild(runner, job, limitsOf(job.target.settings, signal)), isFinal: () => false, close: async () => {} };
  const { openAsker, WorkerError } = await import('./queue/asker.ts');
  const { doByWorker } = await import('./queue/do-job.ts');
  const asker = await openAsker(queue, {
    cwd, manifest: read.hash, version, retry, signal,
    onProgress: (repository, progress) => onEvent({ ...progress, phase, repository }),
    onTrouble: (reason) => onEvent({ kind: 'trouble', reason }),
  });
  return { doJob: (job) => doByWorker(asker, job, work, (wait) => slots.without(wait)), isFinal: (error) => error instanceof WorkerError, close: () => asker.close() };
}

async function one(all: Coordination, held: Lock, { doJob, isFinal }: Doing, target: Target, before: RepositoryState, reviewed: Reviewed): Promise<RepositoryState> {
  const { phase, retry, work, read, onEvent, signal } = all;
  let state = before;
  const save = async (next: RepositoryState): Promise<void> => {
    await held.check();
    await saveState(work, next);
    state = next;
  };
  const step: Omit<Step, 'state'> = { target, work, from: read.folder, keys: keysOf(target, read.folder, all.version, reviewed), reviewed, dryRun: all.dryRun, hosts: all.hosts, onPull: (action, pull) => onEvent({ kind: 'pull', phase, repository: target.name, action, pull }), doJob, save };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const next = await STEPS[phase]({ ...step, state });
      if (all.dryRun) return next;
      if (JSON.stringify(next) !== JSON.stringify(before)) {
        await save(next);
        await log(work, target.id, `${phase}: done`);
      }
      return next;
    } catch (error) {
      // Taken over by another, or interrupted: nothing that this repository could help.
      if (signal?.aborted) throw signal.reason;
      await held.check();
      const { cause, reason } = reasonOf(error);
      if (attempt <= retry && !isFinal(error)) {
        onEvent({ kind: 'retrying', phase, repository: target.name, attempt, reason });
        await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, signal && { signal });
        continue;
      }
      const next: RepositoryState = { ...state, failure: { phase, cause, reason, at: new Date().toISOString() } };
      // A full disk takes no note of itself.
      await Promise.all([save(next), log(work, target.id, `${phase}: failed: ${cause}: ${reason}`)]).catch((failure: unknown) => { if (failure instanceof UsageError) throw failure; });
      return next;
    }
  }
}

/** What clones left that were killed on the way. */
async function leftovers({ path }: WorkFolder): Promise<void> {
  for (const name of await readdir(join(path, 'trees'))) if (/\.\d+\.\d+$/.test(name)) await rm(join(path, 'trees', name), { recursive: true, force: true });
}
