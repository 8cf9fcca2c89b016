import { batch, computed, effect, signal } from '@preact/signals';
import type { Answer, Applied, Decision, DecisionRequest, ReviewFix, ReviewState } from '../protocol.ts';
import { type Filter, matches, NO_FILTER } from './filter.ts';
import { FixEntry, progressOf } from './fix-entry.ts';
import { type Group, groupFixes, GROUPINGS, type Grouping } from './groups.ts';
import { Navigation } from './navigation.ts';
import { remembered } from './preferences.ts';
import { Refused, type Source } from './source.ts';

/** How long decisions have to pause before what they change elsewhere (project files, to do) is asked for. */
const SETTLE_MS = 250;

export interface Message {
  readonly text: string;
  readonly tone: 'info' | 'error';
}

/** All that the page shows, and all that a reader can do about it. */
export class Review {
  readonly source: Source;
  readonly state = signal<ReviewState | undefined>(undefined);
  readonly failure = signal<string | undefined>(undefined);
  readonly entries = signal<readonly FixEntry[]>([]);
  readonly filter = signal<Filter>(NO_FILTER);
  readonly grouping = remembered<Grouping>('grouping', 'transform', (value) => GROUPINGS.includes(value as Grouping));
  readonly connected = signal(true);
  readonly ended = signal(false);
  readonly canUndo = signal(false);
  readonly message = signal<Message | undefined>(undefined);
  /** Changes of the files' results: grows with each decision that the server took. */
  readonly version = signal(0);
  readonly progress = computed(() => progressOf(this.entries.value));
  readonly groupings = computed(() => GROUPINGS.filter((grouping) => (grouping === 'item' ? this.state.value?.checklist : grouping !== 'repository' || this.isOverMany)));
  readonly groups = computed<readonly Group[]>(() => groupFixes(this.entries.value.map(({ fix }) => fix.peek()), this.grouping.value, this.state.value?.titles ?? {}));
  /** The fixes that make the same change, by their shape. */
  readonly shapes = computed(() => Map.groupBy(this.entries.value.map(({ fix }) => fix.peek()), ({ shape }) => shape));
  /** The fixes that are decided together, by their group. */
  readonly together = computed(() => Map.groupBy(this.entries.value.map(({ fix }) => fix.peek()), ({ group }) => group));
  readonly navigation = new Navigation(this);
  #bySite = new Map<string, FixEntry>();
  /** Requests one after the other, so that decisions reach the server in the order in which they were taken. */
  #queue: Promise<unknown> = Promise.resolve();
  #pending = 0;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source) {
    this.source = source;
    effect(() => {
      const filter = this.filter.value;
      for (const entry of this.entries.value) entry.shown.value = matches(entry.fix.value, filter);
    });
  }

  /** Over several repositories: what is accepted is applied elsewhere, and what is decided by shape is a rule. */
  get isOverMany(): boolean {
    return this.state.value?.repositories !== undefined;
  }

  get live(): Source['live'] {
    return this.source.live;
  }

  /** Loads the review and follows it from then on. */
  async start(): Promise<void> {
    await this.refresh();
    if (!this.groupings.peek().includes(this.grouping.peek())) this.grouping.value = 'transform';
    if (this.isOverMany && this.grouping.peek() === 'transform') this.grouping.value = 'shape';
    this.navigation.start();
    const stop = this.live?.listen((version) => this.#onVersion(version), (connected) => this.#onConnection(connected));
    effect(() => { if (this.ended.value) stop?.(); });
  }

  entry(site: string): FixEntry | undefined {
    return this.#bySite.get(site);
  }

  /** Takes over what the server knows. Fixes that stay the same keep their rows. A server that was started again counts anew. */
  async refresh({ anew = false } = {}): Promise<void> {
    try {
      const state = await this.source.state();
      // A decision on its way, or taken meanwhile, says more than an answer from before it.
      if (this.#pending === 0 && (anew || state.version >= this.version.peek())) batch(() => this.#take(state));
    } catch (error) {
      if (!this.state.peek()) this.failure.value = messageOf(error);
      else if (error instanceof Refused) this.say(error.message, 'error');
      else this.connected.value = false;
    }
  }

  say(text: string, tone: Message['tone'] = 'info'): void {
    this.message.value = { text, tone };
  }

  /** Decides about one fix; the answer says whether the server took it, and why not. */
  decide(request: DecisionRequest): Promise<string | undefined> {
    // A new text is judged by the engine first; all else shows at once.
    if (request.text === undefined) this.#preview([request.site], request.decision, request.reason);
    return this.#change((live) => live.decide(request));
  }

  decideMany(sites: readonly string[], decision: Decision, reason?: string): Promise<string | undefined> {
    this.#preview(sites, decision, reason);
    return this.#change((live) => live.decideMany({ sites, decision, ...(reason && { reason }) }));
  }

  /** Decides about all fixes of the shapes of some, wherever they are and whenever they are found; own decisions stay. */
  decideShapes(sites: readonly string[], decision: Decision): Promise<string | undefined> {
    const shapes = new Set(sites.flatMap((site) => this.entry(site)?.fix.peek().shape ?? []));
    const oneOfEach = [...shapes].flatMap((shape) => this.shapes.peek().get(shape)?.[0]?.site ?? []);
    return this.#change((live) => live.decideMany({ sites: oneOfEach, decision, rule: true }));
  }

  async undo(): Promise<void> {
    await this.#change(async (live) => {
      const answer = await live.undo();
      const [first] = answer.changed;
      if (first) this.navigation.select(first.site);
      return answer;
    });
    if (this.isOverMany) this.#refreshSoon();
  }

  apply(tick: boolean): Promise<Applied> {
    const applied = this.#queue.then(() => this.live!.apply(tick ? { tick: true } : {}));
    this.#queue = applied.then(() => this.refresh(), () => this.refresh());
    return applied;
  }

  async done(): Promise<void> {
    await this.#queue;
    this.ended.value = true;
    try {
      await this.live!.done();
    } catch (error) {
      // One that ends before it has answered has ended as well.
      if (!(error instanceof Refused)) return;
      this.ended.value = false;
      this.say(error.message, 'error');
    }
  }

  async #change(ask: (live: NonNullable<Source['live']>) => Promise<Answer>): Promise<string | undefined> {
    if (!this.live) return undefined;
    this.#pending++;
    const answer = this.#queue.then(() => ask(this.live!));
    this.#queue = answer.catch(() => undefined);
    try {
      const { version, changed } = await answer;
      this.#pending--;
      batch(() => {
        for (const fix of changed) this.#bySite.get(fix.site)?.update(fix);
        this.version.value = Math.max(this.version.peek(), version);
        this.canUndo.value = true;
        this.connected.value = true;
      });
      // Over many, the answer says all that can have changed.
      if (!this.isOverMany) this.#refreshSoon();
      return undefined;
    } catch (error) {
      this.#pending--;
      if (!(error instanceof Refused)) this.connected.value = false;
      const text = error instanceof Refused ? error.message : 'The server does not answer: this decision is not saved.';
      this.say(text, 'error');
      await this.refresh();
      return text;
    }
  }

  /** Shows a decision before the server has answered; what it answers counts. */
  #preview(sites: readonly string[], decision: Decision, reason: string | undefined): void {
    if (!this.live) return;
    batch(() => {
      for (const site of sites) {
        const entry = this.#bySite.get(site);
        if (!entry) continue;
        const { reason: _reason, ignore: _ignore, ruled: _ruled, ...fix } = entry.fix.peek();
        entry.update({ ...fix, decision, ...(reason && { reason }) });
      }
    });
  }

  #take(state: ReviewState): void {
    const same = state.fixes.length === this.entries.peek().length && state.fixes.every(({ site }, index) => this.entries.peek()[index]!.site === site);
    for (const fix of state.fixes) this.#bySite.get(fix.site)?.update(fix);
    if (!same) this.#replaceEntries(state.fixes);
    this.state.value = state;
    this.version.value = state.version;
    this.canUndo.value = state.canUndo;
    this.connected.value = true;
  }

  #replaceEntries(fixes: readonly ReviewFix[]): void {
    const entries = fixes.map((fix) => this.#bySite.get(fix.site) ?? new FixEntry(fix));
    this.#bySite = new Map(entries.map((entry) => [entry.site, entry]));
    this.entries.value = entries;
  }

  #onVersion(version: number): void {
    // What this tab changed itself arrives here as well, often before its answer.
    if (this.#pending > 0) void this.#queue.then(() => this.#onVersion(version));
    else if (version > this.version.peek()) this.#refreshSoon(0);
  }

  #onConnection(connected: boolean): void {
    if (this.ended.peek()) return;
    if (connected && !this.connected.peek()) void this.refresh({ anew: true });
    this.connected.value = connected;
  }

  #refreshSoon(delay = SETTLE_MS): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => void this.refresh(), delay);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
