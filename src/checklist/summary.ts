import type { Evidence, ItemReport, PlanSummary, Verdict } from '../report.ts';

/** In the order they are told: what can be done first, what nobody understood last. */
export const VERDICTS: readonly Verdict[] = ['fixed', 'fixable', 'holds already', 'partly', 'needs a person', 'not applicable', 'not recognised'];

export function planSummary(items: readonly ItemReport[]): PlanSummary {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, items.filter((item) => item.verdict === verdict).length]));
  return {
    items: items.length,
    verdicts: counts as { readonly [verdict in Verdict]: number },
    tickedButOpen: items.filter(({ tickedButOpen }) => tickedButOpen).length,
    ...fixCounts(items),
  };
}

/** Each place counts once, however many items ask for it. */
function fixCounts(items: readonly ItemReport[]): Pick<PlanSummary, 'fixes' | 'unsafeFixes'> {
  const evidence = items.flatMap((item) => item.evidence);
  const places = (...fixes: Evidence['fix'][]) => new Set(evidence.filter(({ fix }) => fix && fixes.includes(fix)).map(({ site }) => site)).size;
  return { fixes: places('fixed', 'pending'), unsafeFixes: places('unsafe') };
}
