import type { FileReport, ProjectFileReport, Report } from '../../report.ts';
import type { ReporterOptions } from '../types.ts';
import type { Colors } from './colors.ts';
import { appliedSites, fileLines, projectFileLines, sizeOf } from './file.ts';
import { count } from './prose.ts';

/** Rows of diff that a person reads in one go. */
const MOST_ROWS = 400;
const MOST_ROWS_OF_ONE = 120;
const MOST_NAMED = 10;

/** The diffs of all changed files, or as many as are worth scrolling through and how to see the rest. */
export function changeLines(report: Report, options: ReporterOptions, colors: Colors): string[] {
  const changed = report.files.filter(({ diff }) => diff !== undefined);
  const all = [...changed, ...report.projectFiles];
  const fits = options.full || all.reduce((sum, { diff }) => sum + sizeOf(diff), 0) <= MOST_ROWS || all.length === 1;
  const view = { colors, width: options.width, most: fits ? Infinity : MOST_ROWS_OF_ONE };
  // The files that fixes need are few and small, and easily forgotten: they are never hidden.
  const shown = fits ? changed : within(changed, MOST_ROWS);
  return [
    ...shown.flatMap((file) => fileLines(file, view)),
    ...(fits ? [] : hiddenLines(changed, shown, options, colors)),
    ...report.projectFiles.flatMap((file: ProjectFileReport) => projectFileLines(file, view)),
  ];
}

/** The first files that fit into the budget together; always one. */
function within(files: readonly FileReport[], budget: number): FileReport[] {
  let rows = 0;
  return files.filter(({ diff }, i) => (rows += Math.min(sizeOf(diff), MOST_ROWS_OF_ONE)) <= budget || i === 0);
}

function hiddenLines(changed: readonly FileReport[], shown: readonly FileReport[], options: ReporterOptions, colors: Colors): string[] {
  const hidden = changed.filter((file) => !shown.includes(file));
  const rows = hidden.reduce((sum, { diff }) => sum + sizeOf(diff), 0);
  const fixes = hidden.reduce((sum, file) => sum + appliedSites(file).length, 0);
  const example = hidden[0] ?? changed.find(({ diff }) => sizeOf(diff) > MOST_ROWS_OF_ONE);
  return [
    '',
    ...(hidden.length > 0 ? [colors.bold(`… and ${count(hidden.length, 'more file')} with ${count(fixes, 'fix', 'fixes')} (${count(rows, 'line')} of diff):`)] : []),
    ...hidden.slice(0, MOST_NAMED).map((file) => `    ${file.path}  ${colors.dim(count(appliedSites(file).length, 'fix', 'fixes'))}`),
    ...(hidden.length > MOST_NAMED ? [colors.dim(`    … and ${count(hidden.length - MOST_NAMED, 'other')}`)] : []),
    ...hintLines(options, example?.path, colors),
  ];
}

function hintLines({ command, commandFor }: ReporterOptions, example: string | undefined, colors: Colors): string[] {
  const hints = [
    [`${command} -o review.txt`, 'this report in full'],
    [`${command} -f diff`, 'the patch alone'],
    ...(example === undefined ? [] : [[commandFor(example), 'one file']]),
  ];
  const column = Math.max(...hints.map(([line]) => line!.length));
  return [colors.dim('To see the rest:'), ...hints.map(([line, about]) => `    ${line!.padEnd(column)}  ${colors.dim(`# ${about}`)}`)];
}
