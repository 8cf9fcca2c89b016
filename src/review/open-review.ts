import { UsageError } from '../errors.ts';
import type { RunOptions } from '../run.ts';
import type { ReviewSession } from './session.ts';

export interface ReviewOptions extends RunOptions {
  /** Only what the items of this checklist ask for, grouped by item. */
  readonly checklist?: string;
  /** Where decisions are kept, instead of `.checkmod/decisions.json` in the root. */
  readonly decisionsFile?: string;
}

/** Makes the dry run and opens its review. */
export async function openReview(options: ReviewOptions): Promise<ReviewSession> {
  options.signal?.throwIfAborted();
  throw new UsageError('reviews cannot be opened yet');
}
