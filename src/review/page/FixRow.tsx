import type { FixEntry } from './fix-entry.ts';
import { oneLine } from './groups.ts';
import { visible } from './visible.ts';

/** More of the code is in the diff. */
const LONGEST = 160;

interface Props {
  readonly entry: FixEntry;
  /** The group says which file it is in. */
  readonly short: boolean;
}

/** One fix in the list. There may be thousands: no listeners, few elements; the list listens for them all. */
export function FixRow({ entry, short }: Props) {
  const fix = entry.fix.value;
  const selected = entry.selected.value;
  return (
    <li class="row" data-site={entry.site} data-decision={fix.decision} data-safety={fix.safety} hidden={!entry.shown.value}>
      <button type="button" tabIndex={selected ? 0 : -1} aria-current={selected ? 'true' : undefined}>
        <span class="sign">{fix.decision}</span>
        <span class="place"><bdi>{short ? `line ${fix.line}` : visible(`${fix.path}:${fix.line}`)}</bdi></span>
        {fix.safety === 'unsafe' && <span class="tier">unsafe</span>}
        {fix.text !== undefined && <span class="edited">edited</span>}
        <code>{oneLine(fix.text ?? fix.after).slice(0, LONGEST) || oneLine(fix.before).slice(0, LONGEST)}</code>
      </button>
    </li>
  );
}
