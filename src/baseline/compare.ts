import type { BaselineReport, Report } from '../report.ts';
import { BASELINE } from './file.ts';
import type { Entry, Scope } from './types.ts';

/** The fixes pending in a report, by file and transform. */
export function countFixes({ files }: Pick<Report, 'files'>): Entry[] {
  const counts = new Map<string, { path: string; transform: string; fixes: number; unsafeFixes: number }>();
  for (const { path, sites } of files) {
    for (const { transform, safety } of sites.filter(({ status }) => status === 'pending')) {
      const key = keyOf({ path, transform });
      const count = counts.get(key) ?? { path, transform, fixes: 0, unsafeFixes: 0 };
      counts.set(key, count);
      count[safety === 'unsafe' ? 'unsafeFixes' : 'fixes'] += 1;
    }
  }
  return [...counts.values()];
}

/** Where a report has more fixes than a baseline, and where fewer. `unsafe` says whether the run looked for unsafe ones. */
export function compareBaseline(baseline: readonly Entry[], report: Report, scope: Scope, unsafe: boolean): BaselineReport {
  const found = byTier(countFixes(report));
  const allowed = byTier(baseline);
  const canTell = inScope(report, scope);
  const paths = new Set(scope.paths);
  const compared = (tier: Tier) => ({
    path: tier.path, transform: tier.transform, ...(tier.unsafe && { unsafe: true }),
    found: found.get(tierKey(tier))?.count ?? 0, allowed: allowed.get(tierKey(tier))?.count ?? 0,
  });
  const here = [...found.values()].map(compared);
  const known = [...allowed.values()].filter((tier) => canTell(tier) && (unsafe || !tier.unsafe)).map(compared);
  return {
    path: BASELINE,
    allowed: here.reduce((sum, each) => sum + Math.min(each.found, each.allowed), 0),
    more: here.filter((each) => each.found > each.allowed),
    fewer: known.filter((each) => each.found < each.allowed).map((each) => ({ ...each, ...(!paths.has(each.path) && { gone: true }) })),
  };
}

/** A baseline lowered to what a report that looked for unsafe fixes too still has. */
export function prunedBaseline(baseline: readonly Entry[], report: Report, scope: Scope): Entry[] {
  const now = new Map(countFixes(report).map((entry) => [keyOf(entry), entry]));
  const canTell = inScope(report, scope);
  return baseline.map((entry) => {
    if (!canTell(entry)) return entry;
    const { fixes = 0, unsafeFixes = 0 } = now.get(keyOf(entry)) ?? {};
    return { ...entry, fixes: Math.min(entry.fixes, fixes), unsafeFixes: Math.min(entry.unsafeFixes ?? 0, unsafeFixes) };
  }).filter(({ fixes, unsafeFixes = 0 }) => fixes + unsafeFixes > 0);
}

/** The pending fixes of a report, beside the entries of a baseline that the run did not look for. */
export function renewedBaseline(baseline: readonly Entry[], report: Report, { transforms, isSelected }: Scope): Entry[] {
  const isRun = ({ path, transform }: Entry) => isSelected(path) && transforms.some(({ id }) => id === transform);
  return [...baseline.filter((entry) => !isRun(entry)), ...countFixes(report)];
}

/** Entries that a run would have found again: not those of a file that it passed over. */
function inScope({ files }: Report, { transforms, isSelected }: Scope): (entry: Pick<Entry, 'path' | 'transform'>) => boolean {
  const passedOver = new Map(files.map(({ path, status, skippedFor = [] }) =>
    [path, (transform: string) => status === 'skipped' || status === 'failed' || skippedFor.some((each) => each.transform === transform)]));
  return ({ path, transform }) => isSelected(path) && transforms.some(({ id }) => id === transform) && !passedOver.get(path)?.(transform);
}

/** The safe fixes of an entry, or its unsafe ones. */
interface Tier {
  readonly path: string;
  readonly transform: string;
  readonly unsafe: boolean;
  readonly count: number;
}

function byTier(entries: readonly Entry[]): Map<string, Tier> {
  const tiers = entries.flatMap(({ path, transform, fixes, unsafeFixes = 0 }): Tier[] =>
    [{ path, transform, unsafe: false, count: fixes }, { path, transform, unsafe: true, count: unsafeFixes }].filter(({ count }) => count > 0));
  return new Map(tiers.map((tier) => [tierKey(tier), tier]));
}

function tierKey(tier: Tier): string {
  return `${keyOf(tier)}\0${tier.unsafe}`;
}

function keyOf({ path, transform }: Pick<Entry, 'path' | 'transform'>): string {
  return `${path}\0${transform}`;
}
