import { readFile } from 'node:fs/promises';
import type { Report } from '../../report.ts';
import { counted, filled } from '../fill.ts';
import type { PullRequestSettings } from '../manifest.ts';
import { hashOf } from '../read-manifest.ts';
import type { Target } from '../targets.ts';
import type { RepositoryState } from '../types.ts';
import type { WorkFolder } from '../work-folder.ts';
import { ownPart } from './body.ts';
import type { Looked } from './look.ts';
import type { Wanted } from './put.ts';
import { codeOwners, templateAt } from './repository-files.ts';

const LONGEST_TITLE = 120;

/** What a repository's pull request is to be; `home` has its commits. */
export async function wantedOf({ kind, repository }: Looked, { target, state, work, home }: { readonly target: Target; readonly state: RepositoryState; readonly work: WorkFolder; readonly home: string }): Promise<Wanted> {
  const { settings: { pullRequest, verify }, name } = target;
  const { title, body, labels = [], draft = true, reviewers = [] } = pullRequest || {};
  const [planned, { branch, head, commits, verified }] = [state.plan!, state.apply!];
  const report = JSON.parse(await readFile(work.report(target.id), 'utf8')) as Report;
  const leftOut = new Set(verified?.leftOut.map(({ site }) => site));
  const used = planned.transforms.filter(({ id }) => commits.some(({ transform }) => transform === undefined || transform === id));
  const filling = { transform: used.length === 1 ? used[0] : undefined, transforms: used.map(({ id }) => id), fixes: planned.fixes - leftOut.size, files: planned.files, repository: name };
  const owners = kind === 'github' ? await codeOwners({ home, commit: planned.base }, head!) : [];
  return {
    key: keyOf(pullRequest), branch, head: head!, draft, labels,
    base: planned.baseBranch === 'HEAD' ? repository.defaultBranch : planned.baseBranch,
    title: title === undefined ? usualTitle(filling) : filled(title, filling).replaceAll('\n', ' '),
    part: ownPart({ intro: filled(body ?? '{fixes} in {files}, made by checkmod.', filling), planned, report, verified, verify: typeof verify === 'string' ? verify : verify?.command }),
    template: await templateAt({ home, commit: planned.base }, kind),
    reviewers: reviewers.filter((reviewer) => !owners.some((owner) => owner.toLowerCase() === reviewer.toLowerCase())),
  };
}

/** Of what the manifest asks of a pull request: where it is the same, none needs to be looked at again. */
export function keyOf(settings: false | PullRequestSettings | undefined): string {
  const { title, body, labels, draft, reviewers } = settings || {};
  return hashOf([title, body, labels, draft, reviewers]);
}

function usualTitle(filling: Parameters<typeof filled>[1]): string {
  const title = filled('{title}', filling);
  return title.length <= LONGEST_TITLE ? title : `Apply ${counted(filling.transforms.length, 'transform', 'transforms')} of checkmod`;
}
