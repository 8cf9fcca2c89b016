import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readDecisions, writeDecisions } from './decisions/file.ts';
import { DECISIONS_PATH } from './decisions/path.ts';
import { choicesOf, matchDecisions, type Matched } from './decisions/match.ts';
import { afterWriting } from './decisions/written.ts';
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
  const file = decisions === DECISIONS_PATH ? join(run.root.path, DECISIONS_PATH) : resolve(cwd, decisions);
  const kept = await readDecisions(file, decisions);
  if (!kept) throw new UsageError(`there is no ${decisions}; decide with checkmod review, or name a decisions file`);
  const replayed = kept.decisions.filter(({ decision }) => !reconsider || decision === 'accepted');
  const rule = { unsafe, ...(write && { onlyAccepted: true }) };
  const { outcome, matched } = await replay(run, replayed, rule, alsoChange);
  return {
    outcome,
    report: { path: shown(run.root.path, file), ...counts(outcome, matched) },
    saveWritten: async () => {
      const paths = outcome.result.files.filter(({ status }) => status === 'changed').map(({ path }) => path);
      const after = await run.outcome({ ...rule, choices: choicesOf(matched.bySite) }, () => [], paths);
      await writeDecisions(file, { version: 1, decisions: afterWriting(kept.decisions, matched.bySite, outcome.result.files, after.result.files) }, decisions);
    },
  };
}

/** An outcome under decisions: where ids do not find a place, what was decided about it is matched and taken in a second look. */
export async function replay(run: OpenRun, decisions: readonly Decided[], rule: Omit<Acceptance, 'choices'>, alsoChange: AlsoChange = () => []): Promise<{ outcome: Outcome; matched: Matched }> {
  const byId = new Map(decisions.map((decided) => [decided.site, decided]));
  const first = await run.outcome({ ...rule, choices: choicesOf(byId) }, alsoChange);
  const moved = await renamesOf(run, decisions, first);
  const matched = matchDecisions(decisions, first.result.files, moved);
  const isMoved = [...matched.bySite].some(([site, decided]) => site !== decided.site);
  return { matched, outcome: isMoved ? await run.outcome({ ...rule, choices: choicesOf(matched.bySite) }, alsoChange) : first };
}

/** Git is asked only when a file that was decided about has no place any more. */
export async function renamesOf({ root }: OpenRun, decisions: readonly Decided[], { result }: Outcome): Promise<(path: string) => string | undefined> {
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

function shown(root: string, file: string): string {
  const way = relative(root, file).split(sep).join('/');
  return way.startsWith('..') || isAbsolute(way) ? file : way;
}
