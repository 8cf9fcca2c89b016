import { tickEdits } from './checklist/tick.ts';
import type { Judged } from './checklist/verdict.ts';
import type { Config } from './config/types.ts';
import { findRoot, type Root } from './engine/git.ts';
import type { RepositoryResult } from './engine/run-repository.ts';
import { listFiles } from './engine/walk.ts';
import { UsageError } from './errors.ts';
import { askedBy, lookAt } from './plan/asked.ts';
import { readChecklist, type ChecklistFile } from './plan/read-checklist.ts';
import type { ProjectEdit } from './project/support.ts';
import { findTransforms } from './registry.ts';
import type { FileReport, ItemReport, Report } from './report.ts';
import { run, type RunOptions } from './run.ts';

export interface ChecklistRunOptions extends RunOptions {
  /** The checklist whose items are asked for, relative to `cwd`. */
  readonly checklist: string;
  /** Also tick the items that hold once the run is written. */
  readonly tick?: boolean;
}

/**
 * Runs the transforms that the items of a checklist ask for; `transforms` narrows them further. Items are judged by the
 * whole repository, whatever part of it the run changes, and ticked in the same write. Throws `UsageError`.
 */
export async function runChecklist({ checklist, tick = false, ...options }: ChecklistRunOptions): Promise<Report> {
  const cwd = options.cwd ?? process.cwd();
  const root = await findRoot(options.paths ?? [], cwd);
  const file = await readChecklist(checklist, cwd, root.path);
  if (tick) await checkMayTick(file, root, checklist);
  const asked = await askedBy(file, root, cwd, options.config);
  const { config, signal, zones, unsafe } = options;
  const judge = await lookAt(asked, root, { paths: [root.path], cwd, ...(config && { config }), ...(signal && { signal }), ...(zones && { zones }), ...(unsafe && { unsafe }) });
  let after: readonly Judged[] = [];
  let ticked: ReturnType<typeof tickedList>;
  const transforms = await namesOf(asked.transforms.filter(({ transform }) => !transform.check), options.transforms, cwd);
  const report = await run({ ...options, transforms }, async (result) => {
    after = judge({ ids: takenBy(result) });
    ticked = tick ? tickedList(file, after, unsafe ?? false) : undefined;
    return ticked ? [ticked.edit] : [];
  });
  const isWritten = report.files.some(({ sites }) => sites.some(({ status }) => status === 'fixed'));
  const judged = isWritten ? after : judge();
  return withItems(report, file, judged.map((each) => each.report), tick ? ticked?.lines ?? [] : undefined);
}

/** What a checklist has looked at: the transforms its items ask for, by the names a run takes, and the items of each. */
export interface ChecklistScope {
  readonly path: string;
  readonly transforms: readonly string[];
  itemsOf(transform: string): readonly { readonly line: number; readonly text: string }[];
}

/** Matches a checklist without looking at the code. Throws `UsageError`. */
export async function checklistScope({ checklist, ...options }: ChecklistRunOptions): Promise<ChecklistScope> {
  const cwd = options.cwd ?? process.cwd();
  return scopeOf(checklist, await findRoot(options.paths ?? [], cwd), { cwd, config: options.config }, options.transforms);
}

/** The scope of a checklist for a repository that is read as it lies there. Throws `UsageError`. */
export async function scopeOf(checklist: string, root: Root, { cwd, config }: { readonly cwd: string; readonly config?: Config | undefined }, named?: readonly string[]): Promise<ChecklistScope> {
  const asked = await askedBy(await readChecklist(checklist, cwd, root.path), root, cwd, config);
  return {
    path: asked.file.path,
    transforms: await namesOf(asked.transforms.filter(({ transform }) => !transform.check), named, cwd),
    itemsOf: (id) => asked.file.checklist.items.filter((_, i) => asked.recognised[i]!.transforms.some(({ transform }) => transform === id)).map(({ line, text }) => ({ line, text })),
  };
}

/** A run's transforms: those asked for, or those of them that are also named. */
async function namesOf(asked: readonly { readonly transform: { readonly id: string }; readonly name: string }[], named: readonly string[] | undefined, cwd: string): Promise<string[]> {
  const wanted = named && (await findTransforms(named, cwd)).map(({ id }) => id);
  return asked.filter(({ transform }) => wanted?.includes(transform.id) ?? true).map(({ name }) => name);
}

/** Found out before the run: a list that is not the repository's own has no place in its diff. */
async function checkMayTick({ path, isInRoot }: ChecklistFile, root: Root, name: string): Promise<void> {
  if (!isInRoot) throw new UsageError(`--tick: ${name} lies outside ${root.path}; copy it into the repository`);
  const { paths } = await listFiles(root);
  if (!paths.includes(path)) throw new UsageError(`--tick: git ignores ${name}, so its change could not be reviewed or undone; leave out --tick`);
}

function takenBy({ files }: RepositoryResult): Set<string> {
  return new Set(files.filter(({ status }) => status === 'changed').flatMap(({ taken = [] }) => taken));
}

/** The list with the items that hold once the run is written, and their lines. */
function tickedList({ path, text, bom, checklist }: ChecklistFile, judged: readonly Judged[], unsafe: boolean): { readonly edit: ProjectEdit; readonly lines: readonly number[] } | undefined {
  const byItem = new Map(judged.map(({ item, holdsAfter }) => [item, holdsAfter]));
  const edits = tickEdits(checklist, text, (item) => byItem.get(item), { unsafe });
  const after = [...edits].sort((a, b) => b.start - a.start).reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);
  const isEdited = ({ item: { box, marks } }: Judged) => [...(box ? [box] : []), ...marks].some(({ start }) => edits.some((edit) => edit.start === start));
  return after === text ? undefined : { edit: { path, before: bom + text, after: bom + after, sites: [] }, lines: judged.filter(isEdited).map(({ item }) => item.line) };
}

/** The report with the items each place belongs to, and what the run did for every item. */
function withItems(report: Report, { path }: ChecklistFile, items: readonly ItemReport[], ticked: readonly number[] | undefined): Report {
  const itemsOf = (transform: string) => items.filter(({ transforms }) => transforms.includes(transform)).map(({ line, text }) => ({ line, text }));
  const files = report.files.map((file): FileReport => ({ ...file, sites: file.sites.map((site) => ({ ...site, items: itemsOf(site.transform) })) }));
  return { ...report, files, checklist: { path, items, ...(ticked && { ticked }) } };
}
