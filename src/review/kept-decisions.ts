import { readDecisions, sorted, writeDecisions } from '../decisions/file.ts';
import type { Decided, DecisionsFile } from '../decisions/schema.ts';

/** The decisions of a review and their file: what is decided is on disk before the next thing happens. */
export class KeptDecisions {
  readonly #file: string;
  readonly #name: string;
  /** By site. */
  #decided = new Map<string, Decided>();
  /** Decisions of the file whose place is not here: kept as they are. */
  #others: readonly Decided[] = [];
  /** What the file held when it was last read or written. */
  #known = new Set<string>();
  #past: ReadonlyMap<string, Decided>[] = [];

  constructor(file: string, name: string) {
    this.#file = file;
    this.#name = name;
  }

  async read(): Promise<readonly Decided[]> {
    const decisions = (await readDecisions(this.#file, this.#name))?.decisions ?? [];
    this.#known = new Set(decisions.map(textOf));
    return decisions;
  }

  /** Begins anew with decisions of the file, matched to the places there are. */
  begin(all: readonly Decided[], bySite: ReadonlyMap<string, Decided>): void {
    const matched = new Set(bySite.values());
    this.#decided = new Map(bySite);
    this.#others = all.filter((decided) => !matched.has(decided));
    this.#past = [];
  }

  of(site: string): Decided | undefined {
    return this.#decided.get(site);
  }

  get bySite(): ReadonlyMap<string, Decided> {
    return this.#decided;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** As the file keeps them, under the ids that the places have now. */
  asFile(): DecisionsFile {
    return { version: 1, decisions: sorted([...this.#others, ...[...this.#decided].map(([site, decided]) => ({ ...decided, site }))]) };
  }

  /** Decides about sites, or takes a decision back where there is none any more; one step for `undo`. */
  async decide(changes: ReadonlyMap<string, Decided | undefined>): Promise<void> {
    this.#past.push(this.#decided);
    const now = new Map(this.#decided);
    for (const [site, decided] of changes) {
      if (decided) now.set(site, decided);
      else now.delete(site);
    }
    this.#decided = now;
    await this.#save();
  }

  /** The sites that are decided otherwise then; none when there is nothing to undo. */
  async undo(): Promise<string[]> {
    const before = this.#past.pop();
    if (!before) return [];
    const now = this.#decided;
    this.#decided = new Map(before);
    await this.#save();
    return [...new Set([...before.keys(), ...now.keys()])].filter((site) => before.get(site) !== now.get(site));
  }

  /** What another review wrote into the file meanwhile stays, unless something was decided about it here. */
  async #save(): Promise<void> {
    const foreign = ((await readDecisions(this.#file, this.#name))?.decisions ?? []).filter((decided) => !this.#known.has(textOf(decided)));
    const own = this.asFile().decisions;
    const sites = new Set(own.map(({ site }) => site));
    const decisions = [...own, ...foreign.filter(({ site }) => !sites.has(site))];
    await writeDecisions(this.#file, { version: 1, decisions }, this.#name);
    this.#known = new Set(own.map(textOf));
  }
}

function textOf(decided: Decided): string {
  return JSON.stringify(decided);
}
