import { snakeCase } from '../../src/languages/secret-names.ts';
import type { ProjectView } from '../../src/languages/types.ts';

/** A column, field or parameter with a secret's name whose type says what fits into it. */
export interface Slot {
  readonly name: string;
  readonly line: number;
  /** Only a UUID fits. */
  readonly uuid: boolean;
  /** The most characters it takes. */
  readonly length?: number;
}

/** Slots in files of this language that a value of one of these names may go into. */
export function slotsFor(names: readonly string[], project: ProjectView): (Slot & { readonly path: string })[] {
  const wanted = new Set(names.map(snakeCase));
  return project.collected.flatMap(({ path, facts }) => (facts as unknown as readonly Slot[])
    .filter(({ name }) => wanted.has(snakeCase(name))).map((each) => ({ ...each, path })));
}
