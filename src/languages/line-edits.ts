import { diffLines } from 'diff';
import type { Edit, Span } from '../types.ts';

/** The edits, of whole lines, that make one text the other. */
export function lineEdits(from: string, to: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const { value, added, removed } of diffLines(from, to)) {
    const last = edits.at(-1);
    if (!added && !removed) at += value.length;
    else if (last?.end === at) edits[edits.length - 1] = { ...last, end: last.end + (removed ? value.length : 0), text: last.text + (added ? value : '') };
    else edits.push({ start: at, end: at + (removed ? value.length : 0), text: added ? value : '' });
    if (removed) at += value.length;
  }
  return edits;
}

/** The spans of `to` whose lines `from` does not have. */
export function newLines(from: string, to: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { value, added, removed } of diffLines(from, to)) {
    if (added) spans.push({ start: at, end: at + value.length });
    if (!removed) at += value.length;
  }
  return spans;
}

/** A text with edits that do not overlap; inserts at one place in their order. */
export function applied(text: string, edits: readonly Edit[]): string {
  let after = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end || (a.order ?? 0) - (b.order ?? 0))) {
    after += text.slice(at, edit.start) + edit.text;
    at = Math.max(at, edit.end);
  }
  return after + text.slice(at);
}
