import { snakeCase } from '../../src/languages/secret-names.ts';
import type { ProjectView } from '../../src/languages/types.ts';

/** A column, field or parameter with a secret's name whose type says what fits into it. */
export interface Slot {
  readonly name: string;
  readonly line: number;
  /** Only a UUID fits. */
  readonly uuid: boolean;
  /** The most characters it takes; absent where it is text of any length. */
  readonly length?: number;
}

export type PlacedSlot = Slot & { readonly path: string };

/** Slots in files of this language that a value of one of these names may go into. */
export function slotsFor(names: readonly string[], project: ProjectView): PlacedSlot[] {
  const wanted = new Set(names.map(snakeCase));
  return project.collected.flatMap(({ path, facts }) => ((facts as { readonly slots?: readonly Slot[] }).slots ?? [])
    .filter(({ name }) => wanted.has(snakeCase(name))).map((each) => ({ ...each, path })));
}

/** The slot that takes the fewest characters. */
export function tightest(slots: readonly PlacedSlot[]): (PlacedSlot & { readonly length: number }) | undefined {
  return slots.filter((slot): slot is PlacedSlot & { readonly length: number } => slot.length !== undefined).sort((a, b) => a.length - b.length)[0];
}
