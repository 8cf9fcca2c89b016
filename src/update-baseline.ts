import { prunedBaseline, renewedBaseline } from './baseline/compare.ts';
import { BASELINE, readBaseline, writeBaseline } from './baseline/file.ts';
import type { Entry } from './baseline/types.ts';
import { UsageError } from './errors.ts';
import { openRun, reportOf, type RunOptions } from './open-run.ts';

export interface BaselineOptions extends Pick<RunOptions, 'paths' | 'cwd' | 'transforms' | 'zones' | 'config' | 'onEvent' | 'signal'> {
  /** Only lower what the baseline has, to what is left of it. */
  readonly prune?: boolean;
}

export interface UpdatedBaseline {
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
}

/** Writes down the fixes that are pending, or what is left of those written down before. Throws `UsageError`. */
export async function updateBaseline({ prune = false, ...options }: BaselineOptions = {}): Promise<UpdatedBaseline> {
  const started = performance.now();
  const run = await openRun(options);
  try {
    const before = await readBaseline(run.root.path);
    if (prune && !before) throw new UsageError(`there is no ${BASELINE} to prune; checkmod baseline writes it`);
    // Whatever a check looks for later, the unsafe fixes are known apart.
    const report = reportOf(run, await run.outcome({ unsafe: true }), { started, written: false });
    const after = (prune ? prunedBaseline : renewedBaseline)(before ?? [], report, run);
    await writeBaseline(run.root.path, after);
    return { before: before ?? [], after };
  } finally {
    await run.close();
  }
}
