import type { Site } from '../../types.ts';
import { isChange, type Row } from './patch.ts';

/** Sites by the index of the row that starts the change they caused. */
export type Annotations = ReadonlyMap<number, readonly Site[]>;

interface Block { readonly index: number; readonly from: number; readonly to: number }

/** Finds for every applied fix the run of changed rows to explain with it. */
export function annotate(rows: readonly Row[], sites: readonly Site[]): Annotations {
  const blocks = blocksOf(rows);
  const found = new Map<number, Site[]>();
  for (const site of sites.filter(({ status }) => status === 'pending' || status === 'fixed')) {
    const block = blockOf(site, blocks);
    if (block) found.set(block.index, [...(found.get(block.index) ?? []), site]);
  }
  return found;
}

function blocksOf(rows: readonly Row[]): Block[] {
  const blocks: Block[] = [];
  rows.forEach((row, index) => {
    if (!isChange(row) || (index > 0 && isChange(rows[index - 1]!))) return;
    let end = index;
    while (end + 1 < rows.length && isChange(rows[end + 1]!)) end += 1;
    const removed = rows.slice(index, end + 1).filter(({ kind }) => kind === 'removed');
    // Lines that are only added stand between two old ones.
    const to = removed.length > 0 ? removed.at(-1)!.line : row.line - 0.5;
    blocks.push({ index, from: removed[0]?.line ?? row.line - 0.5, to });
  });
  return blocks;
}

/** The block that touches the site's lines, else the nearest one. */
function blockOf({ line, endLine }: Site, blocks: readonly Block[]): Block | undefined {
  const distance = ({ from, to }: Block) => Math.max(from - (endLine + 0.5), line - 0.5 - to, 0);
  const onLines = (block: Block) => (Number.isInteger(block.from) ? 0 : 0.25);
  return blocks.reduce<Block | undefined>((best, block) =>
    best === undefined || distance(block) + onLines(block) < distance(best) + onLines(best) ? block : best, undefined);
}
