import type { ReviewSession } from '../review/session.ts';
import { interruptible } from './interruptible.ts';
import { selectionOf, type SelectionFlags } from './selection.ts';

export interface SessionFlags extends SelectionFlags {
  /** The file that keeps the decisions; `true` where none is named. */
  readonly decisions?: string | true;
}

/** Makes the dry run that is to be decided about; gives nothing when Ctrl-C ends it. */
export function openSession(paths: readonly string[], flags: SessionFlags): Promise<ReviewSession | undefined> {
  const { checklist, decisions } = flags;
  return interruptible(async (events) => {
    const { openReview } = await import('../review/open-review.ts');
    return openReview({ ...selectionOf(paths, flags), ...(checklist !== undefined && { checklist }), ...(typeof decisions === 'string' && { decisionsFile: decisions }), ...events });
  });
}
