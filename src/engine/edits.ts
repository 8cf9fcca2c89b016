import type { Edit, Span } from '../types.ts';

/** Whether two edits touch the same text. Two inserts never do; an insert at the edge of a replacement does not either. */
export function overlap(a: Span, b: Span): boolean {
  if (a.start === a.end && b.start === b.end) return false;
  if (a.start === a.end) return b.start < a.start && a.start < b.end;
  if (b.start === b.end) return a.start < b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

export function sameEdit(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Drops edits that say the same as an earlier one, so that two fixes may ask for one change. */
export function withoutRepeats(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.text}`, edit])).values()];
}

/** Where a span of the old text lies in the new one; an end that falls inside replaced text goes to that text's edge. */
export function mapSpan(edits: readonly Edit[], span: Span): Span {
  let start = span.start;
  let end = span.end;
  for (const edit of edits) {
    const shift = edit.text.length - (edit.end - edit.start);
    if (edit.end <= span.start) start += shift;
    else if (edit.start < span.start) start -= span.start - edit.start;
    if (edit.end <= span.end) end += shift;
    else if (edit.start < span.end) end += edit.end - span.end + shift;
  }
  return { start, end: Math.max(start, end) };
}
