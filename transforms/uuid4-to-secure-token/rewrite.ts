import type { Edit, Need } from '../../src/types.ts';

/** What to write instead, or why nothing is. */
export type Rewrite =
  | { readonly edits: readonly Edit[]; readonly needs: readonly Need[]; readonly unsafe?: string; readonly note?: string }
  | { readonly reason: string };
