import type { Evidence, ItemReport } from '../../report.ts';
import { groupsOf, summarySentences, type Group } from './groups.ts';
import { shownOf } from './shown.ts';
import type { PlanReporter } from './types.ts';

const MOST_PLACES = 5;

/** A page to paste into an issue: a table under each of the checklist's own headings. */
export const markdown: PlanReporter = (plan, { runCommand, full }) => {
  const { fixes, unsafeFixes } = plan.summary;
  const parts = [
    `# Plan for ${code(plan.checklist)}`,
    summarySentences(plan.summary).join(' '),
    ...(fixes + unsafeFixes > 0 ? [`${code(fixes > 0 ? runCommand : `${runCommand} --unsafe`)} shows the fixes, item by item.`] : []),
    ...groupsOf(plan.items).map((group) => section(group, full)),
  ];
  return `${parts.join('\n\n')}\n`;
};

function section({ heading, severity, items }: Group, full: boolean): string {
  const title = [heading ? escaped(heading) : '', severity ? `(${severity})` : ''].filter(Boolean).join(' ');
  return [
    ...(title ? [`## ${title}`, ''] : []),
    '| line | item | verdict | what the code says |', '|---:|---|---|---|',
    ...items.map((item) => `| ${item.line} | ${mark(item)}${item.parent === undefined ? '' : '↳ '}${escaped(item.text)} | ${item.verdict === 'not recognised' ? item.verdict : `**${item.verdict}**`} | ${said(item, full)} |`),
  ].join('\n');
}

function mark({ checked }: ItemReport): string {
  return checked === undefined ? '' : checked ? '☑ ' : '☐ ';
}

function said({ verdict, transforms, reason, notes = [], advice, evidence }: ItemReport, full: boolean): string {
  if (verdict === 'not recognised') return '';
  return [
    ...(transforms.length > 0 || advice === undefined ? [escaped(reason)] : []),
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

/** Text of others as text, outside its code spans: no markup, no table cells, nobody mentioned and no issue linked. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').split(/(`+[^`]*`+)/).map((part) => (part.startsWith('`') ? part.replaceAll('|', '\\|') : part
    .replace(/[\\`*_~[\]<>|]/g, '\\$&')
    .replace(/@[\w/-]+/g, '`$&`')
    .replace(/#(?=\d)/g, '#<!-- -->'))).join('');
}

/** A code span, whatever its text holds. */
function code(text: string): string {
  const plain = text.replaceAll('|', '\\|');
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}
