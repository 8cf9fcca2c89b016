import { useComputed } from '@preact/signals';
import { decideGroup } from './actions.ts';
import { progressOf } from './fix-entry.ts';
import { CHUNK, FixChunk } from './FixChunk.tsx';
import type { Group } from './groups.ts';
import { ProgressBar } from './ProgressBar.tsx';
import type { Review } from './review.ts';

interface Props {
  readonly review: Review;
  readonly group: Group;
  /** Its rows need not name the file. */
  readonly short: boolean;
}

export function FixGroup({ review, group, short }: Props) {
  const entries = group.sites.flatMap((site) => review.entry(site) ?? []);
  const anyShown = useComputed(() => entries.some(({ shown }) => shown.value));
  const folded = useComputed(() => review.navigation.folded.value.has(group.key));
  return (
    <section class="group" hidden={!anyShown.value} data-group={group.key}>
      <GroupHead review={review} group={group} folded={folded.value} />
      <div hidden={folded}>
        {Array.from({ length: Math.ceil(entries.length / CHUNK) }, (_, index) => <FixChunk key={index} entries={entries.slice(index * CHUNK, (index + 1) * CHUNK)} short={short} />)}
      </div>
    </section>
  );
}

function GroupHead({ review, group, folded }: Omit<Props, 'short'> & { readonly folded: boolean }) {
  const progress = progressOf(group.sites.flatMap((site) => review.entry(site) ?? []));
  return (
    <div class="group-head">
      <h2>
        <button type="button" class="fold" aria-expanded={!folded} onClick={() => review.navigation.toggle(group)} title={group.title}>
          <bdi>{group.title}</bdi>
          {group.detail && <small>{group.detail}</small>}
        </button>
      </h2>
      <span class="count" title={`${progress.accepted} accepted, ${progress.rejected} rejected`}>{progress.total - progress.undecided}/{progress.total}</span>
      {review.live && (
        <span class="group-tools">
          <button type="button" class="icon accept" aria-label={`Accept all of ${group.title}`} title="Accept the group (A)" onClick={() => decideGroup(review, 'accepted', group)}>✓</button>
          <button type="button" class="icon reject" aria-label={`Reject all of ${group.title}`} title="Reject the group (R)" onClick={() => decideGroup(review, 'rejected', group)}>✕</button>
        </span>
      )}
      <ProgressBar progress={progress} />
    </div>
  );
}
