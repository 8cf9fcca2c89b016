import type { Reporter } from './types.ts';

/** One patch of everything that changes, for `git apply` in the root. */
export const diff: Reporter = ({ files, projectFiles }) =>
  [...files, ...projectFiles].map((file) => file.diff ?? '').join('');
