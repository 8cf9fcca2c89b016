import type { Heading, List, ListItem, Paragraph, Root } from 'mdast';
import { doneText } from './done.ts';
import { BOX, headingDraft, itemDraft, lineDrafts, ownSource, rowDrafts, sourceOf, type Block, type Draft, type Title } from './drafts.ts';
import { oneLine, parseMarkdown, said } from './markdown.ts';
import { overrideIn } from './override.ts';
import { readable, type Readable } from './readable.ts';
import { referencesIn, unique } from './references.ts';
import { asks, bare, headingOf, informs, isGeneral, isInforming, refers, severityOf, sumsUp, type Section } from './sections.ts';
import { summariesIn } from './summaries.ts';
import type { Checklist, ChecklistItem, Reference } from './types.ts';

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
        const item = above === undefined && section !== this.#title ? headingDraft(node, section, blocks.slice(index + 1), this.#text) : undefined;
        if (item) this.#drafts.push(item);
        above = item ? { text: item.text, line: item.line, column: 0, draft: item } : above?.column === 0 ? undefined : above;
      } else if (node.type === 'paragraph') {
        const next = blocks[index + 1]?.type;
        if (last && node.position!.start.column <= last.column) last = undefined;
        label = next === 'list' || next === 'table' ? this.#label(node) : undefined;
        if (label !== undefined && node.children.length <= 2 && node.children[0]!.type === 'strong' && !isGeneral(label) && above === undefined) {
          section = { title: label, depth: 7, line: node.position!.start.line, above: section?.depth === 7 ? section.above : section };
        } else if (section?.depth === 7 && label !== undefined) section = section.above;
        this.#drafts.push(...lineDrafts(node, section, above, this.#text));
        this.#refer(node, section);
      } else if (node.type === 'list') {
        const column = node.position!.start.column;
        const under = last && column > last.column ? last : above;
        last = this.#list(node, section, under, label) ?? last;
        label = undefined;
      } else if (node.type === 'table') {
        this.#drafts.push(...rowDrafts(node, section, above, this.#text));
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

  /** A short line that says what the list under it is. */
  #label(node: Paragraph): string | undefined {
    const text = oneLine(said(node.children, this.#text)).split('\n').at(-1)!;
    return text.length < 80 && (/[:：]$/u.test(text) || (node.children.length === 1 && node.children[0]!.type === 'strong')) ? text.replace(/[:：]$/u, '').trim() : undefined;
  }

  #list(list: List, section: Section | undefined, above: Title | undefined, label: string | undefined): Title | undefined {
    let last: Title | undefined;
    const onlyLinks = list.children.every((item) => LINKS_ONLY.test(ownSource(item, this.#text).trim()));
    const words = (item: ListItem): string => oneLine(said(item.children[0]?.type === 'paragraph' ? item.children[0].children : [], this.#text));
    // Commands and names under a title are what it consists of: the title is the item.
    if (above !== undefined && list.children.every((item) => ONLY_CODE.test(words(item)) && !BOX.test(ownSource(item, this.#text)))) return undefined;
    for (const item of list.children) {
      const draft = itemDraft(item, list, section, above, this.#text);
      const nested = item.children.some((child) => child.type === 'list' && !child.children.every((each) => ONLY_CODE.test(words(each))));
      const own = words(item);
      const isItem = draft !== undefined && (draft.form === 'checkbox' || this.#asked(draft, own, { section, above, label, onlyLinks, nested }));
      if (isItem) this.#drafts.push(draft);
      const referred = referencesIn(ownSource(item, this.#text));
      if (label !== undefined && refers(label) || refers(own.replace(/[:：].*$/u, ''))) {
        if (above?.draft) above.draft.references.push(...referred);
        else this.#addToSection(section, referred);
      }
      last = draft === undefined ? undefined : { text: draft.text, line: draft.line, column: draft.column, ...(isItem ? { draft } : above?.draft && { draft: above.draft }) };
      const inside = own.length < 80 && /[:：]$/u.test(own) && !isItem ? own : undefined;
      for (const child of item.children) {
        if (child.type === 'list') this.#list(child, section, last ?? above, inside ?? (label !== undefined && refers(label) ? label : undefined));
        else if (child.type === 'table') this.#drafts.push(...rowDrafts(child, section, last ?? above, this.#text));
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

  /** `**Files:** a.py, b.py` in a section. */
  #refer(paragraph: Paragraph, section: Section | undefined): void {
    for (const line of sourceOf(paragraph, this.#text).split(/\r?\n/)) {
      const label = /^[\s*_]*([^:*_`]{2,40})[*_]*\s*[:：]/u.exec(line)?.[1];
      if (label !== undefined && refers(label)) this.#addToSection(section, referencesIn(line));
    }
  }

  #addToSection(section: Section | undefined, references: readonly Reference[]): void {
    this.#ofSection.set(section, [...(this.#ofSection.get(section) ?? []), ...references]);
  }
}
