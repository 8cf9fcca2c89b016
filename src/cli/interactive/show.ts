import { gitDiff } from '../../engine/diff.ts';
import type { FileView, ReviewFix, ReviewState } from '../../review/protocol.ts';
import type { Colors } from '../../reporters/text/colors.ts';
import { bodyOf, notedRow } from '../../reporters/text/file.ts';
import { count, printable, wrap } from '../../reporters/text/prose.ts';
import { withOnly } from './blocks.ts';

export interface Screen {
  readonly colors: Colors;
  readonly width: number;
}

/** A fix as it is asked about: what and where it is, what it changes, what it brings along. */
export function fixLines(fix: ReviewFix, state: ReviewState, file: FileView, progress: string, screen: Screen): string[] {
  const { colors, width } = screen;
  const group = groupOf(fix, state);
  const sites = new Set(group.map(({ site }) => site));
  const isUnsafe = fix.safety === 'unsafe';
  const prose = (text: string) => wrap(printable(text), Math.max(width - 2, 20)).map((line) => `  ${line}`);
  return [
    '',
    `${colors.bold(`${printable(fix.path)}:${fix.line}`)}  ${fix.transform}${isUnsafe ? colors.yellow('  unsafe') : ''}  ${colors.dim(progress)}`,
    ...prose(fix.message),
    ...(fix.why === undefined ? [] : prose(`unsafe because ${fix.why}`).map(colors.yellow)),
    ...fix.items.flatMap(({ line, text }) => prose(`for item ${line}: ${text}`).map(colors.dim)),
    ...(group.length > 1 ? prose(`decided together with ${group.filter((each) => each !== fix).map(({ path, line }) => `${path}:${line}`).join(', ')}`).map(colors.dim) : []),
    ...patchLines(fix.path, gitDiff(fix.path, file.before, withOnly(file, sites)), screen),
    ...state.projectFiles.filter((each) => each.sites.some((site) => sites.has(site))).flatMap(({ path, created, diff }) => [
      colors.bold(`${printable(path)}${created ? ' (new)' : ''}`), ...patchLines(path, diff, screen),
    ]),
    ...state.actions.filter((each) => each.sites.some((site) => sites.has(site))).flatMap(({ name, message }) => prose(`to do by you: ${name}: ${message}`)),
  ];
}

/** The fixes that are decided with this one, itself included. */
export function groupOf(fix: ReviewFix, { fixes }: ReviewState): ReviewFix[] {
  return fix.group === undefined ? [fix] : fixes.filter(({ group }) => group === fix.group);
}

function patchLines(path: string, patch: string, screen: Screen): string[] {
  return bodyOf(patch).flatMap((row) => notedRow(path, row, [], screen));
}

/** How many were decided which way. */
export function countsText({ fixes }: ReviewState): string {
  const number = (decision: ReviewFix['decision']) => fixes.filter((fix) => fix.decision === decision).length;
  return `${count(number('accepted'), 'fix', 'fixes')} accepted, ${number('rejected')} rejected, ${number('undecided')} undecided`;
}
