import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ReviewFix } from '../protocol.ts';

/** One fix of the list. Each has signals of its own, so that a change redraws its row and no other. */
export class FixEntry {
  readonly site: string;
  readonly fix: Signal<ReviewFix>;
  readonly selected = signal(false);
  /** False while a filter hides it. */
  readonly shown = signal(true);

  constructor(fix: ReviewFix) {
    this.site = fix.site;
    this.fix = signal(fix);
  }

  /** Takes a fix as the server knows it now; does nothing when it is the same. */
  update(fix: ReviewFix): void {
    if (!isSame(fix, this.fix.peek())) this.fix.value = fix;
  }
}

/** Thousands are compared at once, and nearly all of what they hold is text. */
function isSame(one: ReviewFix, other: ReviewFix): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof ReviewFix>;
  return [...keys].every((key) => one[key] === other[key] || (key === 'items' && JSON.stringify(one.items) === JSON.stringify(other.items)));
}

export interface Progress {
  readonly total: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly undecided: number;
}

export function progressOf(entries: readonly { readonly fix: ReadonlySignal<ReviewFix> }[]): Progress {
  const count = { accepted: 0, rejected: 0, undecided: 0 };
  for (const { fix } of entries) count[fix.value.decision]++;
  return { total: entries.length, ...count };
}
