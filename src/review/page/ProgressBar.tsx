import type { Progress } from './fix-entry.ts';

/** How much is decided; the numbers stand beside it, so it is decoration. */
export function ProgressBar({ progress: { accepted, rejected, total } }: { readonly progress: Progress }) {
  const share = (count: number) => `${(100 * count) / Math.max(total, 1)}%`;
  return (
    <span class="progress" aria-hidden="true">
      <span class="accepted" style={{ width: share(accepted) }} />
      <span class="rejected" style={{ width: share(rejected) }} />
    </span>
  );
}
