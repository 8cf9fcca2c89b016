import { gitDiff } from './engine/diff.ts';
import type { RepositoryResult } from './engine/run-repository.ts';
import type { ProjectEdit } from './project/support.ts';
import type { ActionReport, FileReport, Report, Summary } from './report.ts';
import type { Action, Asked, FileResult, Site } from './types.ts';

export interface RunFacts {
  readonly root: string;
  readonly result: RepositoryResult;
  readonly projectEdits: readonly ProjectEdit[];
  readonly actions: readonly Asked<Action>[];
  /** The changes are on disk. */
  readonly written: boolean;
  readonly errors: Report['errors'];
  readonly elapsedMs: number;
}

/** Puts the outcome of a run into the shape of its report. */
export function buildReport({ root, result, projectEdits, actions, written, errors, elapsedMs }: RunFacts): Report {
  const files = result.files.filter(isWorthTelling).map((file) => fileReport(file, written));
  const failures = result.files.flatMap(({ path, failures: list = [] }) =>
    list.map(({ transform, reason }) => ({ path, message: `${transform}: its fix failed verification and was left out: ${reason}` })));
  return {
    version: 1,
    root,
    summary: summaryOf(result, files, elapsedMs),
    files,
    projectFiles: projectEdits.map(({ path, before, after, sites }) => ({ path, created: before === undefined, diff: gitDiff(path, before, after), sites })),
    actions: mergeActions([...result.files.flatMap((file) => file.actions), ...actions]),
    errors: [
      ...result.files.filter(({ status }) => status === 'failed').map(({ path, reason }) => ({ path, message: reason ?? 'failed' })),
      ...failures,
      ...errors,
    ],
  };
}

function isWorthTelling({ status, sites, skippedFor }: FileResult): boolean {
  return sites.length > 0 || status !== 'unchanged' || skippedFor !== undefined;
}

function fileReport({ path, language, zone, status, reason, sites, visitors, skippedFor, taken = [], before, after, encoding = 'utf8' }: FileResult, written: boolean): FileReport {
  return {
    path, language, zone, status,
    ...(reason !== undefined && { reason }),
    ...(before !== undefined && after !== undefined && { diff: gitDiff(path, before, after) }),
    ...(before !== undefined && !/^utf-?8$/i.test(encoding) && { encoding }),
    sites: written ? sites.map((site) => (taken.includes(site.id) ? { ...site, status: 'fixed' } : site)) : sites,
    ...(visitors && { sitesElsewhere: visitors }),
    ...(skippedFor && { skippedFor }),
  };
}

function summaryOf({ filesScanned }: RepositoryResult, files: readonly FileReport[], elapsedMs: number): Summary {
  const sites = files.flatMap((file) => file.sites);
  const count = (status: Site['status']) => sites.filter((site) => site.status === status).length;
  const having = (status: FileReport['status']) => files.filter((file) => file.status === status).length;
  return {
    filesScanned,
    filesChanged: having('changed'),
    filesSkipped: files.filter(({ status, skippedFor }) => status === 'skipped' || skippedFor).length,
    filesFailed: having('failed'),
    fixes: count('pending') + count('fixed'),
    unsafeFixes: sites.filter(({ safety, status, reason }) => safety === 'unsafe' && status === 'left' && reason?.startsWith('needs --unsafe')).length,
    left: count('left'),
    rejected: count('rejected'),
    suppressed: count('suppressed'),
    deferred: count('deferred'),
    elapsedMs,
  };
}

/** One action per kind, name and message, with every site that asked for it. */
function mergeActions(actions: readonly Asked<Action>[]): ActionReport[] {
  const merged = new Map<string, { value: Action; sites: string[] }>();
  for (const { value, sites } of actions) {
    const key = `${value.kind}\0${value.name}\0${value.message}`;
    merged.set(key, { value, sites: [...(merged.get(key)?.sites ?? []), ...sites] });
  }
  return [...merged.values()].map(({ value, sites }) => ({ ...value, sites }));
}
