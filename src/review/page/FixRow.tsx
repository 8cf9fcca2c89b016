import type { FixEntry } from './fix-entry.ts';
import { oneLine } from './groups.ts';
import type { Review } from './review.ts';
import { visible } from './visible.ts';

interface Props {
  readonly review: Review;
  readonly entry: FixEntry;
  readonly short: boolean;
}

const SIGNS = { accepted: '✓', rejected: '✕', undecided: '○' } as const;
/** More of the code is in the diff. */
const LONGEST = 160;

export function FixRow({ review, entry, short }: Props) {
  const fix = entry.fix.value;
  const selected = entry.selected.value;
  const open = () => {
    review.navigation.select(entry.site);
    review.navigation.pane.value = 'diff';
  };
  return (
    <li class="row" data-site={entry.site} data-decision={fix.decision} data-safety={fix.safety} hidden={!entry.shown.value}>
      <button type="button" tabIndex={selected ? 0 : -1} aria-current={selected ? 'true' : undefined} onClick={open}>
        <span class="sign" role="img" aria-label={fix.decision}>{SIGNS[fix.decision]}</span>
        <span class="place"><bdi>{short ? `line ${fix.line}` : visible(`${fix.path}:${fix.line}`)}</bdi></span>
        {fix.safety === 'unsafe' && <span class="tier">unsafe</span>}
        {fix.text !== undefined && <span class="edited">edited</span>}
        <code>{oneLine(fix.text ?? fix.after).slice(0, LONGEST) || oneLine(fix.before).slice(0, LONGEST)}</code>
      </button>
    </li>
  );
}
