import picocolors from 'picocolors';
import type { Evidence, ItemReport, Plan, Verdict } from '../../report.ts';
import type { Colors } from '../text/colors.ts';
import { count, labelled, printable, wrap } from '../text/prose.ts';
import { groupsOf, summarySentences, type Group } from './groups.ts';
import { partsOf, repeatsOf, type Parts } from './parts.ts';
import { shownOf } from './shown.ts';
import type { PlanReporter, PlanReporterOptions } from './types.ts';

const MOST_PLACES = 3;
const VERDICT_WIDTH = 'not recognised'.length;

/** What code answers, under the checklist's own headings: verdict, line, item and what can be fixed, with the evidence below; then the rest by what a person is to do. */
export const text: PlanReporter = (plan, options) => {
  const colors = picocolors.createColors(options.color);
  const column = Math.max(1, ...plan.items.map(({ line }) => String(line).length));
  const { answered, ...rest } = partsOf(plan.items);
  const repeats = repeatsOf(answered);
  const lines = [
    ...groupsOf(answered).flatMap((group) => groupLines(group, { column, options, colors, repeats })),
    ...restLines(rest, options, colors),
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

interface View {
  /** Width of the line numbers. */
  readonly column: number;
  readonly options: PlanReporterOptions;
  readonly colors: Colors;
  readonly repeats: ReadonlyMap<ItemReport, number>;
}

/** One line of advice for all the items that ask for the like, and the items that say nothing checkmod knows. */
function restLines({ advised, others }: Omit<Parts, 'answered'>, { width }: PlanReporterOptions, colors: Colors): string[] {
  const listed = (label: string, text: string) => wrap(`${label}  ${text}`, width - 4).map((line, i) => (i === 0 ? `  ${line}` : `      ${line}`));
  return [
    ...(advised.length > 0 ? ['', colors.bold('For people: code does not answer these')] : []),
    ...advised.flatMap(({ topic, advice, items }) => [...listed(`${topic}:`, printable(advice)), colors.dim(`      ${linesText(items, width - 6)}`)]),
    ...(others.length > 0 ? ['', colors.dim(`Not recognised, or titles of others: ${linesText(others, width - 38)}`)] : []),
  ];
}

/** `lines 4, 7, 9`, as many as fit. */
function linesText(items: readonly ItemReport[], width: number): string {
  const numbers = items.map(({ line }) => String(line));
  const all = `${numbers.length === 1 ? 'line' : 'lines'} ${numbers.join(', ')}`;
  if (all.length <= width) return all;
  const fitting = numbers.filter((_, i) => numbers.slice(0, i + 1).join(', ').length < width - 24);
  return `lines ${fitting.join(', ')} and ${numbers.length - fitting.length} more`;
}

function groupLines({ heading, severity, items }: Group, view: View): string[] {
  const { colors } = view;
  const mark = severity ? `  ${severity === 'critical' || severity === 'high' ? colors.red(severity) : colors.dim(severity)}` : '';
  return ['', ...(heading || mark ? [`${colors.bold(printable(heading))}${mark}`] : []), ...items.flatMap((item) => itemLines(item, view, severity === undefined))];
}

function itemLines(item: ItemReport, { column, options, colors, repeats }: View, ownSeverity: boolean): string[] {
  const as = repeats.get(item);
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
    ...(as === undefined ? aboutLines(item, Math.max(options.width - pad.length, 24), options.full, colors) : [colors.dim(`as line ${as}`)]).map((each) => pad + each),
  ];
}

/** Why, where and what to do. */
function aboutLines({ reason, transforms, notes = [], advice, evidence, tickedButOpen }: ItemReport, width: number, full: boolean, colors: Colors): string[] {
  const dim = (lines: readonly string[]) => lines.map((each) => colors.dim(each));
  const paint = tickedButOpen ? colors.red : colors.dim;
  const isObvious = evidence.every(({ holds }) => holds) && evidence.length > 0 && reason.includes(evidence[0]!.path);
  return [
    ...wrap(printable(`${transforms.length === 1 ? `${transforms[0]}: ` : ''}${reason}`), width).map(paint),
    ...(isObvious ? [] : placeLines(evidence, width, full, colors)),
    ...notes.flatMap((each) => dim(wrap(printable(each), width))),
    ...(advice === undefined ? [] : wrap(`→ ${printable(advice)}`, width)),
  ];
}

function placeLines(evidence: readonly Evidence[], width: number, full: boolean, colors: Colors): string[] {
  const shown = shownOf(evidence, MOST_PLACES, full);
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
