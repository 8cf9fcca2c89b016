import type { FileReport, ProjectFileReport } from '../../report.ts';
import type { Site } from '../../types.ts';
import { annotate } from './annotations.ts';
import type { Colors } from './colors.ts';
import { rowsOf, type Row } from './patch.ts';
import { count, printable, wrap } from './prose.ts';

export interface FileView {
  readonly colors: Colors;
  readonly width: number;
  /** Rows of the diff to show at most. */
  readonly most: number;
}

/** Lines of a changed file: a heading, then its diff with the reason above each change. */
export function fileLines(file: FileReport, view: FileView): string[] {
  const { colors } = view;
  const fixes = appliedSites(file);
  return ['', `${colors.bold(file.path)}  ${colors.dim(aboutFixes(file, fixes))}`, ...diffLines(file.path, file.diff ?? '', fixes, view)];
}

export function aboutFixes({ zone, sitesElsewhere = [] }: FileReport, fixes: readonly Site[]): string {
  if (fixes.length === 0) return `${zone} · needed by ${count(sitesElsewhere.length, 'fix', 'fixes')} elsewhere`;
  const unsafe = fixes.filter(({ safety }) => safety === 'unsafe').length;
  return `${zone} · ${count(fixes.length, 'fix', 'fixes')}${unsafe > 0 ? `, ${unsafe} unsafe` : ''}`;
}

/** Lines of a file that fixes elsewhere need changed or created. */
export function projectFileLines(file: ProjectFileReport, view: FileView, needed = `needed by ${count(file.sites.length, 'fix', 'fixes')}`): string[] {
  const about = `${file.created ? 'new · ' : ''}${needed}`;
  return ['', `${view.colors.bold(file.path)}  ${view.colors.dim(about)}`, ...diffLines(file.path, file.diff, [], view)];
}

export function appliedSites({ sites }: FileReport): Site[] {
  return sites.filter(({ status }) => status === 'pending' || status === 'fixed');
}

/** How many rows of diff a file has to show. */
export function sizeOf(diff: string | undefined): number {
  return diff === undefined ? 0 : bodyOf(diff).length;
}

export function bodyOf(diff: string): Row[] {
  return rowsOf(diff).filter(({ kind }) => kind !== 'header');
}

function diffLines(path: string, diff: string, sites: readonly Site[], view: FileView): string[] {
  const rows = bodyOf(diff);
  const notes = annotate(rows, sites);
  const shown = rows.slice(0, view.most);
  const lines = shown.flatMap((row, i) => notedRow(path, row, notes.get(i) ?? [], view));
  const hidden = rows.length - shown.length;
  return hidden > 0 ? [...lines, view.colors.dim(`… ${count(hidden, 'more line')} of this file`)] : lines;
}

/** A row of diff, below the reason for the change it begins. */
export function notedRow(path: string, row: Row, sites: readonly Site[], view: Pick<FileView, 'colors' | 'width'>): string[] {
  return [...noteLines(path, sites, view), rowLine(row, view.colors)];
}

/** One line per transform and message, however many places share it. */
function noteLines(path: string, sites: readonly Site[], { colors, width }: Pick<FileView, 'colors' | 'width'>): string[] {
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const key = `${site.transform}\0${site.safety}\0${site.message}`;
    groups.set(key, [...(groups.get(key) ?? []), site]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    const { transform, safety, line, message } = first!;
    const mark = safety === 'unsafe' ? 'unsafe ' : '';
    const label = `# ${mark}${transform}  ${path}:${[line, ...others.map((site) => site.line)].join(',')}`;
    const text = printable(message);
    const paint = safety === 'unsafe' ? colors.yellow : colors.magenta;
    if (label.length + 2 + text.length <= width) return [`${paint(label)}  ${colors.dim(text)}`];
    return [paint(label), ...wrap(text, Math.max(width - 4, 20)).map((each) => colors.dim(`#   ${each}`))];
  });
}

const MARKS = { same: ' ', removed: '-', added: '+', note: '', hunk: '', header: '' } as const;

function rowLine(row: Row, colors: Colors): string {
  const text = `${MARKS[row.kind]}${printable(row.text)}`;
  if (row.kind === 'removed') return colors.red(text);
  if (row.kind === 'added') return colors.green(text);
  return row.kind === 'same' ? text : colors.dim(row.kind === 'hunk' ? colors.cyan(text) : text);
}
