import type { BlockContent, DefinitionContent, Heading, List, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { endOf, oneLine, prose, said, startOf } from './markdown.ts';
import { isStatusWord, marksOf, severityOfItem, statusLine, statusOf, withoutEmoji, withoutMarks, type Mark } from './marks.ts';
import { referencesIn } from './references.ts';
import { informs, isInforming, type Section } from './sections.ts';
import { rowsOf } from './tables.ts';
import type { ChecklistItem, Reference, Severity } from './types.ts';

/** What an item may be nested under; not every title is an item itself. */
export interface Title {
  readonly text: string;
  readonly line: number;
  /** Column of its marker: a code fence may have ended the list that it would be nested in. */
  readonly column: number;
  readonly draft?: Draft;
}

/** An item as it is found, before what stands around it is known. */
export interface Draft {
  readonly start: number;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly form: ChecklistItem['form'];
  readonly section: Section | undefined;
  readonly above: Title | undefined;
  readonly box: { readonly start: number; readonly end: number } | undefined;
  readonly checked: boolean | undefined;
  readonly marks: readonly Mark[];
  readonly references: Reference[];
  readonly severity: Severity | undefined;
  /** Its last own line, before those of nested items. */
  readonly lastLine: number;
}

/** What a document or an item consists of. */
export type Block = RootContent | BlockContent | DefinitionContent;

/** `- [x] `, `1. [ ] `, `* \[~\] `: the marker of a list, the box and the character in it. */
export const BOX = /^((?:[-*+]|\d+[.)])[ \t]+\\?\[)([ \txX~!?/>*✓✔✅✗✘❌-]?\uFE0F?)\\?\](?!\()/u;
const LINE_BOX = /^(\s*\\?\[)([ xX~!-])\\?\]\s+/u;
/** `Line 416: ...`, `**B1** ...`, `[TODO] ...`: lines of prose that are items nonetheless. */
const LINE_ITEM = /^\s*(?:[*_`]*lines? \d+(?:\s*[-–,]\s*\d+)*[*_`]*\s*[:–-]\s*\S|\*\*\[?[A-Z]{0,4}[-.]?\d+(?:\.\d+)*\]?[.):]?\s*(?:\*\*\s*\S|[:–—-]?\s*\p{L})|\[(?:TODO|DONE)\]\s*\S)/iu;

/** `### 3. Rate limiting` with `Status: ❌ Not done` under it, and no boxes: the heading is the item. */
export function headingDraft(node: Heading, section: Section, rest: readonly Block[], source: string): Draft | undefined {
  const end = rest.findIndex((block) => block.type === 'heading');
  const content = end < 0 ? rest : rest.slice(0, end);
  if (informs(section.title) || content.some((block) => hasBox(block, source))) return undefined;
  const blanked = source.slice(startOf(node), endOf(node));
  const box = /^(#+\s+\\?\[)([ xX])\\?\]\s/.exec(blanked);
  const status = content.slice(0, 3).flatMap((block) => (block.type === 'paragraph' ? statusMarks([block], source) : block.type === 'list' ? block.children.flatMap((item) => statusMarks(item.children.filter((child) => child.type === 'paragraph'), source)) : []))[0];
  if (!status && !box) return undefined;
  const text = withoutEmoji(withoutMarks(section.title.replace(/^\[.\]\s*/, '')));
  return { ...placeOf(node), text, form: 'line', section: section.above, above: undefined, box: box ? { start: startOf(node) + box[1]!.length, end: startOf(node) + box[1]!.length + 1 } : undefined, checked: box ? box[2] !== ' ' : status!.done, marks: status ? [status] : [], references: referencesIn(content.filter((block) => block.type === 'paragraph').map((block) => sourceOf(block, source)).join('\n')), severity: severityOfItem(section.title), lastLine: node.position!.end.line };
}

/** A bullet or a number, with a box or without. */
export function itemDraft(node: ListItem, list: List, section: Section | undefined, above: Title | undefined, source: string): Draft | undefined {
  const own = ownSource(node, source);
  const first = node.children[0];
  const box = BOX.exec(own);
  const paragraphs = node.children.filter((child): child is Paragraph => child.type === 'paragraph');
  if (first?.type !== 'paragraph' || first.children.length === 0) return undefined;
  const lines = said(first.children, source).split('\n').filter((line, index) => index === 0 || statusLine(line) === undefined);
  const words = oneLine(lines.join(' ')).replace(/^\\?\[[^\]]?\uFE0F?\\?\]\s*/u, '');
  const text = withoutMarks(words);
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  const boxStart = box ? startOf(node) + box[1]!.length : 0;
  const contentStart = box ? startOf(node) + box[0].length : startOf(first);
  const blanked = prose(first.children, source);
  const from = startOf(first.children[0]!);
  const at = Math.max(contentStart, from);
  const marks = [...marksOf(blanked.slice(at - from).split('\n')[0]!).map((mark) => shifted(mark, at)), ...statusMarks(paragraphs, source)];
  const inBox = box?.[2];
  return {
    ...placeOf(node),
    text,
    form: box ? 'checkbox' : list.ordered ? 'numbered' : 'bullet',
    section,
    above,
    box: inBox !== undefined && inBox !== '' ? { start: boxStart, end: boxStart + inBox.length } : undefined,
    checked: box ? /^[xX✓✔✅]/u.test(inBox!) : marks.length > 0 ? marks.every((mark) => mark.done) : undefined,
    marks,
    references: referencesIn(own),
    severity: severityOfItem(words),
    lastLine: lastLine(node),
  };
}

/** Lines of a paragraph that are items of their own. */
export function lineDrafts(paragraph: Paragraph, section: Section | undefined, above: Title | undefined, source: string): Draft[] {
  const from = startOf(paragraph.children[0]!);
  const raw = prose(paragraph.children, source);
  const found = [...raw.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({ line, index, box: LINE_BOX.exec(line), marks: marksOf(line).map((mark) => shifted(mark, index)) }));
  const listed = found.filter(({ line, box, marks }) => box !== null || LINE_ITEM.test(line) || /^\s*(?:☐|☑|✅|❌|⬜|🔲|✔|✗|✓|✘)/u.test(line) && marks.length > 0);
  if (listed.length === 0 || isInforming(section)) return [];
  if (found.length === 1 && listed[0]!.box === null && !LINE_ITEM.test(listed[0]!.line) && !/^\s*[☐⬜🔲]/u.test(listed[0]!.line)) return [];
  return listed.flatMap(({ line, index, box, marks }): Draft[] => {
    const start = from + index;
    const end = start + line.length;
    const nodes = paragraph.children.filter((node) => startOf(node) < end && endOf(node) > start);
    const words = oneLine(clipped(nodes, start, end, source)).replace(/^\\?\[[ xX~!-]\\?\]\s*/u, '');
    const text = withoutMarks(words);
    if (!/\p{L}{2}/u.test(text)) return [];
    const lineNumber = paragraph.position!.start.line + (raw.slice(0, index).match(/\r\n|\n|\r/g)?.length ?? 0);
    const boxStart = start + (box?.[1]!.length ?? 0);
    return [{
      start, line: lineNumber, column: 1, text, form: 'line', section, above,
      box: box ? { start: boxStart, end: boxStart + 1 } : undefined,
      checked: box ? /[xX]/.test(box[2]!) : marks.length > 0 ? marks.every((mark) => mark.done) : undefined,
      marks: marks.map((mark) => shifted(mark, from)),
      references: referencesIn(source.slice(start, end)),
      severity: severityOfItem(words),
      lastLine: lineNumber,
    }];
  });
}

/** The rows of a table. */
export function rowDrafts(table: Table, section: Section | undefined, above: Title | undefined, source: string): Draft[] {
  if (isInforming(section)) return [];
  return rowsOf(table, source).map((row): Draft => {
    const box = row.status && /^\s*\\?\[([ xX~!-])\\?\]/.exec(row.status.raw);
    const boxStart = box ? row.status!.start + box[0].lastIndexOf(box[1]!) : 0;
    const mark = row.status && !box ? statusMark(row.status.raw) : undefined;
    return {
      ...placeOf(row.node),
      text: withoutMarks(row.text),
      form: 'row',
      section,
      above,
      box: box ? { start: boxStart, end: boxStart + 1 } : undefined,
      checked: box ? /[xX]/.test(box[1]!) : row.status ? statusOf(row.status.raw) : undefined,
      marks: mark ? [shifted(mark, row.status!.start)] : [],
      references: referencesIn(sourceOf(row.node, source)),
      severity: row.severity ?? severityOfItem(row.text),
      lastLine: row.node.position!.end.line,
    };
  });
}

function hasBox(node: Nodes, source: string): boolean {
  if (node.type === 'listItem' && (typeof node.checked === 'boolean' || BOX.test(sourceOf(node, source)))) return true;
  return 'children' in node && node.children.some((child) => hasBox(child as Nodes, source));
}

/** The marks of `Status: ❌ Not done` lines. */
function statusMarks(paragraphs: readonly Paragraph[], source: string): Mark[] {
  return paragraphs.flatMap((paragraph) => {
    const raw = prose(paragraph.children, source);
    return [...raw.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
      const stated = statusLine(line);
      const mark = stated === undefined ? undefined : statusMark(stated);
      return mark ? [shifted(mark, startOf(paragraph.children[0]!) + index + line.length - stated!.length)] : [];
    });
  });
}

/** The source of an item without its nested lists and code. */
export function ownSource(item: ListItem, source: string): string {
  const end = item.children.findIndex((child) => child.type === 'list');
  const parts = item.children.filter((child) => child.type !== 'list' && child.type !== 'code');
  const first = parts[0];
  if (first === undefined || end === 0) return '';
  return [source.slice(startOf(item), endOf(first)), ...parts.slice(1).map((part) => sourceOf(part, source))].join('\n');
}

function lastLine(item: ListItem): number {
  const nested = item.children.findIndex((child) => child.type === 'list');
  const before = nested < 0 ? item.children : item.children.slice(0, nested);
  return before.at(-1)?.position!.end.line ?? item.position!.start.line;
}

/** The source of a node. */
export function sourceOf(node: Nodes, source: string): string {
  return source.slice(startOf(node), endOf(node));
}

function placeOf(node: Nodes): Pick<Draft, 'start' | 'line' | 'column'> {
  return { start: startOf(node), line: node.position!.start.line, column: node.position!.start.column };
}

function shifted(mark: Mark, by: number): Mark {
  return { ...mark, start: mark.start + by, end: mark.end + by };
}

/** The mark in a cell or after `Status:`: the emoji with the word that says the same, or the words alone. */
function statusMark(raw: string): Mark | undefined {
  const done = statusOf(raw);
  const emoji = /[\p{Extended_Pictographic}☐☑✓✗✘]\uFE0F?/u.exec(raw);
  const words = /\p{L}[\p{L} ]*\p{L}/u.exec(raw);
  // `❌ Not done` is one mark; of `❌ No down-migrations` only the emoji is.
  const whole = words !== null && isStatusWord(raw.slice(words.index)) ? words : undefined;
  const start = emoji?.index ?? whole?.index;
  if (done === undefined || start === undefined) return undefined;
  return { start, end: whole && whole.index > start - 1 ? whole.index + whole[0].length : start + emoji![0].length, done };
}

/** What is said between two offsets. */
function clipped(nodes: readonly PhrasingContent[], start: number, end: number, source: string): string {
  return nodes.map((node) => {
    const text = said([node], source);
    if (node.type !== 'text' || (startOf(node) >= start && endOf(node) <= end)) return text;
    return source.slice(Math.max(startOf(node), start), Math.min(endOf(node), end));
  }).join('');
}
