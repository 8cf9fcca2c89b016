import type { FileReport } from '../../report.ts';
import type { Site } from '../../types.ts';
import { annotate } from './annotations.ts';
import { appliedSites, bodyOf } from './file.ts';
import type { Row } from './patch.ts';

/** A hunk of a file's diff with the fixes it holds, by the row that begins their change. */
export interface Hunk {
  readonly file: FileReport;
  readonly rows: readonly { readonly row: Row; readonly sites: readonly Site[] }[];
  readonly sites: readonly Site[];
}

export function hunksOf(file: FileReport): Hunk[] {
  const rows = bodyOf(file.diff ?? '');
  const notes = annotate(rows, appliedSites(file));
  const starts = rows.flatMap(({ kind }, i) => (kind === 'hunk' ? [i] : []));
  return starts.map((start, i) => {
    const own = rows.slice(start, starts[i + 1] ?? rows.length).map((row, at) => ({ row, sites: notes.get(start + at) ?? [] }));
    return { file, rows: own, sites: own.flatMap(({ sites }) => sites) };
  });
}
