import { join } from 'node:path';
import { readDecisions, writeDecisions } from '../decisions/file.ts';
import type { Ruling } from '../decisions/ruled.ts';
import type { Decided } from '../decisions/schema.ts';
import { readShapes } from '../decisions/shapes-file.ts';
import { oneLine, recordOf } from '../decisions/record.ts';
import type { Settings } from './manifest.ts';
import type { Verified } from './types.ts';
import type { WorkFolder } from './work-folder.ts';

/** Who decides where `verify` does not pass with a fix. */
const VERIFY = 'checkmod verify';
const LONGEST_REASON = 300;

/** What was decided about a repository in the review of its migration. Data, so that it travels with a job. */
export interface Reviewed {
  /** Rules by shape, once anybody decided anything: then only what is accepted is done, in every repository. */
  readonly rules?: readonly Ruling[];
  /** About places of this repository; they count for more than rules. */
  readonly decisions: readonly Decided[];
}

/** Where the rules of a migration are. */
export function shapesFile({ path }: Pick<WorkFolder, 'path'>): string {
  return join(path, 'shapes.json');
}

/** Where the decisions about the places of a repository are. */
export function decisionsFile({ path }: Pick<WorkFolder, 'path'>, id: string): string {
  return join(path, 'decisions', `${id}.json`);
}

/** The rules of a migration; undefined as long as nobody decided anything. Throws `UsageError`. */
export async function rulingsOf(work: WorkFolder): Promise<readonly Ruling[] | undefined> {
  const kept = await readShapes(shapesFile(work));
  return kept?.rules.map(({ shape, decision, reason }) => ({ shape, decision, ...(reason !== undefined && { reason }) }));
}

export async function reviewedOf(work: WorkFolder, id: string, rules: readonly Ruling[] | undefined): Promise<Reviewed> {
  const file = decisionsFile(work, id);
  return { ...(rules && { rules }), decisions: (await readDecisions(file, file))?.decisions ?? [] };
}

/** Whether it was decided by what `verify` said, and by no person. */
export function isOfVerify({ who }: Decided): boolean {
  return who === VERIFY;
}

/** What of a review changes what is made. What `verify` had left out is no news to the branch that was made without it. */
export function newsOf({ rules, decisions }: Reviewed): unknown {
  return [rules?.map(({ shape, decision }) => [shape, decision]), decisions.filter((decided) => !isOfVerify(decided)).map(({ site, decision, text, ignore }) => [site, decision, text, ignore])];
}

/** Keeps the fixes that `verify` does not pass with as rejected, with the end of what it said; what a person decided stays. */
export async function keepLeftOut(work: WorkFolder, id: string, { leftOut, output = '' }: Verified, verify: Settings['verify'], when: string): Promise<void> {
  const file = decisionsFile(work, id);
  const known = (await readDecisions(file, file))?.decisions ?? [];
  const news = leftOut.filter(({ site }) => !known.some((decided) => decided.site === site));
  if (news.length === 0) return;
  const command = typeof verify === 'string' ? verify : verify?.command ?? 'verify';
  const reason = `${oneLine(command)} fails with it: ${oneLine(output).slice(-LONGEST_REASON)}`;
  const decisions = news.map(({ path, fingerprint, site, transform, scope }) => recordOf(path, { id: site, transform, scope }, fingerprint, { decision: 'rejected', reason }, { who: VERIFY, when: when.slice(0, 10) }));
  await writeDecisions(file, { version: 1, decisions: [...known, ...decisions] }, file);
}
