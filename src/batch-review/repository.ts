import { readFile } from 'node:fs/promises';
import type { Target } from '../batch/targets.ts';
import { decisionsFile, isOfVerify } from '../batch/reviewed.ts';
import type { Planned } from '../batch/types.ts';
import type { WorkFolder } from '../batch/work-folder.ts';
import { fingerprints, fingerprintText } from '../decisions/fingerprint.ts';
import { matchDecisions } from '../decisions/match.ts';
import { recordOf, type Decider } from '../decisions/record.ts';
import { ruledChoices, type Ruling } from '../decisions/ruled.ts';
import type { Decided } from '../decisions/schema.ts';
import { shapeKey } from '../decisions/shape.ts';
import type { Report } from '../report.ts';
import { KeptDecisions } from '../review/kept-decisions.ts';
import type { ReviewFix } from '../review/protocol.ts';
import { fixRow } from '../review/rows.ts';
import type { Choice, Site } from '../types.ts';

/** A fix as the plan found it. */
export interface Fix {
  readonly path: string;
  readonly site: Site;
  readonly shape: string;
  readonly fingerprint: string;
}

/** A repository of a review over many: the fixes that its plan found, from the report of that, and what was decided about each. */
export class ReviewedRepository {
  readonly target: Target;
  readonly planned: Planned;
  readonly #fixes: ReadonlyMap<string, Fix>;
  readonly #kept: KeptDecisions;
  #ruled: ReadonlyMap<string, Choice> = new Map();
  #rows: readonly ReviewFix[] = [];

  private constructor(target: Target, planned: Planned, fixes: readonly Fix[], kept: KeptDecisions) {
    this.target = target;
    this.planned = planned;
    this.#fixes = new Map(fixes.map((fix) => [fix.site.id, fix]));
    this.#kept = kept;
  }

  /** Throws `UsageError` for decisions that cannot be read. */
  static async read(target: Target, planned: Planned, work: WorkFolder): Promise<ReviewedRepository> {
    const { files } = JSON.parse(await readFile(work.report(target.id), 'utf8')) as Report;
    const file = decisionsFile(work, target.id);
    const kept = new KeptDecisions(file, file);
    const decisions = await kept.read();
    kept.begin(decisions, matchDecisions(decisions, files, () => undefined).bySite);
    return new ReviewedRepository(target, planned, files.flatMap(fixesIn), kept);
  }

  get rows(): readonly ReviewFix[] {
    return this.#rows;
  }

  get isDecidedByPerson(): boolean {
    return this.#kept.asFile().decisions.some((decided) => !isOfVerify(decided));
  }

  fix(site: string): Fix | undefined {
    return this.#fixes.get(site);
  }

  /** What is rejected, as the engine is told. */
  rejected(): { readonly [site: string]: Choice } {
    return Object.fromEntries(this.#rows.filter(({ decision }) => decision === 'rejected').map(({ site }) => [siteIn(site).site, { decision: 'rejected' }]));
  }

  /** Makes the rows anew under rules. Gives those that are not as they were. */
  look(rules: readonly Ruling[]): ReviewFix[] {
    const files = [...this.#fixes.values()].map(({ path, site }) => ({ path, sites: [site] }));
    this.#ruled = ruledChoices(rules, files, (site) => this.#kept.of(site) !== undefined, ({ id }) => this.#fixes.get(id)!.shape);
    const before = new Map(this.#rows.map((row) => [row.site, JSON.stringify(row)]));
    this.#rows = [...this.#fixes.values()].map((fix) => this.#row(fix));
    return this.#rows.filter((row) => before.get(row.site) !== JSON.stringify(row));
  }

  /** Decides about places, and about those that go together with them; one step for `undo`. */
  async decide(sites: readonly string[], choice: Choice | undefined, decider: Decider): Promise<void> {
    const groups = new Set(sites.flatMap((site) => this.#fixes.get(site)!.site.group ?? []));
    const together = [...this.#fixes.values()].filter(({ site: { id, group } }) => sites.includes(id) || (group !== undefined && groups.has(group)));
    await this.#kept.decide(new Map(together.map(({ path, site, fingerprint }): [string, Decided | undefined] => [site.id, choice && recordOf(path, site, fingerprint, choice, decider)])));
  }

  async undo(): Promise<void> {
    await this.#kept.undo();
  }

  /** Of one repository the sites, paths and groups begin with its id, which is the folder of its checkout. */
  #row({ path, site, shape }: Fix): ReviewFix {
    const { id, name } = this.target;
    const own = this.#kept.of(site.id);
    const { group, ...row } = fixRow(`${id}/${path}`, site, shape, own ?? this.#ruled.get(site.id), this.planned.transforms.find((each) => each.id === site.transform)?.items ?? []);
    return { ...row, site: `${id}/${site.id}`, repository: name, ...(group !== undefined && { group: `${id}/${group}` }), ...(!own && row.decision !== 'undecided' && { ruled: true }) };
  }
}

/** The repository and the place that a site or a path of such a review names. */
export function siteIn(text: string): { readonly id: string; readonly site: string } {
  const at = text.indexOf('/');
  return { id: text.slice(0, at), site: text.slice(at + 1) };
}

/** The fixes of a file, whatever was decided about them when the plan was made. */
function fixesIn({ path, sites }: Report['files'][number]): Fix[] {
  const prints = fingerprints(sites.filter(({ safety }) => safety !== 'manual'));
  return sites.filter(({ safety, after, status, evidence, fine }) => safety !== 'manual' && after !== undefined && status !== 'suppressed' && !evidence && !fine).map((site) => ({
    path, site: isOpen(site) ? { ...withoutReason(site), status: 'pending' } : site, shape: shapeKey(site), fingerprint: fingerprintText(prints.get(site.id)!),
  }));
}

/** Left only because nobody asked for it, or asked for it not to be. */
function isOpen({ status, reason }: Site): boolean {
  return status === 'rejected' || (status === 'left' && reason?.startsWith('needs --unsafe') === true);
}

function withoutReason({ reason: _, ...site }: Site): Site {
  return site;
}
