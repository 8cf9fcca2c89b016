import picocolors from 'picocolors';
import type { Evidence, ItemReport, Plan, Verdict } from '../../report.ts';
import type { Colors } from '../text/colors.ts';
import { count, labelled, printable, wrap } from '../text/prose.ts';
import { groupsOf, summarySentences, type Group } from './groups.ts';
import { shownOf } from './shown.ts';
import type { PlanReporter, PlanReporterOptions } from './types.ts';

const MOST_PLACES = 3;
const VERDICT_WIDTH = 'not recognised'.length;

/** A table under the checklist's own headings: verdict, line, item and what can be fixed, with the evidence below. */
export const text: PlanReporter = (plan, options) => {
  const colors = picocolors.createColors(options.color);
  const column = Math.max(1, ...plan.items.map(({ line }) => String(line).length));
  const lines = [
    ...groupsOf(plan.items).flatMap((group) => groupLines(group, column, options, colors)),
    '',
    ...wrap(summarySentences(plan.summary).join(' '), options.width).map(colors.bold),
    ...nextLines(plan, options, colors),
  ];
  return `${lines.slice(lines[0] === '' ? 1 : 0).join('\n')}\n`;
};

/** How a verdict is painted, here and in the report of a run. */
export function verdictText(verdict: Verdict, colors: Colors): string {
  const paint: { readonly [verdict in Verdict]: (text: string) => string } = {
    'fixed': colors.green, 'fixable': colors.cyan, 'holds already': colors.green, 'partly': colors.yellow, 'needs a person': colors.yellow,
    'not applicable': colors.dim, 'not recognised': colors.dim,
  };
  return paint[verdict](verdict.padEnd(VERDICT_WIDTH));
}

function groupLines({ heading, severity, items }: Group, column: number, options: PlanReporterOptions, colors: Colors): string[] {
  const mark = severity ? `  ${severity === 'critical' || severity === 'high' ? colors.red(severity) : colors.dim(severity)}` : '';
  return ['', ...(heading || mark ? [`${colors.bold(printable(heading))}${mark}`] : []), ...items.flatMap((item) => itemLines(item, column, options, colors, severity === undefined))];
}

function itemLines(item: ItemReport, column: number, options: PlanReporterOptions, colors: Colors, ownSeverity: boolean): string[] {
  const { verdict, line, text: said, parent, severity, fixes, unsafeFixes } = item;
  const before = VERDICT_WIDTH + column + 6;
  const indent = parent === undefined ? '' : '  ';
  const places = fixes + unsafeFixes === 0 ? '' : [...(fixes > 0 ? [count(fixes, 'fix', 'fixes')] : []), ...(unsafeFixes > 0 ? [`${unsafeFixes} unsafe`] : [])].join(', ');
  const width = Math.max(options.width - before - indent.length - (places ? places.length + 2 : 0), 24);
  const [first = '', ...rest] = wrap(printable(ownSeverity && severity ? `${said} [${severity}]` : said), width);
  const pad = ' '.repeat(before) + indent;
  return [
    `  ${verdictText(verdict, colors)}  ${String(line).padStart(column)}  ${indent}${places ? `${first.padEnd(width)}  ${colors.cyan(places)}` : first}`,
    ...rest.map((each) => pad + each),
    ...aboutLines(item, Math.max(options.width - pad.length, 24), options.full, colors).map((each) => pad + each),
  ];
}

/** Why, where and what to do: nothing for what nobody understood. */
function aboutLines({ verdict, reason, transforms, notes = [], advice, evidence, tickedButOpen }: ItemReport, width: number, full: boolean, colors: Colors): string[] {
  if (verdict === 'not recognised') return [];
  const dim = (lines: readonly string[]) => lines.map((each) => colors.dim(each));
  const paint = tickedButOpen ? colors.red : colors.dim;
  const isObvious = evidence.every(({ holds }) => holds) && evidence.length > 0 && reason.includes(evidence[0]!.path);
  return [
    ...(transforms.length > 0 || advice === undefined ? wrap(printable(`${transforms.length === 1 ? `${transforms[0]}: ` : ''}${reason}`), width).map(paint) : []),
    ...(isObvious ? [] : placeLines(evidence, width, full, colors)),
    ...notes.flatMap((each) => dim(wrap(printable(each), width))),
    ...(advice === undefined ? [] : wrap(`→ ${printable(advice)}`, width)),
  ];
}

function placeLines(evidence: readonly Evidence[], width: number, full: boolean, colors: Colors): string[] {
  const shown = shownOf(evidence, MOST_PLACES, full || evidence.length === MOST_PLACES + 1);
  return [
    ...shown.flatMap(({ path, line, message, holds }) => labelled(`${holds ? '✓' : '•'} ${path}${line === undefined ? '' : `:${line}`}`, printable(message), width).map(colors.dim)),
    ...(evidence.length > shown.length ? [colors.dim(`  and ${evidence.length - shown.length} more`)] : []),
  ];
}

function nextLines({ summary: { fixes, unsafeFixes, items } }: Plan, { runCommand }: PlanReporterOptions, colors: Colors): string[] {
  if (items === 0) return ['No items were found: lists, checkboxes and tables are read.'];
  if (fixes + unsafeFixes === 0) return [];
  return [`    ${fixes > 0 ? runCommand : `${runCommand} --unsafe`}  ${colors.dim('# shows the fixes, item by item; nothing is written')}`];
}
