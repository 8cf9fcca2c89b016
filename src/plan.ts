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
  /** The folder to look at; the root of `cwd` if absent. */
  readonly path?: string;
  readonly cwd?: string;
  /** Used instead of the configuration file of the root. */
  readonly config?: Config;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

/** Says for every item of a checklist what the code says about it. Writes nothing. Throws `UsageError`. */
export async function plan({ checklist, path, cwd = process.cwd(), config, onEvent, signal }: PlanOptions): Promise<Plan> {
  const paths = path === undefined ? [] : [path];
  const root = await findRoot(paths, cwd);
  const file = await readChecklist(checklist, cwd, root.path);
  const asked = await askedBy(file, root, cwd, config);
  const judge = await lookAt(asked, root, { paths, cwd, ...(config && { config }), ...(onEvent && { onEvent }), ...(signal && { signal }) });
  const items = judge().map(({ report }) => report);
  return { version: 1, checklist: file.path, root: root.path, summary: planSummary(items), items };
}
