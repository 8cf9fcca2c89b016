import type { ChecklistReport, ItemReport, ProjectFileReport, Report } from '../../report.ts';
import type { Site } from '../../types.ts';
import { verdictText } from '../plan/text.ts';
import type { ReporterOptions } from '../types.ts';
import type { Colors } from './colors.ts';
import { aboutFixes, notedRow, projectFileLines, sizeOf } from './file.ts';
import { hunksOf, type Hunk } from './hunks.ts';
import { count, printable, wrap } from './prose.ts';

/** Rows of diff that a person reads in one go. */
const MOST_ROWS = 400;

interface Share {
  readonly item: ItemReport;
  readonly hunks: readonly Hunk[];
  readonly projectFiles: readonly ProjectFileReport[];
  /** Lines of items under which places of this one are shown. */
  readonly elsewhere: readonly number[];
}

/** The diff by item of the checklist, in its order: a hunk that serves two items stands under the first. */
export function itemLines(report: Report & { readonly checklist: ChecklistReport }, options: ReporterOptions, colors: Colors): string[] {
  const shares = sharesOf(report);
  let rows = 0;
  const lines = shares.flatMap((share) => {
    const size = share.hunks.reduce((sum, hunk) => sum + hunk.rows.length, 0) + share.projectFiles.reduce((sum, { diff }) => sum + sizeOf(diff), 0);
    const fits = options.full || rows === 0 || rows + size <= MOST_ROWS;
    if (fits) rows += size;
    return shareLines(share, fits, options, colors);
  });
  const isChecklist = ({ path }: ProjectFileReport) => path === report.checklist.path;
  return [
    ...lines,
    ...report.projectFiles.filter(isChecklist).flatMap((file) => projectFileLines(file, { colors, width: options.width, most: Infinity }, `ticks ${count(report.checklist.ticked?.length ?? 0, 'item')}`)),
    ...otherLines(report.checklist, shares.map(({ item }) => item), options, colors),
  ];
}

function sharesOf({ files, projectFiles, checklist }: Report & { readonly checklist: ChecklistReport }): Share[] {
  const rank = new Map(checklist.items.map((item, i) => [item.line, i]));
  const itemsOf = (sites: readonly Site[]) => [...new Set(sites.flatMap(({ items = [] }) => items.map(({ line }) => line)))].sort((a, b) => rank.get(a)! - rank.get(b)!);
  const sites = new Map(files.flatMap((file) => file.sites.map((site) => [site.id, site])));
  const sitesWith = (ids: readonly string[] = []) => ids.flatMap((id) => sites.get(id) ?? []);
  const hunks = files.flatMap((file) => {
    const all = hunksOf(file);
    // An import or a logger stands in a hunk of its own; it goes with the first change of its file, or with the fix elsewhere that asks for it.
    const first = itemsOf(all.flatMap((hunk) => hunk.sites))[0] ?? itemsOf(sitesWith(file.sitesElsewhere))[0];
    return all.map((hunk) => ({ hunk, lines: itemsOf(hunk.sites), owner: itemsOf(hunk.sites)[0] ?? first }));
  });
  const needed = projectFiles.map((file) => ({ file, owner: itemsOf(sitesWith(file.sites))[0] }));
  return checklist.items.flatMap((item): Share[] => {
    const own = hunks.filter(({ owner }) => owner === item.line).map(({ hunk }) => hunk);
    const elsewhere = [...new Set(hunks.filter(({ owner, lines }) => owner !== item.line && lines.includes(item.line)).map(({ owner }) => owner!))].sort((a, b) => rank.get(a)! - rank.get(b)!);
    const share = { item, hunks: own, projectFiles: needed.filter(({ owner }) => owner === item.line).map(({ file }) => file), elsewhere };
    return own.length + elsewhere.length + share.projectFiles.length > 0 ? [share] : [];
  });
}

function shareLines({ item, hunks, projectFiles, elsewhere }: Share, fits: boolean, { width }: ReporterOptions, colors: Colors): string[] {
  const head = wrap(`line ${item.line}: ${printable(item.text)}`, width).map((line) => colors.bold(line));
  const about = [`${verdictText(item.verdict, colors).trimEnd()}${colors.dim(`: ${item.reason}`)}`];
  const shown = elsewhere.length > 0 ? [colors.dim(`${hunks.length > 0 ? 'more of its changes' : 'its changes'} are shown under ${elsewhere.length === 1 ? 'line' : 'lines'} ${elsewhere.join(', ')}`)] : [];
  const files = [...new Set(hunks.map(({ file }) => file))];
  const paths = [...files, ...projectFiles].map(({ path }) => path);
  if (!fits) return ['', ...head, ...about, ...shown, colors.dim(`${count(hunks.length, 'change')} in ${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ` and ${paths.length - 5} more files` : ''}; -o review.txt shows all`)];
  return [
    '', ...head, ...about, ...shown,
    ...files.flatMap((file) => {
      const own = hunks.filter((hunk) => hunk.file === file);
      return ['', `${colors.bold(file.path)}  ${colors.dim(aboutFixes(file, own.flatMap(({ sites }) => sites)))}`, ...own.flatMap(({ rows }) => rows.flatMap(({ row, sites }) => notedRow(file.path, row, sites, { colors, width })))];
    }),
    ...projectFiles.flatMap((file) => projectFileLines(file, { colors, width, most: Infinity })),
  ];
}

/** What the run changes nothing for, one line each. */
function otherLines({ items }: ChecklistReport, shown: readonly ItemReport[], { width }: ReporterOptions, colors: Colors): string[] {
  const others = items.filter((item) => !shown.includes(item));
  const told = others.filter(({ verdict }) => verdict !== 'not recognised');
  const column = Math.max(1, ...told.map(({ line }) => String(line).length));
  const unknown = others.length - told.length;
  if (others.length === 0) return [];
  return [
    '', colors.bold('Items that nothing is changed for'),
    ...told.map(({ verdict, line, text, tickedButOpen }) => {
      const label = `${tickedButOpen ? '(ticked) ' : ''}${printable(text)}`;
      const room = Math.max(width - column - 20, 20);
      return `  ${verdictText(verdict, colors)}  ${String(line).padStart(column)}  ${label.length > room ? `${label.slice(0, room - 1)}…` : label}`;
    }),
    ...(unknown > 0 ? [colors.dim(`  ${told.length > 0 ? 'and ' : ''}${count(unknown, 'item')} that ${unknown === 1 ? 'was' : 'were'} not recognised`)] : []),
    colors.dim('`checkmod plan` says why, with the places'),
  ];
}
