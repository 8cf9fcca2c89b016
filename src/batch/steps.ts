import { existsSync } from 'node:fs';
import { homeOf, ownTip, remoteBranch, setBranch } from './branch.ts';
import { discard, locate, type Located } from './checkout.ts';
import type { Job, JobResult } from './job.ts';
import type { Target } from './targets.ts';
import type { Applied, Phase, Planned, RepositoryState } from './types.ts';
import type { WorkFolder } from './work-folder.ts';

/** What a step of one repository works with. */
export interface Step {
  readonly target: Target;
  readonly state: RepositoryState;
  readonly work: WorkFolder;
  /** Folder of the manifest. */
  readonly from: string;
  readonly keys: { readonly plan: string; readonly apply: string };
  readonly dryRun: boolean;
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
  if (planned && state.apply?.key === keys.apply && state.apply.base === planned.base && (state.apply.head === undefined || existsSync(home))) {
    if (state.apply.head !== undefined) await setBranch(home, branch, state.apply.head, madeAt(state, branch));
    return withoutFailure(state);
  }
  const result = await step.doJob(jobOf('apply', step, located, planned));
  const applied = withApplied(withPlan(state, result.plan), result.apply!);
  // Before the branch is there, so that it is known as ours whatever happens then.
  await step.save(applied);
  if (result.apply!.head !== undefined) await setBranch(home, branch, result.apply!.head, madeAt(applied, branch));
  return applied;
}

async function push(step: Step): Promise<RepositoryState> {
  const { target: { id }, state, work, dryRun } = step;
  const head = state.apply?.head;
  if (head === undefined || isPushed(state)) return withoutFailure(state);
  const { branch } = state.apply!;
  const located = await locate(step.target, work.path);
  const remote = await remoteBranch(located, { tree: work.tree(id), work: work.path, branch, ours: madeAt(state, branch) });
  if (dryRun) return state;
  if (remote && remote.tip !== head) await remote.move(head);
  return withoutFailure({ ...state, push: { head, branch, ...(remote && { url: remote.url }) } });
}

/** Takes back the branches that were made, where they are still what was made. */
async function undo(step: Step): Promise<RepositoryState> {
  const { target: { id }, state, work, dryRun } = step;
  const { apply: _, push: __, ...rest } = state;
  if (state.made.length === 0 || dryRun) return state;
  const located = await locate(step.target, work.path);
  const home = homeOf(located, work.tree(id));
  for (const branch of new Set(state.made.map((each) => each.branch))) {
    const remote = await remoteBranch(located, { tree: work.tree(id), work: work.path, branch, ours: madeAt(state, branch) });
    if (remote?.tip !== undefined) await remote.move(undefined);
    if (existsSync(home)) await setBranch(home, branch, undefined, madeAt(state, branch));
  }
  await discard(located, work.tree(id));
  return withoutFailure(rest);
}

export function isPushed({ apply: applied, push: pushed }: RepositoryState): boolean {
  return applied?.head !== undefined && pushed?.head === applied.head && pushed.branch === applied.branch;
}

function currentPlan({ state, keys }: Step, { base }: Located): Planned | undefined {
  return state.plan?.key === keys.plan && state.plan.base === base ? state.plan : undefined;
}

function jobOf(phase: Job['phase'], { target, from, work, keys }: Step, located: Located, planned?: Planned): Job {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  return { phase, target, located, from, work: work.path, keys, now, ...(planned && { planned }) };
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
