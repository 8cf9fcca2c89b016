import type { FileResult, Visit } from '../types.ts';
import type { Batch, FileJob } from './jobs.ts';
import type { Pool } from './pool.ts';
import { sameVisits, visitsByPath } from './visits.ts';

export interface Together {
  /** The job of a file that only fixes of other files reach. */
  readonly jobFor: (path: string) => FileJob;
  readonly isSelected: (path: string) => boolean;
  readonly onChecked: (done: number, of: number, path: string) => void;
}

/** Groups and ids of sites that are not taken, with the reason. */
type Dropped = ReadonlyMap<string, string>;

/**
 * Runs all files, and some of them again until what goes together was taken whole or not at all: the members of a
 * group, and a fix with its edits of other files. What was dropped stays dropped, so this ends.
 */
export async function runTogether(pool: Pool, batch: Batch, together: Together): Promise<Map<string, FileResult>> {
  const jobs = new Map(batch.files.map((job) => [job.path, job]));
  const results = new Map<string, FileResult>();
  const dropped = new Map<string, string>();
  for (let open = [...jobs.values()]; open.length > 0;) {
    const now = await pool.run({ ...batch, files: open, dropped: [...dropped] }, (done) => together.onChecked(done, open.length, open[done - 1]?.path ?? ''));
    for (const result of now) results.set(result.path, result);
    for (const [key, reason] of [...brokenGroups(results), ...refusedVisits(jobs, results, together)]) if (!dropped.has(key)) dropped.set(key, reason);
    const reached = newVisits(jobs, results, dropped, together);
    for (const job of reached) jobs.set(job.path, job);
    open = [...jobs.values()].filter((job) => reached.includes(job) || isDroppedIn(results.get(job.path)!, dropped));
  }
  return results;
}

function isDroppedIn({ sites, taken = [] }: FileResult, dropped: Dropped): boolean {
  return sites.some(({ id, group }) => taken.includes(id) && (dropped.has(id) || (group !== undefined && dropped.has(group))));
}

function brokenGroups(results: ReadonlyMap<string, FileResult>): [string, string][] {
  const grouped = [...results.values()].flatMap(({ sites, taken = [] }) => sites.filter(({ group }) => group !== undefined).map(({ id, group }) => ({ group: group!, isTaken: taken.includes(id) })));
  const left = new Set(grouped.filter(({ isTaken }) => !isTaken).map(({ group }) => group));
  return grouped.filter(({ isTaken, group }) => isTaken && left.has(group)).map(({ group }) => [group, 'another place of the same change was not taken']);
}

/** Sites whose edits of another file are not wanted there, were not taken, or were taken for a fix that is not taken any more. */
function refusedVisits(jobs: ReadonlyMap<string, FileJob>, results: ReadonlyMap<string, FileResult>, { isSelected }: Together): [string, string][] {
  const outside = [...visitsByPath(results.values())].filter(([path]) => !isSelected(path))
    .flatMap(([path, visits]) => visits.map(({ site }): [string, string] => [site, `it also changes ${path}, which is not among the files asked for`]));
  const pending = new Set([...results.values()].flatMap(({ visits = [] }) => visits.map(({ site }) => site)));
  const refused = [...jobs.values()].flatMap(({ path, visits = [] }) => visits
    .filter(({ site }) => !pending.has(site) || !results.get(path)!.visitors?.includes(site))
    .map(({ site }): [string, string] => [site, `it also changes ${path}, and that was not possible: ${results.get(path)!.reason ?? 'the change did not pass verification there'}`]));
  return [...outside, ...refused];
}

/** The jobs of files that other fixes reach now than when they were run. */
function newVisits(jobs: ReadonlyMap<string, FileJob>, results: ReadonlyMap<string, FileResult>, dropped: Dropped, { jobFor }: Together): FileJob[] {
  const isTaken = ({ site }: Visit) => !dropped.has(site);
  const wished = visitsByPath([...results.values()].map((result) => ({ ...result, visits: (result.visits ?? []).filter(isTaken) })));
  return [...new Set([...jobs.keys(), ...wished.keys()])].flatMap((path) => {
    const job = jobs.get(path) ?? jobFor(path);
    const visits = wished.get(path) ?? [];
    return sameVisits(job.visits ?? [], visits) ? [] : [{ ...job, visits }];
  });
}
