import type { Edit, Span } from '../../src/types.ts';

/** Where a wildcard is, as far as a fix replaces it: the whole statement where that gives way, so that a report shows what becomes of it. */
export function replacedSpan({ start, end }: Span, edits: readonly Edit[]): Span {
  const whole = edits.find((edit) => edit.start <= start && edit.end >= end);
  return { start: whole?.start ?? start, end: whole?.end ?? end };
}
