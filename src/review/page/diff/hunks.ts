import { formatPatch, structuredPatch } from 'diff';

const CONTEXT = 4;

interface Row {
  readonly text: string;
  readonly before: number;
  readonly after: number;
}

/**
 * A patch from one text to the other that also shows the given lines of `before` where nothing changes: a rejected fix is
 * looked at as well.
 */
export function patchShowing(before: string, after: string, lines: readonly number[]): string {
  const patch = structuredPatch('file', 'file', before, after, undefined, undefined, { context: Number.MAX_SAFE_INTEGER });
  const whole = patch.hunks.length > 0 ? patch.hunks[0]!.lines : unchanged(before);
  const rows = numbered(whole);
  const asked = new Set(lines);
  const shown = spread(rows.map(({ text, before: line }) => !text.startsWith(' ') || asked.has(line)));
  return formatPatch({ ...patch, hunks: cut(rows, shown) });
}

function unchanged(text: string): string[] {
  const lines = text.replace(/\n$/, '').split('\n').map((line) => ` ${line}`);
  return text.endsWith('\n') ? lines : [...lines, '\\ No newline at end of file'];
}

/** Each line with the number of the next line of both texts. */
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

function cut(rows: readonly Row[], shown: readonly boolean[]) {
  const hunks = [];
  for (let start = 0; start < rows.length; start++) {
    if (!shown[start]) continue;
    let end = start;
    while (end < rows.length && (shown[end] || rows[end]!.text.startsWith('\\'))) end++;
    hunks.push(hunkOf(rows.slice(start, end)));
    start = end;
  }
  return hunks;
}

function hunkOf(rows: readonly Row[]) {
  const count = (...signs: string[]) => rows.filter(({ text }) => signs.includes(text[0]!)).length;
  return { oldStart: rows[0]!.before, newStart: rows[0]!.after, oldLines: count(' ', '-'), newLines: count(' ', '+'), lines: rows.map(({ text }) => text) };
}
