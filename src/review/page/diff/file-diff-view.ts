import { DIFFS_TAG_NAME, type DiffLineAnnotation, type FileDiffMetadata, processFile, VirtualizedFileDiff, Virtualizer } from '@pierre/diffs';
import type { FileView, Mark } from '../../protocol.ts';
import { languageOf } from '../highlight/language-of.ts';
import { patchShowing } from './hunks.ts';
import { diffOptions, type Layout, type Theme } from './options.ts';

/** Where a fix stands in the diff. */
interface Place {
  readonly side: 'additions' | 'deletions';
  readonly line: number;
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
  #view: FileView | undefined;

  constructor(scroller: HTMLElement, content: HTMLElement, cardOf: (site: string) => HTMLElement) {
    this.#scroller = scroller;
    this.#content = content;
    this.#cardOf = cardOf;
    this.#virtualizer.setup(scroller, content);
  }

  /** Shows a file, or what became of the one that is shown: its scroll position stays then. */
  show(view: FileView, layout: Layout, theme: Theme): void {
    if (this.#view?.path !== view.path) this.#begin();
    this.#view = view;
    this.#diff!.setOptions({ ...diffOptions<string>(layout, theme), renderAnnotation: ({ metadata }) => this.#cardOf(metadata) });
    this.#diff!.render({ fileDiff: metadataOf(view), fileContainer: this.#container!, lineAnnotations: view.marks.map(annotationOf) });
  }

  /** Marks a fix's lines and brings them into sight. */
  reveal(site: string): void {
    const mark = this.#view?.marks.find((one) => one.site === site);
    if (!mark || !this.#diff) return;
    const { side, line } = placeOf(mark);
    const start = side === 'deletions' ? mark.beforeLine : line;
    this.#diff.setSelectedLines({ start, end: line, side, endSide: side });
    this.#scrollTo({ side, line: start });
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
  #scrollTo({ side, line }: Place, attempts = 4): void {
    const position = this.#diff?.getLinePosition(line, side);
    if (!position || !this.#container) return;
    const top = this.#container.offsetTop + position.top;
    const { scrollTop, clientHeight } = this.#scroller;
    const inSight = top >= scrollTop + 8 && top + position.height <= scrollTop + clientHeight - 120;
    if (inSight) return;
    this.#virtualizer.scrollTo({ top: Math.max(0, top - clientHeight / 4), behavior: 'instant' });
    if (attempts > 1) requestAnimationFrame(() => requestAnimationFrame(() => this.#scrollTo({ side, line }, attempts - 1)));
  }
}

function placeOf(mark: Mark): Place {
  return mark.afterLine === undefined ? { side: 'deletions', line: mark.beforeEndLine } : { side: 'additions', line: mark.afterLine };
}

function annotationOf(mark: Mark): DiffLineAnnotation<string> {
  const { side, line } = placeOf(mark);
  return { side, lineNumber: line, metadata: mark.site };
}

function metadataOf({ path, before, after, marks }: FileView): FileDiffMetadata {
  const rejected = marks.flatMap((mark) => (mark.afterLine === undefined ? [mark.beforeLine, mark.beforeEndLine] : []));
  const file = (contents: string) => ({ name: path, contents });
  const metadata = processFile(patchShowing(before, after, rejected), { oldFile: file(before), newFile: file(after) });
  if (!metadata) throw new Error(`${path} cannot be shown.`);
  return { ...metadata, name: path, lang: languageOf(path) };
}
