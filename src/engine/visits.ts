import type { FileResult, Visit } from '../types.ts';
import { overlap, sameEdit } from './edits.ts';
import type { FoundSite } from './find-sites.ts';

/** The fixes of other files as sites of the one they reach. Of two that meet, the later is not taken. */
export function visitingSites(visits: readonly Visit[]): FoundSite[] {
  const taken: Visit[] = [];
  for (const visit of visits) if (!taken.some((other) => meet(other, visit))) taken.push(visit);
  return taken.map(({ transform, site, edits, needs }) => {
    const span = edits[0] ?? { start: 0, end: 0 };
    return {
      transform, visits: true, accepted: { edits, ...(needs && { needs }) },
      finding: { span, message: '' },
      site: {
        id: site, transform, line: 1, column: 1, endLine: 1, endColumn: 1, scope: '', message: '', safety: 'safe', status: 'pending', before: '',
      },
    };
  });
}

function meet(a: Visit, b: Visit): boolean {
  return a.edits.some((one) => b.edits.some((other) => overlap(one, other) && !sameEdit(one, other)));
}

/** Whether a file is reached by the same fixes as before. */
export function sameVisits(a: readonly Visit[], b: readonly Visit[]): boolean {
  return a.length === b.length && a.every(({ site }, i) => site === b[i]!.site);
}

/** What the fixes taken in all files change elsewhere, by the path they reach. */
export function visitsByPath(results: Iterable<FileResult>): Map<string, Visit[]> {
  const byPath = new Map<string, Visit[]>();
  for (const { visits = [] } of results) for (const visit of visits) byPath.set(visit.path, [...(byPath.get(visit.path) ?? []), visit]);
  return byPath;
}
