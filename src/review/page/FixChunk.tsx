import { useComputed } from '@preact/signals';
import type { FixEntry } from './fix-entry.ts';
import { FixRow } from './FixRow.tsx';

/** As in `list.css`. */
const ROW_HEIGHT = 42;
export const CHUNK = 50;

interface Props {
  readonly entries: readonly FixEntry[];
  readonly short: boolean;
}

/** Rows that are laid out together, once one of them comes into sight; until then their height is known all the same. */
export function FixChunk({ entries, short }: Props) {
  const height = useComputed(() => ROW_HEIGHT * entries.filter(({ shown }) => shown.value).length);
  return (
    <ul hidden={height.value === 0} style={{ containIntrinsicBlockSize: `${height.value}px` }}>
      {entries.map((entry) => <FixRow key={entry.site} entry={entry} short={short} />)}
    </ul>
  );
}
