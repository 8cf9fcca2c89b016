import writeFileAtomic from 'write-file-atomic';
import type { Root } from '../engine/git.ts';
import { scopeOf, type ChecklistScope } from '../run-checklist.ts';
import { openRun, reportOf, type OpenRun, type Outcome, type RunEvent } from '../open-run.ts';
import { withoutEvidence } from '../run.ts';
import { readDecisions } from '../decisions/file.ts';
import { choicesOf } from '../decisions/match.ts';
import { replay } from '../decided.ts';
import type { Acceptance } from '../types.ts';
import type { Settings } from './manifest.ts';
import { placeOf } from './place.ts';
import { shapesOf } from './shape.ts';
import { RepositoryError, type Planned } from './types.ts';

/** A checkout that was read, and what becomes of it with all fixes. */
export interface Opened {
  readonly run: OpenRun;
  readonly outcome: Outcome;
  /** What the outcome is under: all the fixes that are asked for, or those that were decided on. */
  readonly acceptance: Acceptance;
  readonly notes: readonly string[];
  /** The items of a checklist that ask for a transform. */
  readonly itemsOf?: ChecklistScope['itemsOf'] | undefined;
}

/** Reads a checkout for what its settings ask for. `from` is the folder of the manifest. Throws `UsageError` and `RepositoryError`. */
export async function open(tree: string, from: string, settings: Settings): Promise<Opened> {
  const { transforms, checklist, zones, include, exclude, config, limits } = settings;
  const root: Root = { path: tree, isGit: true };
  const scope = transforms ? undefined : await scopeOf(placeOf(checklist!, from, tree), root, { cwd: from, config });
  const notes: string[] = [];
  const run = await openRun({
    paths: [tree], cwd: from, transforms: transforms ?? scope!.transforms, onEvent: (event: RunEvent) => { if (event.kind === 'note') notes.push(event.message); },
    ...(zones && { zones }), ...(include && { include }), ...(exclude && { exclude }), ...(config && { config }),
  });
  try {
    const { outcome, acceptance } = await outcomeOf(run, placeOf(settings.decisions ?? '', from, tree), settings, notes);
    const changed = outcome.result.files.filter(({ status }) => status === 'changed').length + outcome.support.length;
    if (limits?.changedFiles !== undefined && changed > limits.changedFiles) {
      throw new RepositoryError('more files would change than allowed', `${changed} files would change, and limits.changedFiles is ${limits.changedFiles}; look at what they are, then raise it or narrow the run`);
    }
    return { run, outcome, acceptance, notes, itemsOf: scope?.itemsOf };
  } catch (error) {
    await run.close();
    throw error;
  }
}

/** An acceptance that some fixes are left out of. */
export function withoutSites(acceptance: Acceptance, sites: readonly string[]): Acceptance {
  return { ...acceptance, choices: { ...acceptance.choices, ...Object.fromEntries(sites.map((site) => [site, { decision: 'rejected' as const }])) } };
}

/** All fixes, or with a decisions file those that it accepts. */
async function outcomeOf(run: OpenRun, file: string, { decisions, unsafe = false }: Settings, notes: string[]): Promise<Pick<Opened, 'outcome' | 'acceptance'>> {
  if (decisions === undefined) return { outcome: await run.outcome({ unsafe }), acceptance: { unsafe } };
  const kept = await readDecisions(file, decisions);
  if (!kept) throw new RepositoryError('no decisions', `there is no ${decisions}; decide with checkmod review, or take \`decisions\` out of the manifest`);
  const { outcome, matched } = await replay(run, kept.decisions, { unsafe, onlyAccepted: true });
  notes.push(...matched.unmatched.map(({ decided: { path, transform, decision }, why }) => `${decision} in ${path}, ${transform}: ${why === 'gone' ? 'its place is gone' : 'several places look like it'}; it was applied to none`));
  return { outcome, acceptance: { unsafe, onlyAccepted: true, choices: choicesOf(matched.bySite) } };
}

/** What a dry run found, its report written to a file. */
export async function plannedBy({ run, outcome, notes, itemsOf }: Opened, reportFile: string, { started, ...known }: Pick<Planned, 'key' | 'base' | 'baseBranch' | 'at'> & { readonly started: number }): Promise<Planned> {
  const report = withoutEvidence(reportOf(run, outcome, { started, written: false }));
  await writeFileAtomic(reportFile, `${JSON.stringify(report)}\n`);
  const taken = new Set(outcome.result.files.flatMap((file) => file.taken ?? []));
  const sites = report.files.flatMap((file) => file.sites.filter(({ id }) => taken.has(id)));
  const used = run.transforms.map(({ id, title }) => ({ id, title, fixes: sites.filter(({ transform }) => transform === id).length, ...(itemsOf && { items: itemsOf(id) }) }));
  return {
    ...known,
    fixes: sites.length,
    files: report.summary.filesChanged + report.projectFiles.length,
    unsafeFixes: report.summary.unsafeFixes,
    left: report.summary.left,
    transforms: used.filter(({ fixes }) => fixes > 0),
    shapes: shapesOf(sites),
    notes: [...notes, ...report.errors.map(({ path, message }) => `${path}: ${message}`)],
  };
}
