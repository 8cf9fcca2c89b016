import { BASELINE } from '../../baseline/file.ts';
import type { Entry } from '../../baseline/types.ts';
import type { Zone } from '../../types.ts';
import { updateBaseline, type UpdatedBaseline } from '../../update-baseline.ts';
import { EXIT } from '../exit.ts';
import { interruptible } from '../interruptible.ts';

export interface BaselineFlags {
  readonly transform?: string[];
  readonly zone?: Zone[];
  readonly prune?: true;
}

/** Writes or prunes the baseline, says what is in it now and gives the exit code. */
export async function baselineAction(paths: string[], { transform: transforms, zone: zones, prune }: BaselineFlags): Promise<number> {
  const updated = await interruptible((events) => updateBaseline({ paths, ...(transforms && { transforms }), ...(zones && { zones }), ...(prune && { prune }), ...events }));
  if (updated === undefined) return EXIT.interrupted;
  process.stdout.write(`${prune ? pruned(updated) : written(updated)}\n`);
  return EXIT.done;
}

function written({ after }: UpdatedBaseline): string {
  const files = new Set(after.map(({ path }) => path)).size;
  return `wrote ${BASELINE}: ${count(sum(after), 'pending fix', 'pending fixes')} in ${count(files, 'file', 'files')}`;
}

function pruned({ before, after }: UpdatedBaseline): string {
  const fixed = sum(before) - sum(after);
  return fixed === 0 ? `${BASELINE} is as it should be` : `${BASELINE} is down by ${count(fixed, 'fix', 'fixes')} to ${sum(after)}`;
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((all, { fixes, unsafeFixes = 0 }) => all + fixes + unsafeFixes, 0);
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
