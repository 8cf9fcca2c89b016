import type { Decision, ReviewFix } from '../protocol.ts';

/** What of the list is shown. */
export interface Filter {
  readonly decision: Decision | 'all';
  readonly tier: 'all' | 'safe' | 'unsafe';
  /** Id of a transform, or all of them. */
  readonly transform: string;
  /** Part of a path. */
  readonly path: string;
  /** Part of anything that is said about a fix or stands in it. */
  readonly text: string;
}

export const NO_FILTER: Filter = { decision: 'all', tier: 'all', transform: 'all', path: '', text: '' };

export function isFiltering(filter: Filter): boolean {
  return Object.entries(NO_FILTER).some(([key, value]) => filter[key as keyof Filter] !== value);
}

export function matches(fix: ReviewFix, filter: Filter): boolean {
  return (filter.decision === 'all' || fix.decision === filter.decision)
    && (filter.tier === 'all' || fix.safety === filter.tier)
    && (filter.transform === 'all' || fix.transform === filter.transform)
    && (!filter.path || includes(fix.path, filter.path))
    && (!filter.text || [fix.path, fix.scope, fix.message, fix.before, fix.text ?? fix.after, fix.reason ?? ''].some((text) => includes(text, filter.text)));
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
