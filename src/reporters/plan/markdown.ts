import type { Evidence, ItemReport } from '../../report.ts';
import { code, escaped } from '../markdown-text.ts';
import { groupsOf, summarySentences, type Group } from './groups.ts';
import { partsOf, repeatsOf, type Parts } from './parts.ts';
import { shownOf } from './shown.ts';
import type { PlanReporter } from './types.ts';

const MOST_PLACES = 3;

/** A page to paste into an issue: what code answers as a table under each of the checklist's own headings, then the rest by what a person is to do. */
export const markdown: PlanReporter = (plan, { runCommand, full }) => {
  const { fixes, unsafeFixes } = plan.summary;
  const { answered, ...rest } = partsOf(plan.items);
  const parts = [
    `# Plan for ${code(plan.checklist)}`,
    summarySentences(plan.summary).join(' '),
    ...(fixes + unsafeFixes > 0 ? [`${code(fixes > 0 ? runCommand : `${runCommand} --unsafe`)} shows the fixes, item by item.`] : []),
    ...groupsOf(answered).map((group) => section(group, repeatsOf(answered), full)),
    ...restOf(rest),
  ];
  return `${parts.join('\n\n')}\n`;
};

function restOf({ advised, others }: Omit<Parts, 'answered'>): string[] {
  const lines = (items: readonly ItemReport[]) => `${items.length === 1 ? 'line' : 'lines'} ${items.map(({ line }) => line).join(', ')}`;
  return [
    ...(advised.length > 0 ? ['## For people: code does not answer these', advised.map(({ topic, advice, items }) => `- **${escaped(topic)}** (${lines(items)}): ${escaped(advice)}`).join('\n')] : []),
    ...(others.length > 0 ? [`Not recognised, or titles of others: ${lines(others)}.`] : []),
  ];
}

function section({ heading, severity, items }: Group, repeats: ReadonlyMap<ItemReport, number>, full: boolean): string {
  const title = [heading ? escaped(heading) : '', severity ? `(${severity})` : ''].filter(Boolean).join(' ');
  return [
    ...(title ? [`## ${title}`, ''] : []),
    '| line | item | verdict | what the code says |', '|---:|---|---|---|',
    ...items.map((item) => `| ${item.line} | ${mark(item)}${item.parent === undefined ? '' : '↳ '}${cell(escaped(item.text))} | **${item.verdict}** | ${repeats.has(item) ? `as line ${repeats.get(item)}` : cell(said(item, full))} |`),
  ].join('\n');
}

/** A table is split at its bars before anything else is read, in code spans too. */
function cell(markdown: string): string {
  return markdown.replaceAll('|', '\\|');
}

function mark({ checked }: ItemReport): string {
  return checked === undefined ? '' : checked ? '☑ ' : '☐ ';
}

function said({ reason, notes = [], advice, evidence }: ItemReport, full: boolean): string {
  return [
    escaped(reason),
    ...places(evidence, full), ...notes.map(escaped), ...(advice === undefined ? [] : [`→ ${escaped(advice)}`]),
  ].join('<br>');
}

function places(evidence: readonly Evidence[], full: boolean): string[] {
  const shown = shownOf(evidence, MOST_PLACES, full);
  const rest = evidence.length - shown.length;
  return [
    ...shown.map(({ path, line, message, holds }) => `${holds ? '✓ ' : ''}${code(`${path}${line === undefined ? '' : `:${line}`}`)} ${escaped(message)}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
}
