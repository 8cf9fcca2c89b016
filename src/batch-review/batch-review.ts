import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { shapesFile } from '../batch/reviewed.ts';
import type { WorkFolder } from '../batch/work-folder.ts';
import { oneLine, type Decider } from '../decisions/record.ts';
import { writeShapes } from '../decisions/shapes-file.ts';
import type { ShapeRule } from '../decisions/shapes-schema.ts';
import { UsageError } from '../errors.ts';
import { fileView } from '../review/file-view.ts';
import type { Answer, Applied, Decision, DecisionRequest, FileView, ManyRequest, ReviewState } from '../review/protocol.ts';
import type { ReviewSession } from '../review/session.ts';
import type { Looks } from './looks.ts';
import { siteIn, type Fix, type ReviewedRepository } from './repository.ts';
import { blankedFix, shapesIn, type ShapeOfMany } from './shapes.ts';

const ELSEWHERE = 'a review over several repositories writes nothing; checkmod batch apply commits what is accepted';

export interface BatchReviewParts {
  readonly work: WorkFolder;
  readonly repositories: readonly ReviewedRepository[];
  readonly rules: readonly ShapeRule[];
  readonly notes: readonly string[];
  readonly titles: ReviewState['titles'];
  readonly looks: Looks;
  readonly decider: Decider;
  readonly onClose: () => Promise<void>;
}

/** What was decided before a step, and where. */
interface Past {
  readonly rules: ReadonlyMap<string, ShapeRule>;
  readonly repositories: readonly ReviewedRepository[];
}

/** A review over the planned repositories of a migration. What is decided by shape becomes a rule, what by place a decision of its repository. */
export class BatchReview implements ReviewSession {
  readonly root: string;
  readonly #parts: BatchReviewParts;
  readonly #repositories: ReadonlyMap<string, ReviewedRepository>;
  readonly #listeners = new Set<(version: number) => void>();
  readonly #past: Past[] = [];
  #rules: ReadonlyMap<string, ShapeRule>;
  #version = 0;
  /** Requests change one state, so each waits for the one before it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: BatchReviewParts) {
    this.#parts = parts;
    this.root = join(parts.work.path, 'trees');
    this.#repositories = new Map(parts.repositories.map((each) => [each.target.id, each]));
    this.#rules = new Map(parts.rules.map((rule) => [rule.shape, rule]));
    this.#look();
  }

  state(): ReviewState {
    const { repositories, notes, titles } = this.#parts;
    return {
      version: this.#version, root: this.root, repositories: repositories.length, titles,
      fixes: repositories.flatMap(({ rows }) => rows),
      left: [], skipped: [], projectFiles: [], actions: [], errors: [], notes, canUndo: this.#past.length > 0,
    };
  }

  /** The shapes of all fixes, those in most places first. */
  shapes(): ShapeOfMany[] {
    return shapesIn(this.#parts.repositories, this.#rules);
  }

  async file(path: string): Promise<FileView> {
    const { id, site: own } = siteIn(path);
    const repository = this.#repositories.get(id);
    if (!repository) throw new UsageError(`there is no fix in ${path}`);
    const version = this.#version;
    const view = await fileView(await this.#parts.looks.outcome(repository), join(this.root, id), own, { version, isFix: (site) => repository.fix(site) !== undefined });
    return { ...view, path, marks: view.marks.map((mark) => ({ ...mark, site: `${id}/${mark.site}` })) };
  }

  /** The rules; what was decided by place is in a file for each repository. */
  decisions(): unknown {
    return { version: 1, rules: [...this.#rules.values()] };
  }

  async decide({ site, text, ignore, ...choice }: DecisionRequest): Promise<Answer> {
    if (text !== undefined || ignore) throw new UsageError('a text of your own, or a comment that keeps the place, is for checkmod review in a clone of that repository; here a fix is accepted or rejected as it is');
    return this.decideMany({ sites: [site], ...choice });
  }

  decideMany({ sites, decision, reason, rule }: ManyRequest): Promise<Answer> {
    return this.#inTurn(async () => {
      const fixes = sites.map((site) => this.#fix(site));
      const why = reason?.trim() ? { reason: oneLine(reason) } : {};
      return rule ? this.#decideShapes(fixes, decision, why) : this.#decidePlaces(sites, decision, why);
    });
  }

  /** Decides about all fixes of shapes, by their keys. Throws `UsageError` for one that no fix has. */
  decideShapes(shapes: readonly string[], decision: Decision, reason?: string): Promise<Answer> {
    const rows = this.state().fixes;
    const sites = shapes.map((shape) => {
      const row = rows.find((each) => each.shape === shape);
      if (!row) throw new UsageError(`no fix has the shape ${shape}; --shapes lists those that there are`);
      return row.site;
    });
    return this.decideMany({ sites, decision, rule: true, ...(reason !== undefined && { reason }) });
  }

  undo(): Promise<Answer> {
    return this.#inTurn(async () => {
      const past = this.#past.pop();
      if (!past) throw new UsageError('there is nothing to undo');
      for (const repository of past.repositories) await repository.undo();
      this.#rules = past.rules;
      return this.#changed(past.repositories.length > 0 ? past.repositories : this.#parts.repositories);
    });
  }

  async apply(): Promise<Applied> {
    throw new UsageError(ELSEWHERE);
  }

  async patch(): Promise<string> {
    throw new UsageError(ELSEWHERE);
  }

  onChange(listener: (version: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#parts.looks.close();
    await this.#parts.onClose();
  }

  #fix(text: string): Fix {
    const { id, site } = siteIn(text);
    const fix = this.#repositories.get(id)?.fix(site);
    if (!fix) throw new UsageError(`there is no fix ${text} in this review`);
    return fix;
  }

  async #decideShapes(fixes: readonly Fix[], decision: Decision, why: { readonly reason?: string }): Promise<Answer> {
    const rules = new Map(this.#rules);
    for (const { shape, site } of fixes) {
      if (decision === 'undecided') rules.delete(shape);
      else rules.set(shape, { shape, transform: site.transform, ...blankedFix(site), decision, ...why, ...this.#parts.decider });
    }
    this.#past.push({ rules: this.#rules, repositories: [] });
    this.#rules = rules;
    return this.#changed(this.#parts.repositories);
  }

  async #decidePlaces(sites: readonly string[], decision: Decision, why: { readonly reason?: string }): Promise<Answer> {
    const byRepository = new Map<ReviewedRepository, string[]>();
    for (const { id, site } of sites.map(siteIn)) {
      const repository = this.#repositories.get(id)!;
      byRepository.set(repository, [...(byRepository.get(repository) ?? []), site]);
    }
    // From the first decision on only what is accepted is done; that is known before any is kept.
    await this.#saveRules();
    for (const [repository, own] of byRepository) await repository.decide(own, decision === 'undecided' ? undefined : { decision, ...why }, this.#parts.decider);
    this.#past.push({ rules: this.#rules, repositories: [...byRepository.keys()] });
    return this.#changed([...byRepository.keys()]);
  }

  async #changed(repositories: readonly ReviewedRepository[]): Promise<Answer> {
    if (this.#rules.size > 0 || this.#parts.repositories.some(({ isDecidedByPerson }) => isDecidedByPerson)) await this.#saveRules();
    else await rm(shapesFile(this.#parts.work), { force: true });
    const changed = this.#look(repositories);
    this.#version += 1;
    for (const listener of this.#listeners) listener(this.#version);
    return { version: this.#version, changed };
  }

  #look(repositories = this.#parts.repositories): Answer['changed'] {
    const rules = [...this.#rules.values()];
    return repositories.flatMap((each) => each.look(rules));
  }

  async #saveRules(): Promise<void> {
    await writeShapes(shapesFile(this.#parts.work), { version: 1, rules: [...this.#rules.values()] });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
