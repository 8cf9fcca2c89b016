import { readDecisions, writeDecisions } from './decisions/file.ts';
import { DECISIONS_PATH } from './decisions/path.ts';
import type { Decided } from './decisions/schema.ts';
import { fileOf, replay } from './decided.ts';
import { UsageError } from './errors.ts';
import { openRun, type RunOptions } from './open-run.ts';

/** What a decision has come to: still to be written, kept, carried out, or without a place. */
export type DecisionState = 'to be written' | 'kept as it is' | 'written' | 'gone' | 'ambiguous' | 'not looked at';

/** What `prune` takes out. */
export const SAYS_NOTHING: readonly DecisionState[] = ['written', 'gone', 'ambiguous'];

export interface ListedDecision {
  readonly decided: Decided;
  readonly state: DecisionState;
  /** Where its place is now. */
  readonly at?: { readonly path: string; readonly line: number };
}

/** The decisions of a file with what became of each; with `prune` those that say nothing any more are taken out of it. Throws `UsageError`. */
export async function listDecisions({ decisions = DECISIONS_PATH, prune = false, ...options }: RunOptions & { readonly prune?: boolean }): Promise<readonly ListedDecision[]> {
  const run = await openRun(options);
  try {
    const file = fileOf(run.root.path, { decisions, ...options });
    const kept = await readDecisions(file, decisions);
    if (!kept) throw new UsageError(`there is no ${decisions}; decide with checkmod review, or name a decisions file`);
    const { outcome, matched } = await replay(run, kept.decisions, { unsafe: true });
    const places = new Map(outcome.result.files.flatMap(({ path, sites }) => sites.map((site) => [site.id, { path, line: site.line }] as const)));
    const siteOf = new Map([...matched.bySite].map(([site, decided]) => [decided, site]));
    const whyOf = new Map(matched.unmatched.map(({ decided, why }) => [decided, why]));
    const listed = kept.decisions.map((decided): ListedDecision => {
      const at = places.get(siteOf.get(decided) ?? '');
      if (!at) return { decided, state: whyOf.get(decided) ?? (decided.written ? 'written' : 'not looked at') };
      return { decided, state: decided.decision === 'accepted' ? 'to be written' : 'kept as it is', at };
    });
    if (prune) await writeDecisions(file, { version: 1, decisions: listed.filter(({ state }) => !SAYS_NOTHING.includes(state)).map(({ decided }) => decided) }, decisions);
    return listed;
  } finally {
    await run.close();
  }
}
