import type { Fix } from 'sarif';
import type { FileReport, Report } from '../../report.ts';
import type { Site } from '../../types.ts';
import { count } from '../text/prose.ts';
import { hunksOf, replacementsOf, type Hunk, type Replacement } from './blocks.ts';
import { artifactAt } from './locations.ts';

/** A file's whole change stands beside each of its places until they have taken this much, then beside the first alone. */
const MOST_REPEATED = 24 * 1024 * 1024;

interface FileChange {
  readonly path: string;
  readonly replacements: readonly Replacement[];
}

/**
 * The fix of each pending site, by id. Whoever applies one, and no other, gets what passed verification: where a place's
 * own text is all that its fix changes it is that text, else it is the whole change of its file and of the project files
 * that it asks for. A fix that reaches into further files of code has none.
 */
export function fixesOf(report: Report): ReadonlyMap<string, Fix> {
  const apart = acrossFiles(report);
  let room = MOST_REPEATED;
  return new Map(report.files.flatMap((file) => {
    const pending = file.sites.filter(({ status }) => status === 'pending');
    const whole = pending.length > 0 && !file.sitesElsewhere && !pending.some(({ id }) => apart.has(id)) ? wholeFix(file, pending, report) : undefined;
    if (whole) room -= JSON.stringify(whole).length * pending.length;
    const alone = hunksOf(file.diff ?? '').every((hunk) => isExplained(hunk, pending));
    return pending.flatMap((site, i): (readonly [string, Fix])[] => {
      const own = alone && !apart.has(site.id) ? ownFix(file, site, pending, report) : undefined;
      const fix = own ?? (room >= 0 || i === 0 ? whole : undefined);
      return fix ? [[site.id, fix]] : [];
    });
  }));
}

/** Sites whose fixes change other files of code, and those of groups that do. */
function acrossFiles({ files }: Report): ReadonlySet<string> {
  const groups = new Map<string, Set<string>>();
  for (const { path, sites } of files) for (const { group } of sites) if (group !== undefined) groups.set(group, (groups.get(group) ?? new Set()).add(path));
  const elsewhere = files.flatMap(({ sitesElsewhere = [] }) => sitesElsewhere);
  const grouped = files.flatMap(({ sites }) => sites.filter(({ group }) => group !== undefined && groups.get(group)!.size > 1).map(({ id }) => id));
  return new Set([...elsewhere, ...grouped]);
}

/** Whether the sites' own texts account for all that changes in a hunk. */
function isExplained({ from, before, after }: Hunk, sites: readonly Site[]): boolean {
  const lines = before.replaceAll('\r\n', '\n').split('\n');
  const offsetOf = (line: number, column: number) => lines.slice(0, line - from).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  const inside = sites.filter(({ line, endLine }) => line >= from && endLine < from + lines.length - 1);
  let text = '';
  let at = 0;
  for (const site of inside) {
    const start = offsetOf(site.line, site.column);
    if (start < at) return false;
    text += lines.join('\n').slice(at, start) + site.after;
    at = offsetOf(site.endLine, site.endColumn);
  }
  return text + lines.join('\n').slice(at) === after;
}

function ownFix({ path }: FileReport, site: Site, pending: readonly Site[], report: Report): Fix | undefined {
  const taken = pending.filter((each) => each === site || (site.group !== undefined && each.group === site.group));
  const replacements = taken.map(({ line, column, endLine, endColumn, after = '' }): Replacement => ({
    deletedRegion: { startLine: line, startColumn: column, endLine, endColumn }, insertedContent: { text: after },
  }));
  return fix('Fix this place', [{ path, replacements }, ...projectChanges(taken, report)]);
}

function wholeFix({ path, diff = '' }: FileReport, pending: readonly Site[], report: Report): Fix {
  return fix(`Fix ${pending.length === 1 ? 'this place' : `all ${count(pending.length, 'place')} of this file`}, with what that needs`, [{ path, replacements: replacementsOf(diff) }, ...projectChanges(pending, report)]);
}

/** A new file is one that all of its text is inserted into. */
function projectChanges(sites: readonly Site[], { projectFiles }: Report): FileChange[] {
  return projectFiles.filter((file) => sites.some(({ id }) => file.sites.includes(id))).map(({ path, diff }) => ({ path, replacements: replacementsOf(diff) }));
}

function fix(text: string, changes: readonly FileChange[]): Fix {
  return { description: { text }, artifactChanges: changes.map(({ path, replacements }) => ({ artifactLocation: artifactAt(path), replacements: [...replacements] })) };
}
