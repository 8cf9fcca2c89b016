import { createHash } from 'node:crypto';
import type { Site } from '../types.ts';

/** What a formatter moves, adds or swaps: white space, quotes, commas, semicolons, parentheses, a line's continuation. */
const LAYOUT = /[\s'"`,;()\\]+/g;

/** What a place is, however it is laid out, and which of its equals in the file it is. */
export interface Fingerprint {
  readonly of: string;
  /** From 1. */
  readonly nth: number;
  readonly among: number;
}

/** The fingerprints of a file's sites, by site id: they say the same after a formatter, a move or a rename of the file. */
export function fingerprints(sites: readonly Site[]): Map<string, Fingerprint> {
  const kinds = new Map<string, string[]>();
  for (const site of sites) {
    const of = createHash('sha256').update([site.transform, site.scope, site.before.replace(LAYOUT, '')].join('\0')).digest('hex').slice(0, 16);
    kinds.set(of, [...(kinds.get(of) ?? []), site.id]);
  }
  return new Map([...kinds].flatMap(([of, ids]) => ids.map((id, i) => [id, { of, nth: i + 1, among: ids.length }] as const)));
}

export function fingerprintText({ of, nth, among }: Fingerprint): string {
  return `${of}:${nth}/${among}`;
}

/** Undefined for a text that is no fingerprint. */
export function parseFingerprint(text: string): Fingerprint | undefined {
  const [, of, nth, among] = /^(\w+):(\d+)\/(\d+)$/.exec(text) ?? [];
  return of === undefined ? undefined : { of, nth: Number(nth), among: Number(among) };
}
