import type { Choice, Site } from '../types.ts';
import { fingerprints, parseFingerprint } from './fingerprint.ts';
import type { Decided } from './schema.ts';

/** A file of a run, as far as decisions concern it. */
export interface SitesOfFile {
  readonly path: string;
  readonly sites: readonly Site[];
}

/** A decision whose place is not there as it was. */
export interface Unmatched {
  readonly decided: Decided;
  readonly why: 'gone' | 'ambiguous';
}

export interface Matched {
  /** The decision about each site that has one. */
  readonly bySite: ReadonlyMap<string, Decided>;
  readonly unmatched: readonly Unmatched[];
}

/**
 * Finds the place of each decision again: by its id, else by a fingerprint that means one place of its file, or of the
 * file that its file was renamed to. A decision that could be about two places is about none.
 */
export function matchDecisions(decisions: readonly Decided[], files: readonly SitesOfFile[], renamed: (path: string) => string | undefined): Matched {
  const bySite = new Map<string, Decided>();
  const unmatched: Unmatched[] = [];
  const fixable = files.map(({ path, sites }) => ({ path, sites: sites.filter(({ safety }) => safety !== 'manual') }));
  const ids = new Set(fixable.flatMap(({ sites }) => sites.map(({ id }) => id)));
  for (const decided of decisions) if (ids.has(decided.site)) bySite.set(decided.site, decided);
  const known = new Map(fixable.map(({ path, sites }) => [path, fingerprints(sites)]));
  for (const decided of decisions.filter(({ site }) => !ids.has(site))) {
    const own = known.get(decided.path) ?? known.get(renamed(decided.path) ?? '');
    const print = parseFingerprint(decided.fingerprint);
    const equals = [...own ?? []].filter(([, { of }]) => of === print?.of);
    const place = equals.find(([, { nth, among }]) => nth === print!.nth && among === print!.among)?.[0];
    if (place !== undefined && !bySite.has(place)) bySite.set(place, decided);
    else if (!decided.written) unmatched.push({ decided, why: equals.length > 0 ? 'ambiguous' : 'gone' });
  }
  return { bySite, unmatched };
}

/** What the engine is told. */
export function choicesOf(bySite: ReadonlyMap<string, Decided>): { readonly [site: string]: Choice } {
  return Object.fromEntries([...bySite].map(([site, { decision, reason, text, ignore }]) => [site, {
    decision, ...(reason !== undefined && { reason }), ...(text !== undefined && { text }), ...(ignore && { ignore }),
  }]));
}
