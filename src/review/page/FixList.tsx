import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { FixGroup } from './FixGroup.tsx';
import type { Review } from './review.ts';
import { view } from './view-state.ts';

/** All fixes, in their groups. Rows that are out of sight are in the page but not laid out. */
export function FixList({ review }: { readonly review: Review }) {
  const list = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    const site = review.navigation.selected.value?.site;
    void review.groups.value;
    if (site !== undefined && view.value === 'fixes') requestAnimationFrame(() => list.current && bringIntoSight(list.current, site));
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (!by || !(event.target as Element).closest('[data-site]')) return;
    event.preventDefault();
    review.navigation.step(by);
  };
  const onClick = ({ target }: MouseEvent) => {
    const site = (target as Element).closest<HTMLElement>('[data-site]')?.dataset['site'];
    if (site === undefined) return;
    review.navigation.select(site);
    review.navigation.pane.value = 'diff';
  };
  const grouping = review.grouping.value;
  return (
    <div class="list" ref={list} onKeyDown={onKeyDown} onClick={onClick}>
      {review.groups.value.map((group) => <FixGroup key={`${grouping} ${group.key}`} group={group} review={review} short={grouping === 'file'} />)}
      {review.entries.value.length === 0 && <p class="empty">No fix was found. What was left alone stands in its own view.</p>}
    </div>
  );
}

/** Scrolls to a row; the focus goes along if it is in the list. */
function bringIntoSight(list: HTMLElement, site: string): void {
  const button = list.querySelector<HTMLElement>(`[data-site="${CSS.escape(site)}"] > button`);
  if (!button) return;
  if (list.contains(document.activeElement)) button.focus({ preventScroll: true });
  button.scrollIntoView({ block: 'nearest' });
}
