import type { Evidence } from '../../report.ts';

/** As many places as are worth reading: where something is open, what is right around it is not what the verdict is about. */
export function shownOf(evidence: readonly Evidence[], most: number, full: boolean): readonly Evidence[] {
  if (full) return evidence;
  const open = evidence.filter(({ holds }) => !holds);
  return (open.length > 0 ? open : evidence).slice(0, most);
}
