import type { Fix, Result } from 'sarif';
import type { Report } from '../../report.ts';
import type { Site, SiteStatus } from '../../types.ts';
import { placesOf, saidOf, type Place } from '../places.ts';
import { fixesOf } from './fixes.ts';
import { locationOf } from './locations.ts';
import { messageText } from './message.ts';

/** What matters most first, so that what is cut matters least. */
const ORDER: readonly SiteStatus[] = ['pending', 'deferred', 'left', 'rejected', 'suppressed'];

/**
 * A result for every place that a reviewer has something to decide or know about: what a run would fix, what it leaves to
 * a person, and what was decided. Places that are right as they are stay out, and so do those that are fixed by now.
 */
export function resultsOf(report: Report, ruleIndex: (id: string) => number): Result[] {
  const fixes = fixesOf(report);
  return ORDER.flatMap((status) => placesOf(report, status))
    .filter(({ site }) => !(site.fine && site.status === 'left'))
    .map((place) => resultOf(place, ruleIndex(place.site.transform), fixes.get(place.site.id)));
}

function resultOf({ path, site }: Place, ruleIndex: number, fix: Fix | undefined): Result {
  const { id, transform, safety, status, reason } = site;
  return {
    ruleId: transform,
    ruleIndex,
    level: levelOf(site),
    message: { text: messageText(saidOf(site)) },
    locations: [locationOf(path, site)],
    partialFingerprints: { 'checkmodSite/v1': id },
    ...(fix && { fixes: [fix] }),
    ...(status === 'suppressed' && { suppressions: [{ kind: 'inSource', status: 'accepted', ...(reason !== undefined && { justification: reason }) }] }),
    ...(status === 'rejected' && { suppressions: [{ kind: 'external', status: 'accepted', ...(reason !== undefined && { justification: reason }) }] }),
    properties: { safety, status },
  };
}

/** A safe fix is there to be taken; what is unsafe or has none wants a look. */
function levelOf({ safety, status }: Site): Result.level {
  return safety === 'safe' && (status === 'pending' || status === 'deferred') ? 'warning' : 'note';
}
