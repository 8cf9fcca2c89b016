import type { ReviewSession } from '../review/session.ts';
import { interruptible } from './interruptible.ts';
import { selectionOf, type SelectionFlags } from './selection.ts';

/** Makes the dry run that is to be decided about; gives nothing when Ctrl-C ends it. */
export function openSession(paths: readonly string[], flags: SelectionFlags): Promise<ReviewSession | undefined> {
  const { checklist } = flags;
  return interruptible(async (events) => {
    const { openReview } = await import('../review/open-review.ts');
    return openReview({ ...selectionOf(paths, flags), ...(checklist !== undefined && { checklist }), ...events });
  });
}
