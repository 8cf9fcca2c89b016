import type { Edit, Need } from '../../src/types.ts';

/** What to write instead, or why nothing is. */
export type Rewrite =
  | { readonly edits: readonly Edit[]; readonly needs: readonly Need[]; readonly unsafe?: string; readonly note?: string }
  | { readonly reason: string; readonly fine?: boolean };

/** Several rewrites as one; the reason of the first that cannot be made. */
export function together(rewrites: readonly Rewrite[]): Rewrite {
  const reason = rewrites.find((rewrite) => 'reason' in rewrite);
  if (reason) return reason;
  const done = rewrites.filter((rewrite) => 'edits' in rewrite);
  const unsafe = done.find((rewrite) => rewrite.unsafe !== undefined)?.unsafe;
  const note = done.find((rewrite) => rewrite.note !== undefined)?.note;
  return { edits: done.flatMap(({ edits }) => edits), needs: done.flatMap(({ needs }) => needs), ...(unsafe !== undefined && { unsafe }), ...(note !== undefined && { note }) };
}
