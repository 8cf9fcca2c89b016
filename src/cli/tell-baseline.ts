import type { BaselineDifference, BaselineReport } from '../report.ts';
import { note } from './output.ts';

const MOST_NAMED = 10;

/** Says on stderr that a baseline was used, where there is more than it allows, and where it could be lowered. */
export function tellBaseline({ path, allowed, more, fewer }: BaselineReport, pending: number): void {
  note(`checked against ${path}, which allows ${allowed} of ${pending} pending ${pending === 1 ? 'fix' : 'fixes'}`);
  named(more.map((each) => `${each.path}: ${each.found} of ${what(each)}, the baseline allows ${each.allowed}`));
  named(fewer.map((each) => (each.gone ? `${each.path} is gone, the baseline has ${each.allowed} of ${what(each)} in it`
    : `${each.path}: ${each.found} of ${what(each)} left, the baseline has ${each.allowed}`)));
  if (fewer.length > 0) note('lower it with: checkmod baseline --prune');
}

function what({ transform, unsafe }: BaselineDifference): string {
  return `${transform}${unsafe ? ' (unsafe)' : ''}`;
}

function named(lines: readonly string[]): void {
  lines.slice(0, MOST_NAMED).forEach(note);
  if (lines.length > MOST_NAMED) note(`and ${lines.length - MOST_NAMED} more`);
}
