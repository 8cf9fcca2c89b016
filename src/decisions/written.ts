import { structuredPatch } from 'diff';
import type { FileResult, Site } from '../types.ts';
import { fingerprints, fingerprintText } from './fingerprint.ts';
import type { Decided } from './schema.ts';

/**
 * The decisions once a run is written: what was carried out says so, and what was decided about places that are still there
 * gets the ids that those have in the new text.
 */
export function afterWriting(decisions: readonly Decided[], bySite: ReadonlyMap<string, Decided>, before: readonly FileResult[], after: readonly FileResult[]): Decided[] {
  const siteOf = new Map([...bySite].map(([site, decided]) => [decided, site]));
  const taken = new Set(before.flatMap((file) => file.taken ?? []));
  const left = new Map(before.flatMap((file) => movedSites(file, after.find(({ path }) => path === file.path))));
  return decisions.map((decided) => {
    const site = siteOf.get(decided);
    if (site === undefined) return decided;
    const isIgnored = decided.ignore && before.some(({ status, sites }) => status === 'changed' && sites.some(({ id, status: own }) => id === site && own === 'rejected'));
    if (taken.has(site) || isIgnored) return { ...decided, written: true };
    return { ...decided, ...left.get(site) };
  });
}

/** Of a file's sites those that are still there, with their new ids. */
function movedSites(before: FileResult, after: FileResult | undefined): [string, Pick<Decided, 'site' | 'fingerprint'>][] {
  const lineAfter = before.before === undefined ? (line: number) => line : lineMapping(before.before, before.after!);
  const prints = fingerprints(after?.sites ?? []);
  return before.sites.flatMap((old) => {
    const now = after?.sites.find((site) => isSame(site, old, lineAfter(old.line)));
    return now ? [[old.id, { site: now.id, fingerprint: fingerprintText(prints.get(now.id)!) }]] : [];
  });
}

function isSame(now: Site, old: Site, line: number): boolean {
  return now.transform === old.transform && now.line === line && now.before === old.before;
}

/** Where a line of the old text that did not change is in the new one. */
export function lineMapping(before: string, after: string): (line: number) => number {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0 });
  return (line) => {
    const above = hunks.filter(({ oldStart, oldLines }) => oldStart + oldLines <= line);
    return line + above.reduce((shift, { oldLines, newLines }) => shift + newLines - oldLines, 0);
  };
}
