import type { Report } from '../../report.ts';
import { counted } from '../fill.ts';
import type { LeftOut, Planned, PlannedTransform, Verified } from '../types.ts';
import { code, prose } from './markdown.ts';

const START = '<!-- checkmod:batch -->';
const END = '<!-- /checkmod:batch -->';
const TAKEN_BACK = '<!-- checkmod:batch-taken-back -->';
const MOST = 40;

export interface BodyFacts {
  /** What the manifest says above the list. */
  readonly intro: string;
  readonly planned: Planned;
  readonly report: Pick<Report, 'files' | 'actions'>;
  readonly verified?: Verified | undefined;
  readonly verify?: string | undefined;
}

/** The part of a pull request's text that is ours: what was fixed and for which items, what is left, what is to be set up. */
export function ownPart({ intro, planned, report, verified, verify }: BodyFacts): string {
  const leftOut = verified?.leftOut ?? [];
  const left = report.files.flatMap(({ path, sites }) => sites.filter(({ status }) => status === 'left').map(({ line, message, reason }) => `- ${code(`${path}:${line}`)}: ${prose(message)}${reason === undefined ? '' : `: ${prose(reason)}`}`));
  const gone = new Set(leftOut.map(({ site }) => site));
  const setUp = report.actions.filter(({ sites }) => sites.length === 0 || sites.some((site) => !gone.has(site))).map(({ message }) => `- [ ] ${prose(message)}`);
  const blocks = [
    intro,
    section('Fixes', fixLines(planned.transforms.map((each) => ({ ...each, fixes: each.fixes - leftOut.filter(({ transform }) => transform === each.id).length })).filter(({ fixes }) => fixes > 0))),
    section(`Left out: ${code(verify ?? 'verify')} fails with ${leftOut.length === 1 ? 'it' : 'them'}`, leftOut.map(leftOutLine)),
    section('Left for a person', shortened(left)),
    section('To set up', setUp),
  ];
  return [START, ...blocks.filter((block) => block !== ''), END].join('\n\n');
}

/** By item of the checklist where there is one: a transform stands under each item that asks for it. */
function fixLines(transforms: readonly PlannedTransform[]): string[] {
  const line = ({ id, title, fixes }: PlannedTransform) => `- ${prose(title)} (${code(id)}): ${counted(fixes, 'fix', 'fixes')}`;
  const items = new Map(transforms.flatMap(({ items: own = [] }) => own).sort((a, b) => a.line - b.line).map((item) => [item.line, item.text]));
  return [
    ...[...items].flatMap(([at, text]) => [`- **${prose(text)}**`, ...transforms.filter(({ items: own = [] }) => own.some((item) => item.line === at)).map((each) => `  ${line(each)}`)]),
    ...transforms.filter(({ items: own = [] }) => own.length === 0).map(line),
  ];
}

function leftOutLine({ path, line, transform, message }: LeftOut): string {
  return `- ${code(`${path}:${line}`)} (${code(transform)}): ${prose(message)}`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}`;
}

function shortened(lines: readonly string[]): string[] {
  return lines.length <= MOST ? [...lines] : [...lines.slice(0, MOST), `- and ${lines.length - MOST} more`];
}

/** Whether a text has a part of ours in it, and the pull request was not taken back. */
export function isOurs(body: string): boolean {
  return body.includes(START);
}

export function isTakenBack(body: string): boolean {
  return body.includes(TAKEN_BACK);
}

/** The text of a pull request with our part as it is now; a person who took our part out wants it so. */
export function withOwnPart(body: string, part: string): string {
  const text = body.replaceAll('\r\n', '\n');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start || text.slice(start, end + END.length) === part) return body;
  return text.slice(0, start) + part + text.slice(end + END.length);
}

/** The text of one that was taken back: it counts for nothing when there is to be one again. */
export function takenBack(body: string): string {
  return `${body.replace(START, '').replace(END, '').trim()}\n\n${TAKEN_BACK}\nTaken back with \`checkmod batch undo\`.`;
}

/**
 * The text of a new pull request: our part in the repository's template, below the heading that asks for it, or else above
 * all of it. A template's own questions stay for the person who takes the draft up.
 */
export function inTemplate(template: string | undefined, part: string): string {
  if (template === undefined || template.trim() === '') return part;
  const lines = template.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const heading = lines.findIndex((line) => /^#{1,6}\s.*\b(?:descri\w+|summary|overview|what|changes?|proposed)\b/i.test(line));
  const rest = lines.slice(heading + 1);
  return [...lines.slice(0, heading + 1), ...(heading < 0 ? [] : ['']), part, ...(rest[0]?.trim() === '' ? [] : ['']), ...rest].join('\n');
}
