import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readDecisions, writeDecisions } from './decisions/file.ts';
import { DECISIONS_PATH } from './decisions/path.ts';
import { choicesOf, matchDecisions, type Matched } from './decisions/match.ts';
import { afterWriting } from './decisions/written.ts';
import { ruledChoices, type Ruling } from './decisions/ruled.ts';
import type { Decided } from './decisions/schema.ts';
import { renames } from './engine/git.ts';
import { UsageError } from './errors.ts';
import type { AlsoChange, OpenRun, Outcome, RunOptions } from './open-run.ts';
import type { DecisionsReport } from './report.ts';
import type { Acceptance } from './types.ts';

/** A run under the decisions of a file. */
export interface DecidedOutcome {
  readonly outcome: Outcome;
  readonly report: DecisionsReport;
  /** Keeps what was decided true once the outcome is written. */
  saveWritten(): Promise<void>;
}

/** Replays a decisions file. Throws `UsageError` when there is none, or none that can be read. */
export async function decidedOutcome(run: OpenRun, { decisions = DECISIONS_PATH, reconsider = false, cwd = process.cwd(), unsafe = false, write = false }: RunOptions, alsoChange: AlsoChange): Promise<DecidedOutcome> {
  const file = fileOf(run.root.path, { decisions, cwd });
  const kept = await readDecisions(file, decisions);
  if (!kept) throw new UsageError(`there is no ${decisions}; decide with checkmod review, or name a decisions file`);
  const replayed = kept.decisions.filter(({ decision }) => !reconsider || decision === 'accepted');
  const rule = { unsafe, ...(write && { onlyAccepted: true }) };
  const { outcome, matched } = await replay(run, replayed, rule, alsoChange);
  return {
    outcome,
    report: { path: nameOf(run.root.path, file), ...counts(outcome, matched) },
    saveWritten: async () => {
      const paths = outcome.result.files.filter(({ status }) => status === 'changed').map(({ path }) => path);
      const after = await run.outcome({ ...rule, choices: choicesOf(matched.bySite) }, () => [], paths);
      await writeDecisions(file, { version: 1, decisions: afterWriting(kept.decisions, matched.bySite, outcome.result.files, after.result.files) }, decisions);
    },
  };
}

/** Where a decisions file is: the usual one lies in the root, another where the user says. */
export function fileOf(root: string, { decisions = DECISIONS_PATH, cwd = process.cwd() }: Pick<RunOptions, 'decisions' | 'cwd'>): string {
  return decisions === DECISIONS_PATH ? join(root, DECISIONS_PATH) : resolve(cwd, decisions);
}

/**
 * An outcome under decisions, and under rules for what nobody decided about himself: where ids do not find a place, what was
 * decided about it is matched and taken in a second look, and so is what the rules say.
 */
export async function replay(run: OpenRun, decisions: readonly Decided[], rule: Omit<Acceptance, 'choices'>, alsoChange: AlsoChange = () => [], rules: readonly Ruling[] = []): Promise<Replayed> {
  const byId = new Map(decisions.map((decided) => [decided.site, decided]));
  const first = await run.outcome({ ...rule, choices: choicesOf(byId) }, alsoChange);
  const matched = await matchIn(run, decisions, first);
  const ruled = ruledChoices(rules, first.result.files, (site) => matched.bySite.has(site));
  const choices = { ...Object.fromEntries(ruled), ...choicesOf(matched.bySite) };
  const isSame = ruled.size === 0 && [...matched.bySite].every(([site, decided]) => site === decided.site);
  return { matched, choices, outcome: isSame ? first : await run.outcome({ ...rule, choices }, alsoChange) };
}

interface Replayed {
  readonly outcome: Outcome;
  readonly matched: Matched;
  readonly choices: NonNullable<Acceptance['choices']>;
}

/** Finds the places of decisions in an outcome. Those about transforms or files that the run does not look at are left out. */
export async function matchIn(run: OpenRun, decisions: readonly Decided[], outcome: Outcome): Promise<Matched> {
  const ids = new Set(run.transforms.map(({ id }) => id));
  const own = decisions.filter(({ transform, path }) => ids.has(transform) && run.isSelected(path));
  return matchDecisions(own, outcome.result.files, await renamesOf(run, own, outcome));
}

/** Git is asked only when a file that was decided about has no place any more. */
async function renamesOf({ root }: OpenRun, decisions: readonly Decided[], { result }: Outcome): Promise<(path: string) => string | undefined> {
  const paths = new Set(result.files.map(({ path }) => path));
  if (!root.isGit || decisions.every(({ path }) => paths.has(path))) return () => undefined;
  const known = await renames(root.path);
  return (path) => known.get(path);
}

function counts({ result }: Outcome, { unmatched }: Matched): Omit<DecisionsReport, 'path'> {
  const sites = result.files.flatMap((file) => file.sites);
  const count = (decision: string | undefined, status: readonly string[]) => sites.filter((site) => site.decision === decision && status.includes(site.status)).length;
  return {
    accepted: count('accepted', ['pending']), rejected: count('rejected', ['rejected']), undecided: count(undefined, ['pending']),
    unmatched: unmatched.map(({ decided: { site, transform, path, scope, decision }, why }) => ({ site, transform, path, scope, decision, why })),
  };
}

/** A decisions file as a report names it: relative to the root, where it lies in there. */
export function nameOf(root: string, file: string): string {
  const way = relative(root, file).split(sep).join('/');
  return way.startsWith('..') || isAbsolute(way) ? file : way;
}
