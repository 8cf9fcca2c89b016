import { join } from 'node:path';
import { choicesOf } from '../decisions/match.ts';
import { fingerprints, fingerprintText } from '../decisions/fingerprint.ts';
import { shapeKey } from '../decisions/shape.ts';
import { recordOf, type Decider } from '../decisions/record.ts';
import type { Decided } from '../decisions/schema.ts';
import { fileOf, matchIn, nameOf } from '../decided.ts';
import { gitDiff } from '../engine/diff.ts';
import { gitUser } from '../engine/git.ts';
import { rawText, readSource } from '../engine/source-file.ts';
import { UsageError } from '../errors.ts';
import { openRun, reportOf, type OpenRun, type Outcome, type RunOptions } from '../open-run.ts';
import type { Report } from '../report.ts';
import { run } from '../run.ts';
import { checklistScope, runChecklist, type ChecklistScope } from '../run-checklist.ts';
import type { Choice, FileResult, Site } from '../types.ts';
import { fileView } from './file-view.ts';
import { KeptDecisions } from './kept-decisions.ts';
import type { Answer, Applied, ApplyRequest, DecisionRequest, FileView, ManyRequest, ReviewFix, ReviewState } from './protocol.ts';
import { fixRow, leftPlace } from './rows.ts';
import type { ReviewSession } from './session.ts';

const NOTHING_ACCEPTED = 'nothing is accepted that is still to be written';

export interface ReviewOptions extends Omit<RunOptions, 'accepted' | 'rejected' | 'write' | 'reconsider' | 'decisions'> {
  /** Where decisions are kept, relative to `cwd`; false where nothing is decided, only looked at. */
  readonly decisions?: string | false;
  /** The checklist whose items are asked for, relative to `cwd`. */
  readonly checklist?: string;
}

/** What was found when the review began, or began anew after a write. */
interface Found {
  readonly run: OpenRun;
  readonly report: Report;
  /** Of each place that can be fixed: its file, the site as first found, its fingerprint. */
  readonly places: ReadonlyMap<string, { readonly path: string; readonly site: Site; readonly fingerprint: string }>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly string[];
}

/** Reads the repository the paths lie in and begins a review of its fixes. Throws `UsageError`. */
export async function openReview(options: ReviewOptions): Promise<ReviewSession> {
  const { decisions: _, checklist, ...rest } = options;
  const scope = checklist === undefined ? undefined : await checklistScope({ ...rest, checklist });
  const review = new Review(options, scope);
  await review.begin();
  return review;
}

class Review implements ReviewSession {
  readonly #options: ReviewOptions;
  readonly #scope: ChecklistScope | undefined;
  readonly #listeners = new Set<(version: number) => void>();
  #found!: Found;
  #outcome!: Outcome;
  /** The choices that the outcome is under, as text. */
  #looked = '{}';
  #kept!: KeptDecisions;
  #rows: readonly ReviewFix[] = [];
  #version = 0;
  #decider: Decider = {};
  #applied: Applied | undefined;
  /** Requests change one state, so each waits for the one before it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ReviewOptions, scope: ChecklistScope | undefined) {
    this.#options = options;
    this.#scope = scope;
  }

  get root(): string {
    return this.#found.run.root.path;
  }

  async begin(notes: readonly string[] = []): Promise<void> {
    const started = performance.now();
    const { decisions: _, ...options } = this.#options;
    const run = await openRun({ ...options, ...(this.#scope && { transforms: this.#scope.transforms }) });
    try {
      const file = this.#decisionsFile(run.root.path);
      this.#kept = new KeptDecisions(file, nameOf(run.root.path, file));
      const decisions = this.#options.decisions === false ? [] : await this.#kept.read();
      const first = await run.outcome({ unsafe: true });
      const matched = await matchIn(run, decisions, first);
      this.#kept.begin(decisions, matched.bySite);
      const who = run.root.isGit ? await gitUser(run.root.path) : undefined;
      this.#decider = who === undefined ? {} : { who, when: new Date().toISOString().slice(0, 10) };
      this.#found = {
        run, ...placesOf(first), report: reportOf(run, first, { started, written: false }),
        notes: [...notes, ...matched.unmatched.map(({ decided, why }) => `${decided.decision} in ${decided.path}${decided.scope && ` (${decided.scope})`}, ${decided.transform}: ${why === 'gone' ? 'its place is gone or was changed' : 'several places look like it now'}; it was applied to none`)],
      };
      this.#outcome = first;
      this.#looked = '{}';
      await this.#look();
      this.#rows = this.#makeRows();
    } catch (error) {
      await run.close();
      throw error;
    }
  }

  state(): ReviewState {
    const { run, report, notes, places } = this.#found;
    const isTaken = (site: string) => this.#kept.of(site)?.decision !== 'rejected';
    const files = report.files;
    return {
      version: this.#version, root: run.root.path,
      titles: Object.fromEntries(run.transforms.map(({ id, title }) => [id, title])),
      fixes: this.#rows,
      left: files.flatMap(({ path, sites }) => sites.filter(({ id, evidence }) => !places.has(id) && !evidence).map((site) => leftPlace(path, site))),
      skipped: files.flatMap(({ path, status, reason = '', skippedFor = [] }) => [
        ...(status === 'skipped' ? [{ path, reason }] : []), ...skippedFor.map((each) => ({ path, reason: each.reason, transform: each.transform })),
      ]),
      projectFiles: this.#outcome.support.map(({ path, before, after, sites }) => ({ path, created: before === undefined, diff: gitDiff(path, before, after), sites })),
      actions: report.actions.filter(({ sites }) => sites.length === 0 || sites.some(isTaken)),
      errors: report.errors, notes, canUndo: this.#kept.canUndo,
      ...(this.#scope && { checklist: this.#scope.path }), ...(this.#applied && { applied: this.#applied }),
    };
  }

  file(path: string): Promise<FileView> {
    return fileView(this.#outcome, this.root, path, { version: this.#version, isFix: (site) => this.#found.places.has(site) });
  }

  decisions(): unknown {
    return this.#kept.asFile();
  }

  decide({ site, ...choice }: DecisionRequest): Promise<Answer> {
    return this.#inTurn(() => this.#decideAll([site], choice));
  }

  async decideMany({ sites, rule, ...choice }: ManyRequest): Promise<Answer> {
    if (rule) throw new UsageError('rules by shape are for a review over several repositories, checkmod batch review');
    return this.#inTurn(() => this.#decideAll(sites, choice));
  }

  undo(): Promise<Answer> {
    return this.#inTurn(async () => {
      if (!this.#kept.canUndo) throw new UsageError('there is nothing to undo');
      await this.#kept.undo();
      return this.#changed();
    });
  }

  apply({ tick }: ApplyRequest): Promise<Applied> {
    return this.#inTurn(async () => {
      if (![...this.#kept.bySite.values()].some(({ decision, ignore }) => decision === 'accepted' || ignore)) throw new UsageError(NOTHING_ACCEPTED);
      const changedMeanwhile = await this.#changedOnDisk();
      let undo: string | undefined;
      const onEvent: RunOptions['onEvent'] = (event) => {
        if (event.kind === 'written') undo = event.undo;
      };
      const { checklist, transforms: _, decisions: __, ...rest } = this.#options;
      const named = this.#options.transforms;
      const options = { ...rest, ...(named && { transforms: named }), decisions: this.#decisionsFile(this.root), unsafe: false, write: true, onEvent };
      const report = checklist === undefined ? await run(options) : await runChecklist({ ...options, checklist, ...(tick && { tick }) });
      const failure = report.errors[0];
      if (undo === undefined) throw new UsageError(failure ? `${failure.path}: ${failure.message}` : NOTHING_ACCEPTED);
      const written = [...report.files.filter(({ status }) => status === 'changed'), ...report.projectFiles].map(({ path }) => path);
      await this.#found.run.close();
      await this.begin(changedMeanwhile.map((path) => `${path} was changed by somebody else meanwhile; its fixes are those of the new text`));
      this.#applied = { version: this.#version + 1, written, undo, changedMeanwhile };
      this.#tell();
      return this.#applied;
    });
  }

  async patch(): Promise<string> {
    return this.#inTurn(async () => {
      const { result, support } = await this.#found.run.outcome({ unsafe: true, onlyAccepted: true, choices: choicesOf(this.#kept.bySite) });
      return [...result.files, ...support].flatMap(({ path, before, after }) => (after === undefined ? [] : [gitDiff(path, before, after)])).join('');
    });
  }

  onChange(listener: (version: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#last.catch(() => {});
    await this.#found.run.close();
  }

  async #decideAll(sites: readonly string[], { decision, reason, text, ignore }: Omit<DecisionRequest, 'site'>): Promise<Answer> {
    if (text !== undefined && decision !== 'accepted') throw new UsageError('a new text goes with accepting the fix');
    if (ignore && decision !== 'rejected') throw new UsageError('a comment that keeps the place goes with rejecting the fix');
    const changes = new Map<string, Decided | undefined>();
    for (const id of sites.flatMap((site) => this.#together(site))) {
      const { path, site, fingerprint } = this.#found.places.get(id)!;
      const isEdited = text !== undefined && sites.includes(id) && text !== site.after;
      const choice: Choice | undefined = decision === 'undecided' ? undefined
        : { decision, ...(reason?.trim() && { reason }), ...(isEdited && { text }), ...(ignore && { ignore }) };
      changes.set(id, choice && recordOf(path, site, fingerprint, choice, this.#decider));
    }
    await this.#kept.decide(changes);
    try {
      return await this.#changed(text !== undefined || ignore ? sites : []);
    } catch (error) {
      await this.#kept.undo();
      await this.#changed();
      throw error;
    }
  }

  /** A site with all that are taken with it or not at all. */
  #together(site: string): readonly string[] {
    const place = this.#found.places.get(site);
    if (!place) throw new UsageError(`there is no fix ${site} in this review`);
    return this.#found.groups.get(place.site.group ?? '') ?? [site];
  }

  /** Looks anew and answers what is different. Throws `UsageError` when one of `mustPass` did not pass verification. */
  async #changed(mustPass: readonly string[] = []): Promise<Answer> {
    await this.#look();
    for (const id of mustPass) this.#checkPassed(id);
    const before = new Map(this.#rows.map((row) => [row.site, JSON.stringify(row)]));
    this.#rows = this.#makeRows();
    this.#tell();
    return { version: this.#version, changed: this.#rows.filter((row) => before.get(row.site) !== JSON.stringify(row)) };
  }

  #checkPassed(id: string): void {
    const { path, site } = this.#found.places.get(id)!;
    const result = this.#outcome.result.files.find((file) => file.path === path);
    const failure = result?.failures?.find(({ transform }) => transform === site.transform)?.reason ?? (result?.status === 'failed' ? result.reason : undefined);
    if (failure !== undefined) throw new UsageError(`the file would not be right with this text: ${failure}`);
  }

  /** All that is not rejected, as it would be; a plain acceptance changes nothing of that. */
  async #look(): Promise<void> {
    const choices = choicesOf(new Map([...this.#kept.bySite].filter(([, { decision, text }]) => decision === 'rejected' || text !== undefined)));
    const looked = JSON.stringify(choices);
    if (looked === this.#looked) return;
    this.#outcome = await this.#found.run.outcome({ unsafe: true, choices });
    this.#looked = looked;
  }

  #makeRows(): ReviewFix[] {
    const { places } = this.#found;
    return this.#outcome.result.files.flatMap(({ path, sites }) => sites.filter(({ id }) => places.has(id))
      .map((site) => fixRow(path, site, shapeKey(places.get(site.id)!.site), this.#kept.of(site.id), this.#scope?.itemsOf(site.transform) ?? [])));
  }

  async #changedOnDisk(): Promise<string[]> {
    const changed = this.#outcome.result.files.map(async ({ path, before }) => {
      if (before === undefined) return [];
      const now = await readSource(join(this.root, path)).then(rawText, () => undefined);
      return now === before ? [] : [path];
    });
    return (await Promise.all(changed)).flat();
  }

  #decisionsFile(root: string): string {
    const { decisions, cwd } = this.#options;
    return fileOf(root, { ...(decisions && { decisions }), ...(cwd !== undefined && { cwd }) });
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener(this.#version);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

/** The places that can be fixed, as they are before anything is decided. */
function placesOf({ result }: Outcome): Pick<Found, 'places' | 'groups'> {
  const fixable = result.files.flatMap((file) => fixableIn(file));
  const groups = new Map<string, string[]>();
  for (const { site: { id, group } } of fixable) if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), id]);
  return { places: new Map(fixable.map((place) => [place.site.id, place])), groups };
}

function fixableIn({ path, sites }: FileResult): { readonly path: string; readonly site: Site; readonly fingerprint: string }[] {
  const prints = fingerprints(sites.filter(({ safety }) => safety !== 'manual'));
  return sites.filter(({ status, safety }) => safety !== 'manual' && (status === 'pending' || status === 'deferred'))
    .map((site) => ({ path, site, fingerprint: fingerprintText(prints.get(site.id)!) }));
}
