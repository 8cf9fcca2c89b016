import { useComputed, useSignal } from '@preact/signals';
import type { LeftPlace } from '../protocol.ts';
import { openPlace } from './actions.ts';
import type { Review } from './review.ts';
import { visible } from './visible.ts';

const HEADINGS = { left: 'Left as it is', deferred: 'Left for a later run', suppressed: 'Suppressed by a comment' } as const;

interface Props {
  readonly review: Review;
}

/** Places that were found and stay as they are, by their reason. */
export function LeftView({ review }: Props) {
  const text = useSignal('');
  const groups = useComputed(() => byReason(review.state.value!.left.filter((place) => mentions(place, text.value))));
  return (
    <main class="page" aria-labelledby="left-title">
      <h2 id="left-title">Left alone</h2>
      <p class="intro">Found, and not changed. Each place says why.</p>
      <input type="search" aria-label="Search in what was left alone" placeholder="Search" value={text.value} onInput={({ currentTarget }) => { text.value = currentTarget.value; }} />
      {groups.value.map(([reason, places]) => (
        <section class="block" key={reason}>
          <h3>{reason} <span class="count">{places.length}</span></h3>
          <ul class="places">{places.map((place) => <Place key={place.site} review={review} place={place} />)}</ul>
        </section>
      ))}
      {groups.value.length === 0 && <p class="empty">Nothing was left alone.</p>}
    </main>
  );
}

function Place({ review, place }: Props & { readonly place: LeftPlace }) {
  return (
    <li>
      <button type="button" class="link" onClick={() => void openPlace(review, place.path, place.line)} title="Open in an editor, else copy"><bdi>{place.path}:{place.line}</bdi></button>
      {place.status !== 'left' && <span class="badge">{HEADINGS[place.status]}</span>}
      <span class="scope">{place.transform}</span>
      <p>{visible(place.message)}</p>
      {place.before && <pre>{visible(place.before)}</pre>}
    </li>
  );
}

function byReason(places: readonly LeftPlace[]): readonly (readonly [string, readonly LeftPlace[]])[] {
  const groups = Map.groupBy(places, ({ reason }) => reason);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function mentions(place: LeftPlace, text: string): boolean {
  return [place.path, place.message, place.reason, place.transform, place.before].some((part) => part.toLowerCase().includes(text.toLowerCase()));
}
