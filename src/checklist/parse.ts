import type { BlockContent, DefinitionContent, Heading, List, ListItem, Nodes, Paragraph, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { endOf, oneLine, parseMarkdown, prose, said, startOf } from './markdown.ts';
import { isStatusWord, marksOf, severityOfItem, statusLine, statusOf, withoutEmoji, withoutMarks, type Mark } from './marks.ts';
import { overrideIn } from './override.ts';
import { readable, type Readable } from './readable.ts';
import { referencesIn, unique } from './references.ts';
import { asks, bare, headingOf, informs, isGeneral, isInforming, refers, severityOf, sumsUp, type Section } from './sections.ts';
import { doneText } from './done.ts';
import { summariesIn } from './summaries.ts';
import { rowsOf } from './tables.ts';
import type { Checklist, ChecklistItem, Reference, Severity } from './types.ts';

/** What an item may be nested under; not every title is an item itself. */
interface Title {
  readonly text: string;
  readonly line: number;
  /** Column of its marker: a code fence may have ended the list that it would be nested in. */
  readonly column: number;
  readonly draft?: Draft;
}

interface Draft {
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

type Block = RootContent | BlockContent | DefinitionContent;

/** `- [x] `, `1. [ ] `, `* \[~\] `: the marker of a list, the box and the character in it. */
const BOX = /^((?:[-*+]|\d+[.)])[ \t]+\\?\[)([ \txX~!?/>*✓✔✅✗✘❌-]?\uFE0F?)\\?\](?!\()/u;
const LINE_BOX = /^(\s*\\?\[)([ xX~!-])\\?\]\s+/u;
/** `Line 416: ...`, `**B1** ...`, `[TODO] ...`: lines of prose that are items nonetheless. */
const LINE_ITEM = /^\s*(?:[*_`]*lines? \d+(?:\s*[-–,]\s*\d+)*[*_`]*\s*[:–-]\s*\S|\*\*\[?[A-Z]{0,4}[-.]?\d+(?:\.\d+)*\]?[.):]?\s*(?:\*\*\s*\S|[:–—-]?\s*\p{L})|\[(?:TODO|DONE)\]\s*\S)/iu;
const LINKS_ONLY = /^\[[^\]]*\]\([^)]*\)/;
/** `Total: 12`, `**Critical fixes**: 1-2 weeks`. */
const VALUE = /^[^:]{2,50}:\s*[~≈<>]?\$?\d[\d.,/%+–\s-]*(?:weeks?|days?|hours?|months?|minutes?|items?|complete|files?|tests?)?[.\s]*(?:\([^)]*\))?$/iu;

/** `Effort: 2 days`: says something of what is above it. */
const ATTRIBUTE = /^(?:evidence|score|rating|owner|assignee|eta|effort|estimate[\w ]*|costs?|priority|severity|time|due(?: date)?|deadline|duration|verified(?: by)?|status|gaps?(?=: none))\s*:/iu;
const ONLY_CODE = /^`[^`]+`[.,;]?$/;

/** The items of a checklist in Markdown, whatever form they have. */
export function parseChecklist(text: string): Checklist {
  const source = readable(text);
  const reader = new Reader(source);
  reader.read();
  return reader.checklist();
}

class Reader {
  readonly #source: Readable;
  readonly #text: string;
  readonly #tree: Root;
  readonly #drafts: Draft[] = [];
  readonly #ofSection = new Map<Section | undefined, Reference[]>();
  /** With boxes or marks of state, a bullet without one is an item only where something asks for it. */
  readonly #hasBoxes: boolean;
  #title: Section | undefined;

  constructor(source: Readable) {
    this.#source = source;
    this.#text = source.text;
    this.#tree = parseMarkdown(source.text);
    const count = (pattern: RegExp): number => source.text.match(pattern)?.length ?? 0;
    const marked = count(/^[\s>]*(?:[-*+]|\d+[.)])\s+[*_]*(?:✅|❌|☐|☑|⬜|🔲|✔|✓|✗|⏳)|^\|.*\|\s*(?:✅|❌|⏳|⬜|🟢|🔴|☐|✔|✓)/gmu);
    this.#hasBoxes = count(/^[\s>]*(?:[-*+]|\d+[.)])\s+\\?\[[^\]]?\]/gmu) >= 3 || (marked >= 5 && marked * 2 >= count(/^\s*(?:[-*+]|\d+[.)])\s/gmu) - marked);
  }

  read(): void {
    const headings = this.#tree.children.filter((node): node is Heading => node.type === 'heading');
    const sole = headings.filter((node) => node.depth === 1).length === 1 && headings[0]!.depth === 1;
    this.#flow(this.#tree.children, undefined, undefined, sole);
    this.#drafts.sort((a, b) => a.start - b.start);
  }

  checklist(): Checklist {
    const lines = this.#text.split(/\r\n|\n|\r/);
    const done = doneText(this.#drafts.flatMap(({ marks }) => marks.map((mark) => ({ ...mark, text: this.#text.slice(mark.start, mark.end) }))));
    const overridden = this.#text.includes('checkmod:');
    const columns = new Map(this.#drafts.map(({ line, column }) => [line, column]));
    const items = this.#drafts.map((draft): ChecklistItem => {
      const severity = draft.severity ?? severityOf(draft.section, this.#title);
      const override = overridden ? overrideIn(draft, lines, columns) : undefined;
      return {
        line: draft.line,
        text: draft.text,
        heading: headingOf(draft.section, this.#title),
        ...(draft.above && { parent: draft.above.text, parentLine: draft.above.line }),
        ...(severity && { severity }),
        form: draft.form,
        ...(draft.checked !== undefined && { checked: draft.checked }),
        ...(draft.box && { box: this.#source.place(draft.box.start, draft.box.end) }),
        marks: draft.marks.filter((mark) => !mark.done).map((mark) => ({ ...this.#source.place(mark.start, mark.end), done: this.#source.written(done(this.#text.slice(mark.start, mark.end))) })),
        references: unique([...draft.references, ...(this.#ofSection.get(draft.section) ?? [])]),
        ...(override && { override }),
      };
    });
    const taken = new Set(items.map((item) => item.line));
    return { items, summaries: summariesIn(this.#tree, this.#text, taken).map(({ start, end }) => this.#source.place(start, end)) };
  }

  /** Blocks of the document, or of an item. */
  #flow(blocks: readonly Block[], outer: Section | undefined, above: Title | undefined, sole = false): void {
    let section = outer;
    let label: string | undefined;
    let last: Title | undefined;
    for (const [index, node] of blocks.entries()) {
      if (node.type === 'heading') {
        section = this.#heading(node, section);
        if (sole && this.#title === undefined) this.#title = section;
        label = undefined;
        last = undefined;
        const item = above === undefined ? this.#statedHeading(node, section, blocks.slice(index + 1)) : undefined;
        if (item) this.#drafts.push(item);
        above = item ? { text: item.text, line: item.line, column: 0, draft: item } : above?.column === 0 ? undefined : above;
      } else if (node.type === 'paragraph') {
        const next = blocks[index + 1]?.type;
        if (last && node.position!.start.column <= last.column) last = undefined;
        label = next === 'list' || next === 'table' ? this.#label(node) : undefined;
        if (label !== undefined && node.children.length <= 2 && node.children[0]!.type === 'strong' && !isGeneral(label) && above === undefined) {
          section = { title: label, depth: 7, line: node.position!.start.line, above: section?.depth === 7 ? section.above : section };
        } else if (section?.depth === 7 && label !== undefined) section = section.above;
        this.#lines(node, section, above);
        this.#refer(node, section);
      } else if (node.type === 'list') {
        const column = node.position!.start.column;
        const under = last && column > last.column ? last : above;
        last = this.#list(node, section, under, label) ?? last;
        label = undefined;
      } else if (node.type === 'table') {
        this.#table(node, section, above);
        last = undefined;
      } else if (node.type === 'blockquote') {
        this.#flow(node.children, section, above);
        last = undefined;
      } else if (node.type !== 'code' && node.type !== 'html') last = undefined;
    }
  }

  #heading(node: Heading, current: Section | undefined): Section {
    let above = current;
    while (above !== undefined && above.depth >= node.depth) above = above.above;
    return { title: oneLine(said(node.children, this.#text)), depth: node.depth, line: node.position!.start.line, above };
  }

  /** `### 3. Rate limiting` with `Status: ❌ Not done` under it, and no boxes: the heading is the item. */
  #statedHeading(node: Heading, section: Section, rest: readonly Block[]): Draft | undefined {
    const end = rest.findIndex((block) => block.type === 'heading');
    const content = end < 0 ? rest : rest.slice(0, end);
    if (section === this.#title || informs(section.title) || content.some((block) => this.#hasBox(block))) return undefined;
    const blanked = this.#text.slice(startOf(node), endOf(node));
    const box = /^(#+\s+\\?\[)([ xX])\\?\]\s/.exec(blanked);
    const status = content.slice(0, 3).flatMap((block) => (block.type === 'paragraph' ? this.#statusMarks([block]) : block.type === 'list' ? block.children.flatMap((item) => this.#statusMarks(item.children.filter((child) => child.type === 'paragraph'))) : []))[0];
    if (!status && !box) return undefined;
    const text = withoutEmoji(withoutMarks(section.title.replace(/^\[.\]\s*/, '')));
    return { ...this.#at(node), text, form: 'line', section: section.above, above: undefined, box: box ? { start: startOf(node) + box[1]!.length, end: startOf(node) + box[1]!.length + 1 } : undefined, checked: box ? box[2] !== ' ' : status!.done, marks: status ? [status] : [], references: referencesIn(content.filter((block) => block.type === 'paragraph').map((block) => this.#slice(block)).join('\n')), severity: severityOfItem(section.title), lastLine: node.position!.end.line };
  }

  #hasBox(node: Nodes): boolean {
    if (node.type === 'listItem' && (typeof node.checked === 'boolean' || BOX.test(this.#slice(node)))) return true;
    return 'children' in node && node.children.some((child) => this.#hasBox(child as Nodes));
  }

  /** A short line that says what the list under it is. */
  #label(node: Paragraph): string | undefined {
    const text = oneLine(said(node.children, this.#text)).split('\n').at(-1)!;
    return text.length < 80 && (/[:：]$/u.test(text) || (node.children.length === 1 && node.children[0]!.type === 'strong')) ? text.replace(/[:：]$/u, '').trim() : undefined;
  }

  #list(list: List, section: Section | undefined, above: Title | undefined, label: string | undefined): Title | undefined {
    let last: Title | undefined;
    const onlyLinks = list.children.every((item) => LINKS_ONLY.test(this.#own(item).trim()));
    const words = (item: ListItem): string => oneLine(said(item.children[0]?.type === 'paragraph' ? item.children[0].children : [], this.#text));
    // Commands and names under a title are what it consists of: the title is the item.
    if (above !== undefined && list.children.every((item) => ONLY_CODE.test(words(item)) && !BOX.test(this.#own(item)))) return undefined;
    for (const item of list.children) {
      const draft = this.#item(item, list, section, above);
      const nested = item.children.some((child) => child.type === 'list' && !child.children.every((each) => ONLY_CODE.test(words(each))));
      const own = words(item);
      const isItem = draft !== undefined && (draft.form === 'checkbox' || this.#asked(draft, own, { section, above, label, onlyLinks, nested }));
      if (isItem) this.#drafts.push(draft);
      const referred = referencesIn(this.#own(item));
      if (label !== undefined && refers(label) || refers(own.replace(/[:：].*$/u, ''))) {
        if (above?.draft) above.draft.references.push(...referred);
        else this.#addToSection(section, referred);
      }
      last = draft === undefined ? undefined : { text: draft.text, line: draft.line, column: draft.column, ...(isItem ? { draft } : above?.draft && { draft: above.draft }) };
      const inside = own.length < 80 && /[:：]$/u.test(own) && !isItem ? own : undefined;
      for (const child of item.children) {
        if (child.type === 'list') this.#list(child, section, last ?? above, inside ?? (label !== undefined && refers(label) ? label : undefined));
        else if (child.type === 'table') this.#table(child, section, last ?? above);
        else if (child.type === 'blockquote') this.#flow(child.children, section, last ?? above);
      }
    }
    return last;
  }

  /** Whether a bullet or number without a box is an item. */
  #asked(draft: Draft, own: string, { section, above, label, onlyLinks, nested }: { section: Section | undefined; above: Title | undefined; label: string | undefined; onlyLinks: boolean; nested: boolean }): boolean {
    if (ATTRIBUTE.test(own) && draft.marks.length === 0) return false;
    if (onlyLinks || (nested && draft.marks.length === 0 && /[:：]\**$/u.test(own))) return false;
    if (VALUE.test(own)) return false;
    if (label !== undefined && refers(label)) return /to |affected/.test(label) && /\p{L}{3}/u.test(draft.text.replace(/`[^`]*`/g, ''));
    if (above?.draft !== undefined) return true;
    const marked = draft.marks.length > 0;
    if (sumsUp(label) || isInforming(section, marked ? sumsUp : informs)) return false;
    if (marked) return true;
    if (label !== undefined && informs(label)) return false;
    if (draft.severity !== undefined) return true;
    if (!this.#hasBoxes) return true;
    return (label !== undefined && asks(label)) || (section !== undefined && section !== this.#title && asks(bare(section.title)));
  }

  #item(node: ListItem, list: List, section: Section | undefined, above: Title | undefined): Draft | undefined {
    const own = this.#own(node);
    const first = node.children[0];
    const box = BOX.exec(own);
    const paragraphs = node.children.filter((child): child is Paragraph => child.type === 'paragraph');
    if (first?.type !== 'paragraph' || first.children.length === 0) return undefined;
    const lines = said(first.children, this.#text).split('\n').filter((line, index) => index === 0 || statusLine(line) === undefined);
    const words = oneLine(lines.join(' ')).replace(/^\\?\[[^\]]?\uFE0F?\\?\]\s*/u, '');
    const text = withoutMarks(words);
    if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
    const boxStart = box ? startOf(node) + box[1]!.length : 0;
    const contentStart = box ? startOf(node) + box[0].length : startOf(first);
    const blanked = prose(first.children, this.#text);
    const from = startOf(first.children[0]!);
    const at = Math.max(contentStart, from);
    const marks = [...marksOf(blanked.slice(at - from).split('\n')[0]!).map((mark) => shifted(mark, at)), ...this.#statusMarks(paragraphs)];
    const inBox = box?.[2];
    return {
      ...this.#at(node),
      text,
      form: box ? 'checkbox' : list.ordered ? 'numbered' : 'bullet',
      section,
      above,
      box: inBox !== undefined && inBox !== '' ? { start: boxStart, end: boxStart + inBox.length } : undefined,
      checked: box ? /^[xX✓✔✅]/u.test(inBox!) : marks.length > 0 ? marks.every((mark) => mark.done) : undefined,
      marks,
      references: referencesIn(own),
      severity: severityOfItem(words),
      lastLine: this.#lastLine(node),
    };
  }

  /** The marks of `Status: ❌ Not done` lines. */
  #statusMarks(paragraphs: readonly Paragraph[]): Mark[] {
    return paragraphs.flatMap((paragraph) => {
      const raw = prose(paragraph.children, this.#text);
      return [...raw.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
        const stated = statusLine(line);
        const mark = stated === undefined ? undefined : statusMark(stated);
        return mark ? [shifted(mark, startOf(paragraph.children[0]!) + index + line.length - stated!.length)] : [];
      });
    });
  }

  #table(table: Table, section: Section | undefined, above: Title | undefined): void {
    if (isInforming(section)) return;
    for (const row of rowsOf(table, this.#text)) {
      const box = row.status && /^\s*\\?\[([ xX~!-])\\?\]/.exec(row.status.raw);
      const boxStart = box ? row.status!.start + box[0].lastIndexOf(box[1]!) : 0;
      const mark = row.status && !box ? statusMark(row.status.raw) : undefined;
      this.#drafts.push({
        ...this.#at(row.node),
        text: withoutMarks(row.text),
        form: 'row',
        section,
        above,
        box: box ? { start: boxStart, end: boxStart + 1 } : undefined,
        checked: box ? /[xX]/.test(box[1]!) : row.status ? statusOf(row.status.raw) : undefined,
        marks: mark ? [shifted(mark, row.status!.start)] : [],
        references: referencesIn(this.#slice(row.node)),
        severity: row.severity ?? severityOfItem(row.text),
        lastLine: row.node.position!.end.line,
      });
    }
  }

  /** Lines of a paragraph that are items of their own. */
  #lines(paragraph: Paragraph, section: Section | undefined, above: Title | undefined): void {
    const from = startOf(paragraph.children[0]!);
    const raw = prose(paragraph.children, this.#text);
    const found = [...raw.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({ line, index, box: LINE_BOX.exec(line), marks: marksOf(line).map((mark) => shifted(mark, index)) }));
    const listed = found.filter(({ line, box, marks }) => box !== null || LINE_ITEM.test(line) || /^\s*(?:☐|☑|✅|❌|⬜|🔲|✔|✗|✓|✘)/u.test(line) && marks.length > 0);
    if (listed.length === 0 || isInforming(section)) return;
    if (found.length === 1 && listed[0]!.box === null && !LINE_ITEM.test(listed[0]!.line) && !/^\s*[☐⬜🔲]/u.test(listed[0]!.line)) return;
    for (const { line, index, box, marks } of listed) {
      const start = from + index;
      const end = start + line.length;
      const nodes = paragraph.children.filter((node) => startOf(node) < end && endOf(node) > start);
      const words = oneLine(clipped(nodes, start, end, this.#text)).replace(/^\\?\[[ xX~!-]\\?\]\s*/u, '');
      const text = withoutMarks(words);
      if (!/\p{L}{2}/u.test(text)) continue;
      const lineNumber = paragraph.position!.start.line + (raw.slice(0, index).match(/\r\n|\n|\r/g)?.length ?? 0);
      const boxStart = start + (box?.[1]!.length ?? 0);
      this.#drafts.push({
        start, line: lineNumber, column: 1, text, form: 'line', section, above,
        box: box ? { start: boxStart, end: boxStart + 1 } : undefined,
        checked: box ? /[xX]/.test(box[2]!) : marks.length > 0 ? marks.every((mark) => mark.done) : undefined,
        marks: marks.map((mark) => shifted(mark, from)),
        references: referencesIn(this.#text.slice(start, end)),
        severity: severityOfItem(words),
        lastLine: lineNumber,
      });
    }
  }

  /** `**Files:** a.py, b.py` in a section. */
  #refer(paragraph: Paragraph, section: Section | undefined): void {
    for (const line of this.#slice(paragraph).split(/\r?\n/)) {
      const label = /^[\s*_]*([^:*_`]{2,40})[*_]*\s*[:：]/u.exec(line)?.[1];
      if (label !== undefined && refers(label)) this.#addToSection(section, referencesIn(line));
    }
  }

  #addToSection(section: Section | undefined, references: readonly Reference[]): void {
    this.#ofSection.set(section, [...(this.#ofSection.get(section) ?? []), ...references]);
  }

  /** The source of an item without its nested lists and code. */
  #own(item: ListItem): string {
    const end = item.children.findIndex((child) => child.type === 'list');
    const parts = item.children.filter((child) => child.type !== 'list' && child.type !== 'code');
    const first = parts[0];
    if (first === undefined || end === 0) return '';
    return [this.#text.slice(startOf(item), endOf(first)), ...parts.slice(1).map((part) => this.#slice(part))].join('\n');
  }

  #lastLine(item: ListItem): number {
    const nested = item.children.findIndex((child) => child.type === 'list');
    const before = nested < 0 ? item.children : item.children.slice(0, nested);
    return before.at(-1)?.position!.end.line ?? item.position!.start.line;
  }

  #slice(node: Nodes): string {
    return this.#text.slice(startOf(node), endOf(node));
  }

  #at(node: Nodes): Pick<Draft, 'start' | 'line' | 'column'> {
    return { start: startOf(node), line: node.position!.start.line, column: node.position!.start.column };
  }
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
