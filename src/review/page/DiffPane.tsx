import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { FileView } from '../protocol.ts';
import { openPlace } from './actions.ts';
import { CardHosts } from './diff/card-hosts.tsx';
import { FileDiffView } from './diff/file-diff-view.ts';
import { FileProjectFiles } from './FileProjectFiles.tsx';
import type { Review } from './review.ts';
import { layout, shownLayout, theme } from './view-state.ts';
import { visible } from './visible.ts';

interface Props {
  readonly review: Review;
}

/** The diff of the file that the selected fix is in. */
export function DiffPane({ review }: Props) {
  const path = useComputed(() => review.navigation.selected.value?.fix.value.path);
  const { shown, failure } = useFile(review, path);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useDiff(review, scroller, content, shown);
  return (
    <section class="diff-pane" aria-label="Diff">
      <DiffHead review={review} path={path.value} />
      {failure.value && <p class="banner error" role="alert">{failure.value}</p>}
      <div class="scroller" ref={scroller} tabIndex={0} role="region" aria-label="Changes of the file">
        <div ref={content} />
        {path.value !== undefined && <FileProjectFiles review={review} path={path.value} />}
      </div>
    </section>
  );
}

function DiffHead({ review, path }: Props & { readonly path: string | undefined }) {
  const fix = review.navigation.selected.value?.fix.value;
  return (
    <div class="diff-head">
      <button type="button" class="back" onClick={() => { review.navigation.pane.value = 'list'; }}>← Fixes</button>
      <h2><bdi>{path === undefined ? 'No fix selected' : visible(path)}</bdi></h2>
      {fix && (
        <button type="button" onClick={() => void openPlace(review, fix.path, fix.line)} title="Open in an editor, else copy path:line (Enter)">Open</button>
      )}
      <button type="button" class="layout" onClick={() => { layout.value = layout.peek() === 'split' ? 'unified' : 'split'; }} title="Side by side or unified (d)">
        {layout.value === 'split' ? 'Unified' : 'Side by side'}
      </button>
    </div>
  );
}

/** The file of the path, asked for again after each change. */
function useFile(review: Review, path: { readonly value: string | undefined }) {
  const shown = useSignal<FileView | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);
  useSignalEffect(() => {
    void review.version.value;
    const asked = path.value;
    let stale = false;
    if (asked === undefined) shown.value = undefined;
    else {
      review.source.file(asked).then(
        (file) => {
          if (stale) return;
          failure.value = undefined;
          shown.value = file;
        },
        (error: unknown) => { if (!stale && review.connected.peek()) failure.value = error instanceof Error ? error.message : String(error); },
      );
    }
    return () => { stale = true; };
  });
  return { shown, failure };
}

type Box = { readonly current: HTMLDivElement | null };

/** Draws the file into the boxes, again when it or its looks change, and keeps the selected fix in sight. */
function useDiff(review: Review, scroller: Box, content: Box, shown: { readonly value: FileView | undefined }): void {
  const drawing = useSignal<FileDiffView | undefined>(undefined);
  const drawn = useSignal(0);
  useEffect(() => {
    const cards = new CardHosts(review);
    const diff = new FileDiffView(scroller.current!, content.current!, (site) => cards.host(site));
    drawing.value = diff;
    return () => {
      diff.dispose();
      cards.dispose();
    };
  }, [review]);
  useSignalEffect(() => {
    const file = shown.value;
    if (!file || !drawing.value) return;
    drawing.value.show(file, shownLayout.value, theme.value);
    drawn.value = drawn.peek() + 1;
  });
  useSignalEffect(() => {
    const site = review.navigation.selected.value?.site;
    void drawn.value;
    void review.navigation.pane.value;
    if (site !== undefined) drawing.peek()?.reveal(site);
  });
}
