import type { FileDiffOptions } from '@pierre/diffs';

export type Layout = 'split' | 'unified';
export type Theme = 'light' | 'dark';

/** How every diff of the page looks. */
export function diffOptions<Annotation>(layout: Layout, theme: Theme): FileDiffOptions<Annotation, undefined> {
  return {
    theme: { dark: 'pierre-dark', light: 'pierre-light' },
    themeType: theme,
    diffStyle: layout,
    preferredHighlighter: 'shiki-js',
    disableFileHeader: true,
    hunkSeparators: 'line-info',
    lineDiffType: 'word-alt',
    overflow: 'wrap',
    expansionLineCount: 20,
  };
}
