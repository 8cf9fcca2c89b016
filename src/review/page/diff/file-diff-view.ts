import { DIFFS_TAG_NAME, type DiffLineAnnotation, type FileDiffMetadata, processFile, VirtualizedFileDiff, Virtualizer } from '@pierre/diffs';
import type { FileView, Mark } from '../../protocol.ts';
import { languageOf } from '../highlight/language-of.ts';
import { visible } from '../visible.ts';
import { draw } from './hunks.ts';
import { diffOptions, type Layout, type Theme } from './options.ts';

/** Where a fix stands in the diff. */
interface Place {
  readonly side: 'additions' | 'deletions';
  readonly start: number;
  /** The line that the card is under. */
  readonly end: number;
}

type Diff = VirtualizedFileDiff<string>;

/** The diff of one file after the other in a scrolling element, with a card at each fix. Only what is in sight is drawn. */
export class FileDiffView {
  readonly #scroller: HTMLElement;
  readonly #content: HTMLElement;
  readonly #cardOf: (site: string) => HTMLElement;
  readonly #virtualizer = new Virtualizer({ overscrollSize: 600, intersectionObserverMargin: 1200 });
  #diff: Diff | undefined;
  #container: HTMLElement | undefined;
  #path: string | undefined;
  #places: ReadonlyMap<string, Place> = new Map();

  constructor(scroller: HTMLElement, content: HTMLElement, cardOf: (site: string) => HTMLElement) {
    this.#scroller = scroller;
    this.#content = content;
    this.#cardOf = cardOf;
    this.#virtualizer.setup(scroller, content);
  }

  /** Shows a file, or what became of the one that is shown: its scroll position stays then. */
  show(view: FileView, layout: Layout, theme: Theme): void {
    if (this.#path !== view.path) this.#begin();
    this.#path = view.path;
    const { diff, places } = prepare(view);
    this.#places = places;
    const annotations = [...places].map(([site, { side, end }]): DiffLineAnnotation<string> => ({ side, lineNumber: end, metadata: site }));
    const focused = document.activeElement;
    this.#diff!.setOptions({ ...diffOptions<string>(layout, theme), renderAnnotation: ({ metadata }) => this.#cardOf(metadata) });
    this.#diff!.render({ fileDiff: diff, fileContainer: this.#container!, lineAnnotations: annotations });
    // Cards are taken out and put back.
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.#content.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** Marks a fix's lines and brings them into sight. */
  reveal(site: string): void {
    const place = this.#places.get(site);
    if (!place || !this.#diff) return;
    this.#diff.setSelectedLines({ ...place, endSide: place.side });
    this.#scrollTo(place);
  }

  dispose(): void {
    this.#diff?.cleanUp();
    this.#virtualizer.cleanUp();
  }

  #begin(): void {
    this.#diff?.cleanUp();
    this.#container?.remove();
    this.#container = document.createElement(DIFFS_TAG_NAME);
    this.#content.append(this.#container);
    this.#diff = new VirtualizedFileDiff<string>({}, this.#virtualizer);
    this.#scroller.scrollTop = 0;
  }

  /** Cards above are measured as they come into sight, so the place is looked up again until it stays. */
  #scrollTo(place: Place, attempts = 4): void {
    const position = this.#diff?.getLinePosition(place.start, place.side);
    if (!position || !this.#container) return;
    const top = this.#container.offsetTop + position.top;
    const { scrollTop, clientHeight } = this.#scroller;
    const inSight = top >= scrollTop + 8 && top + position.height <= scrollTop + clientHeight - 120;
    if (inSight) return;
    this.#virtualizer.scrollTo({ top: Math.max(0, top - clientHeight / 4), behavior: 'instant' });
    if (attempts > 1) requestAnimationFrame(() => requestAnimationFrame(() => this.#scrollTo(place, attempts - 1)));
  }
}

/** The diff to draw, and the place of each fix in it. */
function prepare({ path, marks, ...texts }: FileView): { diff: FileDiffMetadata; places: ReadonlyMap<string, Place> } {
  const [before, after] = [visible(texts.before), visible(texts.after)];
  const rejected = marks.flatMap((mark) => (mark.afterLine === undefined ? [mark.beforeLine, mark.beforeEndLine] : []));
  const { patch, moved } = draw(before, after, rejected);
  const file = (contents: string) => ({ name: path, contents });
  const diff = processFile(patch, { oldFile: file(before), newFile: file(after) });
  if (!diff) throw new Error(`${path} cannot be shown.`);
  return { diff: { ...diff, name: path, lang: languageOf(path) }, places: new Map(marks.map((mark) => [mark.site, placeOf(mark, moved)])) };
}

/** On the side of the result, unless the lines are only in the text before. */
function placeOf({ beforeLine, beforeEndLine, afterLine }: Mark, moved: ReadonlyMap<number, number>): Place {
  if (afterLine !== undefined) return { side: 'additions', start: afterLine, end: afterLine };
  const [start, end] = [moved.get(beforeLine), moved.get(beforeEndLine)];
  if (start !== undefined && end !== undefined) return { side: 'additions', start, end };
  return { side: 'deletions', start: beforeLine, end: beforeEndLine };
}
