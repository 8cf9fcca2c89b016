import { changesOf } from '../open-run.ts';
import { checkOut, discard, reset, type Located } from './checkout.ts';
import { commit } from './commits.ts';
import { fixesOf, open, plannedBy, withoutSites, type Opened } from './dry-run.ts';
import { gitIn } from './own-git.ts';
import type { Reviewed } from './reviewed.ts';
import type { Target } from './targets.ts';
import type { Applied, Planned, Verified } from './types.ts';
import { verify } from './verify.ts';
import { log, workFolder } from './work-folder.ts';

/** Planning or applying one repository. Data, so that it reaches another process, or another machine, unchanged. */
export interface Job {
  readonly phase: 'plan' | 'apply';
  readonly target: Target;
  readonly located: Located;
  /** Folder of the manifest. */
  readonly from: string;
  /** The work folder. */
  readonly work: string;
  readonly keys: { readonly plan: string; readonly apply: string };
  /** What was decided in a review of the migration. */
  readonly reviewed: Reviewed;
  readonly now: string;
  /** The plan to apply, where it still holds. */
  readonly planned?: Planned;
  /** The commit that its checkout should be of. */
  readonly checkedOut?: string;
  /** Another machine makes the commits, from those that are made here. */
  readonly isDraft?: boolean;
}

export interface JobResult {
  readonly plan: Planned;
  readonly apply?: Applied;
}

/** Does a job; doing it twice gives the same. `onGroup` is told of the processes of a command while it runs. */
export async function doJob(job: Job, onGroup: (pid: number | undefined) => void): Promise<JobResult> {
  const { target: { id, settings }, located, from } = job;
  const tree = workFolder(from, job.work, from).tree(id);
  const started = performance.now();
  const isReady = job.checkedOut !== undefined && await reset(tree, job.checkedOut).then(() => true, () => false);
  const base = isReady ? job.checkedOut! : await checkOut(located, tree, job.work);
  const opened = await open(tree, from, settings, job.reviewed);
  try {
    // What was left out since, as `verify` fails with it, is no part of it any more.
    const isSame = job.planned?.base === base && job.planned.fixes === fixesOf(opened.outcome);
    const plan = isSame ? job.planned! : await plannedBy(opened, workFolder(from, job.work, from).report(id), { key: job.keys.plan, base, baseBranch: located.baseBranch, at: job.now, started });
    return job.phase === 'plan' ? { plan } : { plan, apply: await apply(job, tree, plan, opened, onGroup) };
  } finally {
    await opened.run.close();
  }
}

async function apply(job: Job, tree: string, planned: Planned, opened: Opened, onGroup: (pid: number | undefined) => void): Promise<Applied> {
  const { target: { name, settings } } = job;
  const verified = settings.verify === undefined ? undefined : await tried(job, tree, planned, opened, onGroup);
  const commits = planned.fixes === 0 ? [] : await commit(opened, { tree, name, settings, planned, leftOut: verified?.leftOut ?? [], isDraft: job.isDraft ?? false });
  const head = commits.at(-1)?.sha;
  return { key: job.keys.apply, base: planned.base, branch: settings.branch, ...(head !== undefined && { head }), commits, ...(verified && { verified }) };
}

/** Tries the fixes in a checkout of their own. */
async function tried({ target: { id, settings }, from, work }: Job, tree: string, { base, fixes }: Planned, { run, outcome, acceptance }: Opened, onGroup: (pid: number | undefined) => void): Promise<Verified> {
  if (fixes === 0) return { verdict: 'not needed', leftOut: [] };
  const scratch = workFolder(from, work, from).scratch(id);
  const own = { kind: 'folder' as const, path: tree, base, baseBranch: '' };
  await discard(own, scratch);
  await gitIn(tree, ['worktree', 'add', '--quiet', '--force', '--force', '--detach', '--', scratch, base]);
  try {
    return await verify({
      scratch, base, settings, files: outcome.result.files, onGroup,
      changesWithout: async (sites) => changesOf(sites.length === 0 ? outcome : await run.outcome(withoutSites(acceptance, sites))),
      log: (text) => log(workFolder(from, work, from), id, text),
    });
  } finally {
    await discard(own, scratch);
  }
}
