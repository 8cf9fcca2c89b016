import writeFileAtomic from 'write-file-atomic';
import type { Job, JobResult } from '../job.ts';
import { log, type WorkFolder } from '../work-folder.ts';
import { WorkerError, type Asker } from './asker.ts';
import { receive } from './receive.ts';
import { RepositoryError } from '../types.ts';

/**
 * Has a job done by a worker, and makes here what it would have made here: the report, the log, and the commits. `asking`
 * is told when all there is to do is to wait.
 */
export async function doByWorker(asker: Asker, job: Job, work: WorkFolder, asking: <T>(wait: () => Promise<T>) => Promise<T>): Promise<JobResult> {
  const { target: { id, settings: { branch } }, located, keys } = job;
  const { result, patches, report, log: said } = await asking(() => asker.ask({ ...job, isDraft: true })).catch(async (error: unknown) => {
    if (error instanceof WorkerError && error.log !== '') await log(work, id, error.log);
    throw error;
  });
  if (said !== '') await log(work, id, said);
  if (report !== undefined) await writeFileAtomic(work.report(id), report);
  const plan = { ...result.plan, key: keys.plan };
  if (!/^[0-9a-f]{40,64}$/.test(plan.base)) throw new RepositoryError('its result was refused', 'its worker names no commit');
  if (!result.apply) return { plan };
  const { head: _, ...applied } = { ...result.apply, key: keys.apply, base: plan.base, branch };
  if (patches.length === 0) return { plan, apply: { ...applied, commits: [] } };
  const heads = await receive(located, work.tree(id), { base: plan.base, at: plan.at, patches });
  return { plan, apply: { ...applied, commits: applied.commits.map((commit, i) => ({ ...commit, sha: heads[i]! })), head: heads.at(-1)! } };
}
