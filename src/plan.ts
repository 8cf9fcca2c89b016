import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from './config/types.ts';
import { findRoot } from './engine/git.ts';
import { askedBy, lookAt } from './plan/asked.ts';
import { readChecklist } from './plan/read-checklist.ts';
import { planSummary } from './checklist/summary.ts';
import type { Plan } from './report.ts';
import type { RunEvent } from './run.ts';

/** What a plan is asked for; paths are relative to `cwd`. */
export interface PlanOptions {
  readonly checklist: string;
  /** The folder to look at; if absent the root of `cwd`, or the repository that the checklist lies in when that is another one. */
  readonly path?: string;
  readonly cwd?: string;
  /** Used instead of the configuration file of the root. */
  readonly config?: Config;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

/** Says for every item of a checklist what the code says about it. Writes nothing. Throws `UsageError`. */
export async function plan({ checklist, path, cwd = process.cwd(), config, onEvent, signal }: PlanOptions): Promise<Plan> {
  const paths = path === undefined ? await elsewhere(checklist, cwd) : [path];
  const root = await findRoot(paths, cwd);
  const file = await readChecklist(checklist, cwd, root.path);
  const asked = await askedBy(file, root, cwd, config);
  const judge = await lookAt(asked, root, { paths, cwd, ...(config && { config }), ...(onEvent && { onEvent }), ...(signal && { signal }) });
  const items = judge().map(({ report }) => report);
  return { version: 1, checklist: file.path, root: root.path, summary: planSummary(items), items };
}

/** The repository of a checklist, where that is not the one of `cwd`. */
async function elsewhere(checklist: string, cwd: string): Promise<string[]> {
  if (!existsSync(resolve(cwd, checklist))) return [];
  const [here, there] = [await findRoot([], cwd), await findRoot([checklist], cwd)];
  return there.isGit && there.path !== here.path ? [there.path] : [];
}
