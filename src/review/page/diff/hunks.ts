import { formatPatch, structuredPatch, type StructuredPatchHunk } from 'diff';

const CONTEXT = 4;

/** A line of a patch, with the number of the line it is or comes before in both texts. */
interface Row {
  readonly text: string;
  readonly before: number;
  readonly after: number;
}

/** What is drawn of a file. */
export interface Drawing {
  /** A patch from the one text to the other. */
  readonly patch: string;
  /** Where the asked lines of the first text are in the second. */
  readonly moved: ReadonlyMap<number, number>;
}

/** The changes from one text to the other, and the given lines of `before` where nothing changes: a rejected fix is looked at as well. */
export function draw(before: string, after: string, lines: readonly number[]): Drawing {
  const patch = structuredPatch('file', 'file', before, after, undefined, undefined, { context: Number.MAX_SAFE_INTEGER });
  const rows = numbered(patch.hunks[0]?.lines ?? unchanged(before));
  const asked = new Set(lines);
  const isAsked = ({ text, before: line }: Row) => text.startsWith(' ') && asked.has(line);
  const shown = spread(rows.map((row) => !row.text.startsWith(' ') || isAsked(row)));
  return {
    patch: formatPatch({ ...patch, hunks: cut(rows, shown) }),
    moved: new Map(rows.filter(isAsked).map((row) => [row.before, row.after])),
  };
}

function unchanged(text: string): string[] {
  const lines = text.replace(/\n$/, '').split('\n').map((line) => ` ${line}`);
  return text.endsWith('\n') ? lines : [...lines, '\\ No newline at end of file'];
}

function numbered(lines: readonly string[]): Row[] {
  let before = 1;
  let after = 1;
  return lines.map((text) => {
    const row = { text, before, after };
    if (text.startsWith(' ') || text.startsWith('-')) before++;
    if (text.startsWith(' ') || text.startsWith('+')) after++;
    return row;
  });
}

/** Marks the neighbours of what is marked as well. */
function spread(marks: readonly boolean[]): boolean[] {
  const wide = marks.map(() => false);
  for (const [index, marked] of marks.entries()) if (marked) wide.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  return wide;
}

function cut(rows: readonly Row[], shown: readonly boolean[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  for (let start = 0; start < rows.length; start++) {
    if (!shown[start]) continue;
    let end = start;
    while (end < rows.length && (shown[end] || rows[end]!.text.startsWith('\\'))) end++;
    hunks.push(hunkOf(rows.slice(start, end)));
    start = end;
  }
  return hunks;
}

function hunkOf(rows: readonly Row[]): StructuredPatchHunk {
  const count = (...signs: string[]) => rows.filter(({ text }) => signs.includes(text[0]!)).length;
  return { oldStart: rows[0]!.before, newStart: rows[0]!.after, oldLines: count(' ', '-'), newLines: count(' ', '+'), lines: rows.map(({ text }) => text) };
}
