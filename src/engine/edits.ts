import type { Edit, Span } from '../types.ts';

/** Whether two edits touch the same text. Two inserts never do; an insert at the edge of a replacement does not either. */
export function overlap(a: Span, b: Span): boolean {
  if (a.start === a.end && b.start === b.end) return false;
  if (a.start === a.end) return b.start < a.start && a.start < b.end;
  if (b.start === b.end) return a.start < b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

/** Drops edits that say the same as an earlier one, so that two fixes may ask for one change. */
export function withoutRepeats(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.text}`, edit])).values()];
}

/** Where an offset of the old text lies in the new one; undefined inside replaced text. */
export function mapOffset(edits: readonly Edit[], offset: number): number | undefined {
  let shift = 0;
  for (const edit of edits) {
    if (edit.start < offset && offset < edit.end) return undefined;
    if (edit.end <= offset && !(edit.start === edit.end && edit.start === offset)) shift += edit.text.length - (edit.end - edit.start);
  }
  return offset + shift;
}
