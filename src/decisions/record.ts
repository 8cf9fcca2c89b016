import type { Choice, Site } from '../types.ts';
import type { Decided } from './schema.ts';

/** Who decides, and when, as far as that is known. */
export interface Decider {
  readonly who?: string;
  /** As YYYY-MM-DD. */
  readonly when?: string;
}

/** A decision about a site, as the file keeps it. */
export function recordOf(path: string, { id, transform, scope }: Pick<Site, 'id' | 'transform' | 'scope'>, fingerprint: string, { decision, reason, text, ignore }: Choice, { who, when }: Decider): Decided {
  return {
    site: id, transform, path, scope, decision,
    ...(reason !== undefined && { reason: oneLine(reason) }), ...(text !== undefined && { text }), ...(ignore && { ignore }),
    fingerprint, ...(who !== undefined && { who }), ...(when !== undefined && { when }),
  };
}

/** A reason may become a comment in code, which ends with its line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
