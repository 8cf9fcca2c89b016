import { existsSync } from 'node:fs';
import { holds, homeOf, ownTip, remoteBranch, setBranch } from './branch.ts';
import { discard, locate, type Located } from './checkout.ts';
import type { Hosts } from './hosts/open-hosts.ts';
import type { Job, JobResult } from './job.ts';
import { takenBack } from './pulls/body.ts';
import { look } from './pulls/look.ts';
import { put, recorded, type PullAction } from './pulls/put.ts';
import { takesPull } from './pulls/takes.ts';
import { keyOf, wantedOf } from './pulls/wanted.ts';
import { keepLeftOut, type Reviewed } from './reviewed.ts';
import type { Target } from './targets.ts';
import { RepositoryError, type Applied, type Phase, type Planned, type Pull, type RepositoryState } from './types.ts';
import { withoutCredentials } from './url.ts';
import type { WorkFolder } from './work-folder.ts';

/** What a step of one repository works with. */
export interface Step {
  readonly target: Target;
  readonly state: RepositoryState;
  readonly work: WorkFolder;
  /** Folder of the manifest. */
  readonly from: string;
  readonly keys: { readonly plan: string; readonly apply: string };
  /** What was decided in a review of the migration. */
  readonly reviewed: Reviewed;
  readonly dryRun: boolean;
  readonly hosts: Hosts;
  readonly onPull: (action: PullAction | 'closed' | 'found', pull: Pull) => void;
  readonly doJob: (job: Job) => Promise<JobResult>;
  /** Called with what is to be known before anything outside the work folder changes. */
  readonly save: (state: RepositoryState) => Promise<void>;
}

/** Does a step, or finds it done. Gives what is known then. Throws what costs this one repository. */
export const STEPS: { readonly [phase in Phase]: (step: Step) => Promise<RepositoryState> } = { plan, apply, push, undo };

async function plan(step: Step): Promise<RepositoryState> {
  const located = await locate(step.target, step.work.path);
  const planned = currentPlan(step, located);
  return withPlan(step.state, planned ?? (await step.doJob(jobOf('plan', step, located))).plan);
}

async function apply(step: Step): Promise<RepositoryState> {
  const { target: { id, settings: { branch } }, state, keys, work } = step;
  const located = await locate(step.target, work.path);
  const planned = currentPlan(step, located);
  const home = homeOf(located, work.tree(id));
  if (located.kind === 'folder') await ownTip(home, branch, madeAt(state, branch));
  if (planned && state.apply?.key === keys.apply && state.apply.base === planned.base && (state.apply.head === undefined || await holds(home, state.apply.head))) {
    if (state.apply.head !== undefined) await setBranch(home, branch, state.apply.head, madeAt(state, branch));
    await recordLeftOut(step, planned, state.apply);
    return withoutFailure(state);
  }
  const result = await step.doJob(jobOf('apply', step, located, planned));
  const applied = withApplied(withPlan(state, result.plan), result.apply!);
  // Before the branch is there, so that it is known as ours whatever happens then.
  await step.save(applied);
  if (result.apply!.head !== undefined) await setBranch(home, branch, result.apply!.head, madeAt(applied, branch));
  await recordLeftOut(step, result.plan, result.apply!);
  return applied;
}

/** Once the state is known that names them: whoever is killed before it finds them again. */
async function recordLeftOut({ work, target: { id, settings } }: Step, { at }: Planned, { verified }: Applied): Promise<void> {
  if (verified && verified.leftOut.length > 0) await keepLeftOut(work, id, verified, settings.verify, at);
}

async function push(step: Step): Promise<RepositoryState> {
  const { target, state, work, dryRun, hosts, onPull } = step;
  const head = state.apply?.head;
  if (head === undefined || isPushDone(step)) return withoutFailure(state);
  const { branch } = state.apply!;
  const located = await locate(target, work.path);
  const remote = await remoteBranch(located, { tree: work.tree(target.id), work: work.path, branch, ours: madeAt(state, branch) });
  const looked = remote && target.settings.pullRequest !== false ? await look(hosts, remote.url, branch, state.pull) : undefined;
  const wanted = looked && await wantedOf(looked, { target, state, work, home: homeOf(located, work.tree(target.id)) });
  // What a person closed stays closed; what was merged is done, unless there is more by now.
  const { found } = looked ?? {};
  if (looked && wanted && (found?.state === 'closed' || (found?.state === 'merged' && found.head === head))) {
    const pull = recorded(found, wanted, looked.remote);
    if (!dryRun) onPull('found', pull);
    return withoutFailure({ ...state, pull });
  }
  if (dryRun) return { ...state, would: wouldDo(branch, wanted && { ...wanted, at: looked!.repository.path, found }) };
  if (remote && remote.tip !== head) await remote.move(head);
  const pushed = withoutFailure({ ...state, push: { head, branch, ...(remote && { url: withoutCredentials(remote.url) }) } });
  if (!looked || !wanted) return pushed;
  await step.save(pushed);
  const { pull, action } = await put(looked, wanted, state.pull);
  onPull(action, pull);
  return { ...pushed, pull };
}

/** What `push` would do, for a person. */
function wouldDo(branch: string, pull: { readonly draft: boolean; readonly title: string; readonly base: string; readonly at: string; readonly found: { readonly state: string; readonly own: boolean; readonly number: number } | undefined } | undefined): string {
  if (!pull) return `push ${branch}`;
  const { draft, title, base, at, found } = pull;
  if (found?.state !== 'open') return `open a ${draft ? 'draft ' : ''}pull request at ${at}, from ${branch} into ${base}: ${title}`;
  return found.own ? `update pull request ${found.number} at ${at}` : `push ${branch}, from which a person opened pull request ${found.number} at ${at}`;
}

/** Takes back the branches that were made, where they are still what was made, and the pull requests from them. */
async function undo(step: Step): Promise<RepositoryState> {
  const { target: { id }, state, work, dryRun } = step;
  const { apply: _, push: __, pull: ___, ...rest } = state;
  if (state.made.length === 0 || dryRun) return state;
  const located = await locate(step.target, work.path);
  const home = homeOf(located, work.tree(id));
  for (const branch of new Set(state.made.map((each) => each.branch))) {
    const remote = await remoteBranch(located, { tree: work.tree(id), work: work.path, branch, ours: madeAt(state, branch) });
    if (remote && (remote.tip !== undefined || state.pull?.state === 'open')) await closePull(step, remote.url, branch);
    if (remote?.tip !== undefined) await remote.move(undefined);
    if (existsSync(home)) await setBranch(home, branch, undefined, madeAt(state, branch));
  }
  await discard(located, work.tree(id));
  return withoutFailure(rest);
}

/** Before the branch is gone, which would close any pull request from it. */
async function closePull({ target: { settings }, state, hosts, onPull }: Step, url: string, branch: string): Promise<void> {
  const looked = settings.pullRequest === false && !state.pull ? undefined : await look(hosts, url, branch, state.pull);
  if (!looked?.found || looked.found.state !== 'open') return;
  const { host, repository: { path }, found, remote } = looked;
  if (!found.own) throw new RepositoryError('a person opened a pull request from the branch', `pull request ${found.number} at ${path} is from ${branch} and not of this migration, so the branch stays; close it first`);
  const closed = await host.update(path, found, { body: takenBack(found.body), close: true });
  onPull('closed', recorded(closed, { key: '', head: found.head }, remote));
}

/** Whether nothing is left to push, and no pull request to open or to change. */
export function isPushDone({ state, target, hosts }: Pick<Step, 'state' | 'target' | 'hosts'>): boolean {
  if (!takesPull(target, state, hosts)) return isPushed(state);
  return state.pull?.head === state.apply?.head && state.pull?.key === keyOf(target.settings.pullRequest);
}

export function isPushed({ apply: applied, push: pushed }: RepositoryState): boolean {
  return applied?.head !== undefined && pushed?.head === applied.head && pushed.branch === applied.branch;
}

function currentPlan({ state, keys }: Step, { base }: Located): Planned | undefined {
  return state.plan?.key === keys.plan && state.plan.base === base ? state.plan : undefined;
}

function jobOf(phase: Job['phase'], { target, state, from, work, keys, reviewed }: Step, located: Located, planned?: Planned): Job {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  return { phase, target, located, from, work: work.path, keys, reviewed, now, ...(planned && { planned }), ...(state.plan?.base === located.base && { checkedOut: located.base }) };
}

/** A plan of another commit, or of other settings, makes the branch one of before. */
function withPlan(state: RepositoryState, planned: Planned): RepositoryState {
  const { apply: applied, ...rest } = withoutFailure(state);
  return { ...rest, plan: planned, ...(applied && planned.at === state.plan?.at && { apply: applied }) };
}

function withApplied(state: RepositoryState, applied: Applied): RepositoryState {
  const { branch, head } = applied;
  return { ...state, apply: applied, made: head === undefined || madeAt(state, branch).includes(head) ? state.made : [...state.made, { branch, head }] };
}

function madeAt({ made }: RepositoryState, branch: string): string[] {
  return made.filter((each) => each.branch === branch).map(({ head }) => head);
}

function withoutFailure({ failure: _, ...state }: RepositoryState): RepositoryState {
  return state;
}
