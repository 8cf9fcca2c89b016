import type { FileReport, Report } from '../report.ts';
import type { Site, SiteStatus } from '../types.ts';

/** A site with the file it is in. */
export interface Place {
  readonly path: string;
  readonly site: Site;
}

/** The places of a report that have one of these statuses, in its order. */
export function placesOf({ files }: Report, ...statuses: readonly SiteStatus[]): Place[] {
  return files.flatMap(({ path, sites }) => sites.filter(({ status }) => statuses.includes(status)).map((site) => ({ path, site })));
}

/** What is wrong at a place, which tier its fix is of, and why: one sentence for those who see nothing else of the report. */
export function saidOf({ message, safety, reason, status }: Site): string {
  const fix = status === 'pending' ? ` (${safety} fix)` : '';
  return `${message}${fix}${reason === undefined ? '' : `: ${reason}`}`;
}

/** Files that could not be read, other than those that are skipped for what they are for. */
export function unreadFiles(files: readonly FileReport[]): FileReport[] {
  return files.filter((file) => file.status === 'skipped' && !isZoneSkip(file));
}

/** The engine's reason for a file outside the zones looked at starts with its zone. */
export function isZoneSkip({ zone, reason }: FileReport): boolean {
  return reason?.startsWith(`${zone}:`) ?? false;
}
