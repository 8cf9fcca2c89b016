import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { putChange, type Change } from '../engine/write.ts';
import { changesOf } from '../open-run.ts';
import { reset } from './checkout.ts';
import { filled } from './fill.ts';
import { withoutSites, type Opened } from './dry-run.ts';
import { gitIn } from './own-git.ts';
import type { Settings } from './manifest.ts';
import type { Commit, LeftOut, Planned } from './types.ts';

/** The state of the files after a commit, and what it is for. */
interface Step {
  readonly transform?: { readonly id: string; readonly title: string };
  readonly transforms: readonly string[];
  readonly changes: readonly Change[];
  readonly fixes: number;
}

export interface Committing {
  readonly tree: string;
  readonly name: string;
  readonly settings: Pick<Settings, 'commit'>;
  readonly planned: Planned;
  readonly leftOut: readonly LeftOut[];
  /** The commits are only to be looked at: they are nobody's, and unsigned. */
  readonly isDraft: boolean;
}

const NOBODY = { GIT_AUTHOR_NAME: 'checkmod', GIT_AUTHOR_EMAIL: 'checkmod@localhost', GIT_COMMITTER_NAME: 'checkmod', GIT_COMMITTER_EMAIL: 'checkmod@localhost' };

/** Commits the fixes on top of the commit that was planned on, with the user's identity and signature and the date of the plan. */
export async function commit(opened: Opened, { tree, name, settings, planned, leftOut, isDraft }: Committing): Promise<Commit[]> {
  await reset(tree, planned.base);
  const commits: Commit[] = [];
  let before: readonly Change[] = [];
  for (const step of await stepsOf(opened, settings, leftOut)) {
    const gone = before.filter(({ path }) => !step.changes.some((change) => change.path === path));
    const changed = [...gone, ...step.changes.filter((change) => before.find(({ path }) => path === change.path)?.after !== change.after)];
    before = step.changes;
    if (changed.length === 0) continue;
    for (const change of step.changes) await putChange(tree, change);
    for (const change of gone) await (change.before === undefined ? rm(join(tree, change.path)) : putChange(tree, { ...change, after: change.before }));
    const filling = { ...step, files: changed.length, repository: name };
    const title = filled(settings.commit?.title ?? (step.transform ? '{title}' : 'Apply {transforms}'), filling);
    const body = filled(settings.commit?.body ?? (step.transform ? 'checkmod {transform}: {fixes} in {files}.' : 'checkmod: {fixes} in {files}.'), filling);
    // An ignored file, such as a template of the environment, belongs to the fix that made it.
    await gitIn(tree, ['add', '--all', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'], { input: changed.map(({ path }) => path).join('\0'), env: { GIT_LITERAL_PATHSPECS: '1' } });
    const sha = await commitIndex(tree, `${title.replaceAll('\n', ' ')}\n${body === '' ? '' : `\n${body}\n`}`, planned.at, isDraft);
    commits.push({ sha, title, ...(step.transform && { transform: step.transform.id }) });
  }
  return commits;
}

/** Commits what the index holds. Gives the commit. */
export async function commitIndex(tree: string, message: string, at: string, isDraft = false): Promise<string> {
  await gitIn(tree, ['commit', '--quiet', '--no-verify', '--cleanup=whitespace', '--file=-', ...(isDraft ? ['--no-gpg-sign'] : [])], {
    input: message, env: { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, ...(isDraft && NOBODY) },
  });
  return (await gitIn(tree, ['rev-parse', 'HEAD'])).trim();
}

/** One step for all, or one per transform on top of those before. The last is all there is, whatever goes together. */
async function stepsOf({ run, outcome: full, acceptance }: Opened, { commit: { per = 'transform' } = {} }: Committing['settings'], leftOut: readonly LeftOut[]): Promise<Step[]> {
  const rest = withoutSites(acceptance, leftOut.map(({ site }) => site));
  const last = leftOut.length === 0 ? full : await run.outcome(rest);
  const taken = last.result.files.flatMap(({ sites, taken: ids = [] }) => sites.filter(({ id }) => ids.includes(id)));
  const used = run.transforms.filter(({ id }) => taken.some(({ transform }) => transform === id));
  if (per === 'all') return [{ transforms: used.map(({ id }) => id), changes: changesOf(last), fixes: taken.length }];
  const steps: Step[] = [];
  for (const [i, { id, title }] of used.entries()) {
    const soFar = new Set(used.slice(0, i + 1).map((each) => each.id));
    const choices = Object.fromEntries(taken.filter(({ transform }) => soFar.has(transform)).map(({ id: site }) => [site, rest.choices?.[site] ?? { decision: 'accepted' as const }]));
    const outcome = i === used.length - 1 ? last : await run.outcome({ ...rest, choices, onlyAccepted: true });
    steps.push({ transform: { id, title }, transforms: [id], changes: changesOf(outcome), fixes: taken.filter(({ transform }) => transform === id).length });
  }
  return steps;
}
