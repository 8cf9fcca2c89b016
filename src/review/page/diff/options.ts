import type { FileDiffOptions } from '@pierre/diffs';

export type Layout = 'split' | 'unified';
export type Theme = 'light' | 'dark';

/** How every diff of the page looks. */
export function diffOptions<Annotation>(layout: Layout, theme: Theme): FileDiffOptions<Annotation, undefined> {
  return {
    theme: { dark: 'checkmod-dark', light: 'checkmod-light' },
    themeType: theme,
    diffStyle: layout,
    preferredHighlighter: 'shiki-js',
    disableFileHeader: true,
    hunkSeparators: 'line-info',
    lineDiffType: 'word-alt',
    overflow: 'wrap',
    expansionLineCount: 20,
    onPostRender: (container) => nameExpanders(container),
  };
}

/** The buttons that show more lines have neither a name nor a place in the order of the focus. */
function nameExpanders(container: HTMLElement): void {
  for (const button of container.shadowRoot?.querySelectorAll<HTMLElement>('[data-expand-button]:not([aria-label])') ?? []) {
    button.setAttribute('aria-label', 'Show more lines');
    button.tabIndex = 0;
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      button.click();
    });
  }
}
