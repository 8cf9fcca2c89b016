import { compareBaseline } from './baseline/compare.ts';
import { readBaseline } from './baseline/file.ts';
import type { RepositoryResult } from './engine/run-repository.ts';
import { acceptanceOf, openRun, reportOf, type AlsoChange, type RunOptions } from './open-run.ts';
import type { Report } from './report.ts';
import type { RepositoryFacts } from './types.ts';

export { UsageError } from './errors.ts';
export type { AlsoChange, RunEvent, RunOptions } from './open-run.ts';

/**
 * Runs transforms over the repository the paths lie in. A dry run unless `write` is set: nothing is written before
 * every result has passed verification. Silent; progress comes as events. A write that fails is one of the report's
 * errors, and nothing is written then. Throws `UsageError` (nothing was written).
 */
export async function run(options: RunOptions = {}, alsoChange: AlsoChange = () => []): Promise<Report> {
  return withoutEvidence((await runAnd(options, () => undefined, alsoChange)).report);
}

/** A run is about what is to change; what shows that something is there is for a plan. */
export function withoutEvidence(report: Report): Report {
  const files = report.files.map((file) => ({ ...file, sites: file.sites.filter(({ evidence }) => !evidence) }))
    .filter(({ status, sites, skippedFor }) => sites.length > 0 || status !== 'unchanged' || skippedFor);
  const evidence = report.files.flatMap(({ sites }) => sites).filter((site) => site.evidence && site.status === 'left').length;
  return { ...report, files, summary: { ...report.summary, left: report.summary.left - evidence } };
}

/** Runs transforms as `run` does, and tells what they and the code say about the repository as a whole. */
export async function runWithFacts(options: RunOptions = {}): Promise<{ report: Report; repository: RepositoryFacts }> {
  const { report, seen } = await runAnd(options, ({ repository }) => repository(), () => []);
  return { report, repository: seen };
}

/** The run, with what `look` sees in its result before anything is written. */
async function runAnd<T>(options: RunOptions, look: (result: RepositoryResult) => T | Promise<T>, alsoChange: AlsoChange): Promise<{ report: Report; seen: T }> {
  const started = performance.now();
  const run = await openRun(options);
  try {
    const baseline = options.baseline ? await readBaseline(run.root.path) : undefined;
    const decided = options.decisions === undefined ? undefined : await (await import('./decided.ts')).decidedOutcome(run, options, alsoChange);
    const outcome = decided?.outcome ?? await run.outcome(acceptanceOf(options), alsoChange);
    const seen = await look(outcome.result);
    const failure = options.write ? await run.write(outcome) : undefined;
    if (options.write && !failure) await decided?.saveWritten();
    const report = reportOf(run, outcome, { started, written: options.write ?? false, failure });
    const compared = baseline && { baseline: compareBaseline(baseline, report, run, options.unsafe ?? false) };
    return { report: { ...report, ...(decided && { decisions: decided.report }), ...compared }, seen };
  } finally {
    await run.close();
  }
}
