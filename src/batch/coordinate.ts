import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { UsageError } from '../errors.ts';
import { inChild } from './child.ts';
import { reasonOf } from './failure.ts';
import { keysOf } from './keys.ts';
import type { Hosts } from './hosts/open-hosts.ts';
import { lock, type Lock } from './lock.ts';
import { makeCallingFolder } from './own-git.ts';
import type { PullAction } from './pulls/put.ts';
import { withRoom } from './pulls/room.ts';
import type { ReadManifest } from './read-manifest.ts';
import { isPushDone, STEPS, type Step } from './steps.ts';
import type { Target } from './targets.ts';
import type { Phase, Pull, RepositoryState } from './types.ts';
import { megabytes, milliseconds } from './units.ts';
import { log, prepare, rememberManifest, saveState, stateOf, type WorkFolder } from './work-folder.ts';

const TIME = '15m';
const MEMORY = '4GB';
const FIRST_PAUSE_MS = 500;

export type BatchEvent =
  | { readonly kind: 'listed'; readonly phase: Phase; readonly repositories: number; /** Those that wait, as `maxOpen` pull requests are open. */ readonly waiting: number }
  | { readonly kind: 'started'; readonly phase: Phase; readonly repository: string }
  | { readonly kind: 'retrying'; readonly phase: Phase; readonly repository: string; readonly attempt: number; readonly reason: string }
  | { readonly kind: 'pull'; readonly phase: Phase; readonly repository: string; readonly action: PullAction | 'closed' | 'found'; readonly pull: Pull }
  | { readonly kind: 'waiting'; readonly host: string; readonly seconds: number }
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
    const states = await Promise.all(targets.map((target) => stateOf(work, target)));
    const wanted = targets.map((target, i) => ({ target, state: states[i]! })).filter((each) => isWanted(each, all));
    const { maxOpen } = read.manifest.pullRequest || {};
    const allowed = phase === 'push' && maxOpen !== undefined ? await withRoom(wanted, states, maxOpen, all.hosts) : wanted;
    const chosen = allowed.slice(0, all.limit);
    onEvent({ kind: 'listed', phase, repositories: chosen.length, waiting: wanted.length - allowed.length });
    const pool = pLimit(read.manifest.concurrency ?? availableParallelism());
    let done = 0;
    const results = new Map<string, RepositoryState>();
    await Promise.all(chosen.map(({ target, state }) => pool(async () => {
      all.signal?.throwIfAborted();
      onEvent({ kind: 'started', phase, repository: target.name });
      const result = await one(all, held, target, state);
      results.set(target.id, result);
      onEvent({ kind: 'finished', phase, repository: target.name, state: result, done: (done += 1), of: chosen.length });
    })));
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

async function one(all: Coordination, held: Lock, target: Target, before: RepositoryState): Promise<RepositoryState> {
  const { phase, retry, work, read, onEvent, signal } = all;
  let state = before;
  const save = async (next: RepositoryState): Promise<void> => {
    await held.check();
    await saveState(work, next);
    state = next;
  };
  const { time = TIME, memory = MEMORY } = target.settings.limits ?? {};
  const limits = { timeMs: milliseconds(time), memoryMb: megabytes(memory), signal };
  const step: Omit<Step, 'state'> = { target, work, from: read.folder, keys: keysOf(target, read.folder, all.version), dryRun: all.dryRun, hosts: all.hosts, onPull: (action, pull) => onEvent({ kind: 'pull', phase, repository: target.name, action, pull }), doJob: (job) => inChild(all.runner, job, limits), save };
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
      if (attempt <= retry) {
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
