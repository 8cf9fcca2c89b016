import { existsSync } from 'node:fs';
import { openHosts } from '../batch/hosts/open-hosts.ts';
import { lock } from '../batch/lock.ts';
import { readManifest } from '../batch/read-manifest.ts';
import { shapesFile } from '../batch/reviewed.ts';
import { targetsOf } from '../batch/targets.ts';
import { stateOf, workFolder } from '../batch/work-folder.ts';
import { readShapes } from '../decisions/shapes-file.ts';
import { gitUser } from '../engine/git.ts';
import { UsageError } from '../errors.ts';
import { builtIns } from '../registry.ts';
import { BatchReview } from './batch-review.ts';
import { Looks } from './looks.ts';
import { ReviewedRepository } from './repository.ts';

const MOST_NAMES = 5;

export interface BatchReviewOptions {
  /** The manifest, relative to `cwd`. */
  readonly manifest: string;
  readonly cwd: string;
  /** The work folder; `.checkmod-batch` beside the manifest if absent. */
  readonly work?: string;
}

/**
 * Begins a review of what was planned in the repositories of a migration. No other command works on its folder meanwhile.
 * Throws `UsageError`.
 */
export async function openBatchReview({ manifest, cwd, work: name }: BatchReviewOptions): Promise<BatchReview> {
  const read = await readManifest(manifest, cwd);
  const work = workFolder(read.folder, name, cwd);
  const targets = await targetsOf(read.manifest, read.folder, openHosts({ hosts: read.manifest.hosts }));
  if (!existsSync(work.path)) throw new UsageError(`nothing is planned yet; run checkmod batch plan ${manifest}`);
  const held = await lock(work.path, false);
  try {
    const rules = (await readShapes(shapesFile(work)))?.rules ?? [];
    const repositories: ReviewedRepository[] = [];
    const unplanned: string[] = [];
    for (const target of targets) {
      const { plan } = await stateOf(work, target);
      if (plan && existsSync(work.report(target.id))) repositories.push(await ReviewedRepository.read(target, plan, work));
      else unplanned.push(target.name);
    }
    if (repositories.length === 0) throw new UsageError(`nothing is planned yet; run checkmod batch plan ${manifest}`);
    const who = await gitUser(read.folder);
    return new BatchReview({
      work, repositories, rules, looks: new Looks(work, read.folder), notes: notesOf(unplanned), titles: await titlesOf(repositories),
      decider: who === undefined ? {} : { who, when: new Date().toISOString().slice(0, 10) },
      onClose: () => held.release(),
    });
  } catch (error) {
    await held.release();
    throw error;
  }
}

function notesOf(unplanned: readonly string[]): string[] {
  const [names, others] = [unplanned.slice(0, MOST_NAMES).join(', '), unplanned.length - MOST_NAMES];
  return unplanned.length === 0 ? [] : [`not planned, so without their fixes here: ${names}${others > 0 ? ` and ${others} more` : ''}`];
}

/** A plan names the transforms of fixes that it takes; of what is undecided only the id is known. */
async function titlesOf(repositories: readonly ReviewedRepository[]): Promise<{ readonly [transform: string]: string }> {
  const planned = repositories.flatMap(({ planned: { transforms } }) => transforms);
  return Object.fromEntries([...await builtIns(), ...planned].map(({ id, title }) => [id, title]));
}
