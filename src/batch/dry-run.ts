import writeFileAtomic from 'write-file-atomic';
import type { Root } from '../engine/git.ts';
import { scopeOf, type ChecklistScope } from '../run-checklist.ts';
import { openRun, reportOf, type OpenRun, type Outcome, type RunEvent } from '../open-run.ts';
import { withoutEvidence } from '../run.ts';
import { readDecisions } from '../decisions/file.ts';
import { replay } from '../decided.ts';
import type { Acceptance, Site } from '../types.ts';
import type { Settings } from './manifest.ts';
import { placeOf } from './place.ts';
import type { Reviewed } from './reviewed.ts';
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

/** A checkout that was read for what its settings ask for. */
export interface Read {
  readonly run: OpenRun;
  readonly notes: string[];
  readonly itemsOf?: ChecklistScope['itemsOf'] | undefined;
}

/** Reads a checkout for what its settings ask for. `from` is the folder of the manifest. Throws `UsageError`. */
export async function readTree(tree: string, from: string, { transforms, checklist, zones, include, exclude, config }: Settings): Promise<Read> {
  const root: Root = { path: tree, isGit: true };
  const scope = transforms ? undefined : await scopeOf(placeOf(checklist!, from, tree), root, { cwd: from, config });
  const notes: string[] = [];
  const run = await openRun({
    paths: [tree], cwd: from, transforms: transforms ?? scope!.transforms, onEvent: (event: RunEvent) => { if (event.kind === 'note') notes.push(event.message); },
    ...(zones && { zones }), ...(include && { include }), ...(exclude && { exclude }), ...(config && { config }),
  });
  return { run, notes, itemsOf: scope?.itemsOf };
}

/** Reads a checkout, and finds what becomes of it with what is asked for and accepted. Throws `UsageError` and `RepositoryError`. */
export async function open(tree: string, from: string, settings: Settings, reviewed: Reviewed): Promise<Opened> {
  const { limits } = settings;
  const { run, notes, itemsOf } = await readTree(tree, from, settings);
  try {
    const { outcome, acceptance } = await outcomeOf(run, placeOf(settings.decisions ?? '', from, tree), settings, reviewed, notes);
    const changed = outcome.result.files.filter(({ status }) => status === 'changed').length + outcome.support.length;
    if (limits?.changedFiles !== undefined && changed > limits.changedFiles) {
      throw new RepositoryError('more files would change than allowed', `${changed} files would change, and limits.changedFiles is ${limits.changedFiles}; look at what they are, then raise it or narrow the run`);
    }
    return { run, outcome, acceptance, notes, itemsOf };
  } catch (error) {
    await run.close();
    throw error;
  }
}

/** An acceptance that some fixes are left out of. */
export function withoutSites(acceptance: Acceptance, sites: readonly string[]): Acceptance {
  return { ...acceptance, choices: { ...acceptance.choices, ...Object.fromEntries(sites.map((site) => [site, { decision: 'rejected' as const }])) } };
}

/** All fixes that were not rejected; with a decisions file, and once the migration is reviewed, those that are accepted. */
async function outcomeOf(run: OpenRun, file: string, { decisions: name, unsafe = false }: Settings, { rules, decisions: own }: Reviewed, notes: string[]): Promise<Pick<Opened, 'outcome' | 'acceptance'>> {
  const kept = name === undefined ? undefined : await readDecisions(file, name);
  if (name !== undefined && !kept) throw new RepositoryError('no decisions', `there is no ${name}; decide with checkmod review, or take \`decisions\` out of the manifest`);
  const ownSites = new Set(own.map(({ site }) => site));
  const decisions = [...own, ...(kept?.decisions ?? []).filter(({ site }) => !ownSites.has(site))];
  const acceptance: Acceptance = { unsafe, ...((kept ?? rules) && { onlyAccepted: true }) };
  const { outcome, matched, choices } = await replay(run, decisions, acceptance, undefined, rules);
  notes.push(...matched.unmatched.map(({ decided: { path, transform, decision }, why }) => `${decision} in ${path}, ${transform}: ${why === 'gone' ? 'its place is gone' : 'several places look like it'}; it was applied to none`));
  return { outcome, acceptance: { ...acceptance, choices } };
}

/** How many fixes an outcome has. */
export function fixesOf({ result }: Outcome): number {
  return takenIn(result.files).length;
}

function takenIn(files: Outcome['result']['files']): Site[] {
  return files.flatMap(({ sites, taken = [] }) => sites.filter(({ id }) => taken.includes(id)));
}

/** What a dry run found, its report written to a file. */
export async function plannedBy({ run, outcome, acceptance, notes, itemsOf }: Opened, reportFile: string, { started, ...known }: Pick<Planned, 'key' | 'base' | 'baseBranch' | 'at'> & { readonly started: number }): Promise<Planned> {
  const report = withoutEvidence(reportOf(run, outcome, { started, written: false }));
  await writeFileAtomic(reportFile, `${JSON.stringify(report)}\n`);
  const sites = takenIn(outcome.result.files);
  const open = acceptance.onlyAccepted ? report.files.flatMap((file) => file.sites.filter(({ status, decision }) => status === 'pending' && decision === undefined)).length : 0;
  const used = run.transforms.map(({ id, title }) => ({ id, title, fixes: sites.filter(({ transform }) => transform === id).length, ...(itemsOf && { items: itemsOf(id) }) }));
  return {
    ...known,
    fixes: sites.length,
    files: report.summary.filesChanged + report.projectFiles.length,
    unsafeFixes: report.summary.unsafeFixes,
    left: report.summary.left,
    ...(open > 0 && { undecided: open }),
    transforms: used.filter(({ fixes }) => fixes > 0),
    shapes: shapesOf(sites),
    notes: [...notes, ...report.errors.map(({ path, message }) => `${path}: ${message}`)],
  };
}
