import { batch, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { FixEntry } from './fix-entry.ts';
import type { Group } from './groups.ts';

const ADDRESS_MS = 200;

/** The list that is moved about in. */
interface Listing {
  readonly entries: ReadonlySignal<readonly FixEntry[]>;
  readonly groups: ReadonlySignal<readonly Group[]>;
  entry(site: string): FixEntry | undefined;
}


/** Which fix is looked at, and which one comes next. The address says it too, so that a link opens it again. */
export class Navigation {
  readonly selected = signal<FixEntry | undefined>(undefined);
  /** Keys of groups whose rows are folded away. */
  readonly folded = signal<ReadonlySet<string>>(new Set());
  /** On a narrow screen: which of the two is in sight. */
  readonly pane = signal<'list' | 'diff'>('list');
  readonly #list: Listing;
  #addressTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(list: Listing) {
    this.#list = list;
  }

  start(): void {
    const linked = this.#linkedSite();
    const entries = this.#order();
    const first = (linked && this.#list.entry(linked)) || entries.find(({ fix }) => fix.peek().decision === 'undecided') || entries[0];
    if (first) this.select(first.site);
    if (linked && this.#list.entry(linked)) this.pane.value = 'diff';
    window.addEventListener('hashchange', () => this.select(this.#linkedSite()));
    // A fix that is gone is not looked at any longer.
    effect(() => {
      void this.#list.entries.value;
      const selected = this.selected.peek();
      if (selected && this.#list.entry(selected.site) !== selected) this.select(this.#order()[0]?.site);
    });
  }

  select(site: string | undefined): void {
    const entry = site === undefined ? undefined : this.#list.entry(site);
    if (!entry) return;
    batch(() => {
      const before = this.selected.peek();
      if (before) before.selected.value = false;
      entry.selected.value = true;
      this.selected.value = entry;
      this.#unfold(this.groupOf(entry));
    });
    this.#keepAddress(entry.site);
  }

  linkTo(site: string): string {
    return `#site=${encodeURIComponent(site)}`;
  }

  /** One fix on or back, as the list shows them. */
  step(by: 1 | -1): void {
    const entries = this.#order();
    const index = entries.indexOf(this.selected.peek()!);
    this.select((index < 0 ? entries[0] : entries[index + by])?.site);
  }

  /** Goes on to the next fix nobody has decided about yet, from the top again when there is none below. */
  next(): void {
    const all = this.#order(() => true);
    const index = all.indexOf(this.selected.peek()!);
    const open = (entry: FixEntry) => entry.shown.peek() && entry.fix.peek().decision === 'undecided';
    this.select((all.slice(index + 1).find(open) ?? all.slice(0, Math.max(index, 0)).find(open))?.site);
  }

  groupOf(entry: FixEntry): Group | undefined {
    return this.#list.groups.peek().find(({ sites }) => sites.includes(entry.site));
  }

  /** The fixes of a group that the filter leaves. */
  shownOf(group: Group): readonly FixEntry[] {
    return group.sites.flatMap((site) => this.#list.entry(site) ?? []).filter(({ shown }) => shown.peek());
  }

  toggle(group: Group): void {
    const folded = new Set(this.folded.peek());
    if (!folded.delete(group.key)) folded.add(group.key);
    this.folded.value = folded;
  }

  /** Browsers refuse many changes of the address in a short time. */
  #keepAddress(site: string): void {
    clearTimeout(this.#addressTimer);
    this.#addressTimer = setTimeout(() => history.replaceState(null, '', this.linkTo(site)), ADDRESS_MS);
  }

  #unfold(group: Group | undefined): void {
    if (group && this.folded.peek().has(group.key)) this.toggle(group);
  }

  #order(keeps = (entry: FixEntry) => entry.shown.peek()): FixEntry[] {
    return this.#list.groups.peek().flatMap(({ sites }) => sites.flatMap((site) => this.#list.entry(site) ?? [])).filter(keeps);
  }

  #linkedSite(): string | undefined {
    return new URLSearchParams(location.hash.slice(1)).get('site') ?? undefined;
  }
}
