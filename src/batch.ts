import { createRequire } from 'node:module';
import type { Manifest } from './batch/manifest.ts';
import { openHosts, type Hosts } from './batch/hosts/open-hosts.ts';
import { refreshed } from './batch/pulls/refresh.ts';
import { coordinate, type BatchEvent } from './batch/coordinate.ts';
import type { QueueOptions } from './batch/queue/options.ts';
import type { QueueLook } from './batch/queue/look.ts';
import type { WorkOptions } from './batch/queue/work.ts';
import { checkedManifest, readManifest, type ReadManifest } from './batch/read-manifest.ts';
import { selected, type Selection } from './batch/select.ts';
import { Slots } from './batch/slots.ts';
import { standingOf, type Standing } from './batch/standing.ts';
import { targetsOf, type Target } from './batch/targets.ts';
import type { Phase, RepositoryState } from './batch/types.ts';
import { stateOf, workFolder, type WorkFolder } from './batch/work-folder.ts';

export type { BatchEvent } from './batch/coordinate.ts';
export type { QueueOptions } from './batch/queue/options.ts';
export type { QueueLook } from './batch/queue/look.ts';
export type { WorkEvent } from './batch/queue/work.ts';
export type { Manifest, RepositoryEntry, Settings } from './batch/manifest.ts';

/** Only the build has it; from TypeScript sources all work is done in this process. */
const RUNNER = new URL('./runner.js', import.meta.url);

/** Hosts do not like many questions at once. */
const AT_A_TIME = 8;

export interface BatchOptions extends Selection {
  /** A file, or what would be in it. */
  readonly manifest: string | Manifest;
  /** `run` plans and applies; `status` only tells what is known. */
  readonly phase: Phase | 'run' | 'status';
  readonly cwd?: string;
  /** Folder of the work and of what is known; `.checkmod-batch` beside the manifest if absent. */
  readonly work?: string;
  /** Only repositories that failed. */
  readonly failed?: boolean;
  /** How often a repository that failed is tried again at once. */
  readonly retry?: number;
  /** With `push` and `undo`: look, and change nothing. */
  readonly dryRun?: boolean;
  /** At most so many repositories. */
  readonly limit?: number;
  /** Works on although another machine has the folder. */
  readonly takeOver?: boolean;
  /** Plans and applies by workers on a queue; `status` tells of them. */
  readonly queue?: QueueOptions;
  readonly onEvent?: (event: BatchEvent) => void;
  readonly signal?: AbortSignal;
}

/** What is known of the repositories of a migration: the document of `batch … --json`. */
export interface BatchReport {
  readonly version: 1;
  readonly phase: BatchOptions['phase'];
  /** The work folder. */
  readonly work: string;
  readonly summary: { readonly repositories: number; readonly failed: number };
  readonly repositories: readonly RepositoryReport[];
  /** Of `status` with a queue. */
  readonly queue?: QueueLook;
}

export interface RepositoryReport extends RepositoryState {
  readonly standing: Standing;
  /** Why its pull request is told as it was last known. */
  readonly unasked?: string;
  /** Where to read what happened. */
  readonly log: string;
  /** The report of its dry run, in the form of `run -f json`. */
  readonly report: string;
}

/**
 * Does a phase of a migration over many repositories, and gives what is known of them then; silent, with events. A
 * repository that fails costs no other one. The same call goes on where one before was ended. Throws `UsageError`.
 */
export async function batch(options: BatchOptions): Promise<BatchReport> {
  const { manifest, phase, cwd = process.cwd(), onEvent = () => {} } = options;
  const read: ReadManifest = typeof manifest === 'string' ? await readManifest(manifest, cwd) : checkedManifest(manifest, cwd);
  const work = workFolder(read.folder, options.work, cwd);
  const hosts = openHosts({ hosts: read.manifest.hosts, signal: options.signal, onWait: (host, seconds) => onEvent({ kind: 'waiting', host, seconds }) });
  const targets = selected(await targetsOf(read.manifest, read.folder, hosts), options);
  const common = {
    read, work, hosts, targets, onEvent, cwd, queue: options.queue, runner: RUNNER, version: version(), signal: options.signal,
    failed: options.failed ?? false, retry: options.retry ?? 0, limit: options.limit ?? Infinity, dryRun: options.dryRun ?? false, takeOver: options.takeOver ?? false,
  };
  const states = phase === 'status' ? await known(work, targets, hosts) : await coordinate({ ...common, phase: phase === 'run' ? 'apply' : phase });
  options.signal?.throwIfAborted();
  return {
    version: 1, phase, work: work.path,
    summary: { repositories: states.length, failed: states.filter(({ failure }) => failure).length },
    repositories: states.map((state: Known) => ({ ...state, standing: standingOf(state), log: work.log(state.id), report: work.report(state.id) })),
    ...(phase === 'status' && options.queue && { queue: await (await import('./batch/queue/look.ts')).look(options.queue.url) }),
  };
}

type Known = RepositoryState & Pick<RepositoryReport, 'unasked'>;

/** What is known of repositories, with their pull requests as they are now. */
async function known(work: WorkFolder, targets: readonly Target[], hosts: Hosts): Promise<Known[]> {
  const slots = new Slots(AT_A_TIME);
  return Promise.all(targets.map((target) => slots.within(async () => {
    const state = await stateOf(work, target);
    if (!state.pull) return state;
    const { pull, reason } = await refreshed(state.pull, hosts, { checks: true });
    return { ...state, pull, ...(reason !== undefined && { unasked: reason }) };
  })));
}

/** Does the jobs of `batch` calls with the same queue, on this machine or others, until it is told to stop. Throws `UsageError`. */
export async function batchWork(options: Omit<WorkOptions, 'runner' | 'version'>): Promise<void> {
  const { work } = await import('./batch/queue/work.ts');
  await work({ ...options, runner: RUNNER, version: version() });
}

function version(): string {
  return (createRequire(import.meta.url)('checkmod/package.json') as { readonly version: string }).version;
}
