import { lineMapping } from '../decisions/written.ts';
import type { Decided } from '../decisions/schema.ts';
import type { Choice, FileResult, Site } from '../types.ts';
import type { LeftPlace, Mark, ReviewFix } from './protocol.ts';

/** A row of the list: a place that can be fixed, with what was decided and what became of it under all decisions. */
export function fixRow(path: string, site: Site, shape: string, decided: Choice | Decided | undefined, items: ReviewFix['items']): ReviewFix {
  const { safety, reason, status, group } = site;
  const isLeft = status === 'left' || status === 'deferred';
  return {
    site: site.id, transform: site.transform, path,
    line: site.line, column: site.column, endLine: site.endLine, endColumn: site.endColumn,
    scope: site.scope, message: site.message, safety: safety === 'unsafe' ? 'unsafe' : 'safe',
    before: site.before, after: site.after ?? site.before, shape, items,
    decision: decided?.decision ?? 'undecided',
    ...(decided?.reason !== undefined && { reason: decided.reason }),
    ...(decided?.ignore && { ignore: true }), ...(decided?.text !== undefined && { text: decided.text }),
    ...(group !== undefined && { group }),
    ...(isLeft && reason !== undefined && { left: reason }),
  };
}

export function leftPlace(path: string, { id, transform, line, message, reason = '', status, before }: Site): LeftPlace {
  return { site: id, transform, path, line, message, reason, status: status === 'suppressed' || status === 'deferred' ? status : 'left', before };
}

/** Where each place of a file is in its two texts. */
export function marksOf({ sites, taken = [] }: FileResult, isFix: (site: string) => boolean, before: string, after: string): Mark[] {
  const lineAfter = lineMapping(before, after);
  return sites.filter(({ id }) => isFix(id)).map(({ id, line, endLine }) => ({
    site: id, beforeLine: line, beforeEndLine: endLine, ...(taken.includes(id) && { afterLine: lineAfter(line) }),
  }));
}
