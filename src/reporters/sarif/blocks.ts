import { rowsOf, type Row } from '../text/patch.ts';

/** Where a text begins and ends: lines and columns from 1, ends exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Replacement {
  readonly deletedRegion: Region;
  readonly insertedContent: { readonly text: string };
}

/** The old and the new lines of a hunk, context and all. */
export interface Hunk {
  readonly from: number;
  readonly before: string;
  readonly after: string;
}

export function hunksOf(diff: string): Hunk[] {
  const rows = rowsOf(diff);
  const starts = rows.flatMap(({ kind }, i) => (kind === 'hunk' ? [i] : []));
  return starts.map((start, i) => {
    const own = rows.slice(start + 1, starts[i + 1] ?? rows.length);
    return { from: rows[start]!.line, before: textOf(own, 'removed'), after: textOf(own, 'added') };
  });
}

/** Every run of changed lines of a patch as one replacement: together they make the new text from the old one. */
export function replacementsOf(diff: string): Replacement[] {
  const rows = rowsOf(diff);
  const isPart = ({ kind }: Row) => kind === 'removed' || kind === 'added' || kind === 'note';
  const starts = rows.flatMap((row, i) => (row.kind !== 'note' && isPart(row) && !isPart(rows[i - 1]!) ? [i] : []));
  return starts.map((start) => {
    const length = rows.slice(start).findIndex((row) => !isPart(row));
    const own = rows.slice(start, length < 0 ? rows.length : start + length);
    return replacement(rows[start]!.line, textOf(own, 'removed'), textOf(own, 'added'));
  });
}

function replacement(line: number, before: string, after: string): Replacement {
  const lines = before.split('\n');
  return {
    deletedRegion: { startLine: line, startColumn: 1, endLine: line + lines.length - 1, endColumn: lines.at(-1)!.length + 1 },
    insertedContent: { text: after },
  };
}

/** One side of a diff's rows; its last line has no line feed where a note says so. */
function textOf(rows: readonly Row[], side: 'removed' | 'added'): string {
  return rows.map(({ kind, text }, i) => (kind === side || kind === 'same' ? `${text}${rows[i + 1]?.kind === 'note' ? '' : '\n'}` : '')).join('');
}
