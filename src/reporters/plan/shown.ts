import type { Evidence } from '../../report.ts';

/** As many places as are worth reading, one of them open where any is: it is what the verdict is about. */
export function shownOf(evidence: readonly Evidence[], most: number, full: boolean): readonly Evidence[] {
  if (full || evidence.length <= most) return evidence;
  const first = evidence.slice(0, most);
  const open = evidence.find(({ holds }) => !holds);
  return open === undefined || first.some(({ holds }) => !holds) ? first : [...first.slice(0, -1), open];
}
