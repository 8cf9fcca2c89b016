import type { Acceptance, FileResult } from '../types.ts';
import type { Batch } from './jobs.ts';
import type { Pool } from './pool.ts';
import { runTogether, type Together } from './run-together.ts';

type Results = ReadonlyMap<string, FileResult>;

/**
 * Runs a batch under one acceptance after the other. From the second on only the files are run that a decision reaches:
 * those of the places decided about, those that were written since, and those that go together with them.
 */
export function rerunner(pool: Pool, batch: Batch, together: Together): (acceptance: Acceptance, rewritten: readonly string[]) => Promise<readonly FileResult[]> {
  // By what is taken of the undecided: a review looks at all that is not rejected, and at what is accepted.
  const lasts = new Map<string, { readonly acceptance: Acceptance; readonly results: Results }>();
  const runOver = async (acceptance: Acceptance, reached: ReadonlySet<string>): Promise<Results> => {
    const files = batch.files.filter(({ path }) => reached.has(path));
    return files.length > 0 ? runTogether(pool, { ...batch, files, acceptance }, together) : new Map();
  };
  const rerun = async (acceptance: Acceptance, before: Results, from: readonly string[]): Promise<Results> => {
    const reached = goingWith(from, before);
    const results = await runOver(acceptance, reached);
    // A fix that is taken now may change a file that it did not change before, beside fixes of others.
    const late = [...results.keys()].filter((path) => before.has(path) && !reached.has(path));
    if (late.length > 0) return rerun(acceptance, before, [...from, ...late]);
    return new Map([...[...before].filter(([path]) => !reached.has(path)), ...results]);
  };
  return async (acceptance, rewritten) => {
    const rule = JSON.stringify({ ...acceptance, choices: undefined });
    const last = lasts.get(rule);
    const results = last
      ? await rerun(acceptance, last.results, [...rewritten, ...having(decidedAnew(last.acceptance, acceptance), last.results)])
      : await runOver(acceptance, new Set(batch.files.map(({ path }) => path)));
    lasts.set(rule, { acceptance, results });
    return [...results.values()];
  };
}

/** Sites with another decision than before. */
function decidedAnew({ choices: before = {} }: Acceptance, { choices: now = {} }: Acceptance): Set<string> {
  const sites = new Set([...Object.keys(before), ...Object.keys(now)]);
  return new Set([...sites].filter((site) => JSON.stringify(before[site]) !== JSON.stringify(now[site])));
}

function having(sites: ReadonlySet<string>, results: Results): string[] {
  return [...results.values()].filter((result) => result.sites.some(({ id }) => sites.has(id))).map(({ path }) => path);
}

/** The paths, and all that share a group or an edit with one of them. */
function goingWith(paths: readonly string[], results: Results): Set<string> {
  const reached = new Set(paths);
  const all = [...results.values()];
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    const own = all.filter(({ path }) => reached.has(path));
    const groups = new Set(own.flatMap(({ sites }) => sites.flatMap(({ group }) => group ?? [])));
    const visited = new Set(own.flatMap(({ visits = [] }) => visits.map(({ path }) => path)));
    const visitors = new Set(own.flatMap((result) => result.visitors ?? []));
    for (const { path, sites } of all) {
      if (visited.has(path) || sites.some(({ id, group }) => visitors.has(id) || (group !== undefined && groups.has(group)))) reached.add(path);
    }
  }
  return reached;
}
