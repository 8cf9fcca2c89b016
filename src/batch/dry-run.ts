import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Root } from '../engine/git.ts';
import { transformsAsked } from '../run-checklist.ts';
import { openRun, reportOf, type OpenRun, type Outcome, type RunEvent } from '../open-run.ts';
import { withoutEvidence } from '../run.ts';
import type { Settings } from './manifest.ts';
import { shapesOf } from './shape.ts';
import { RepositoryError, type Planned } from './types.ts';

/** A checkout that was read, and what becomes of it with all fixes. */
export interface Opened {
  readonly run: OpenRun;
  readonly outcome: Outcome;
  readonly notes: readonly string[];
}

/** Reads a checkout for what its settings ask for. `from` is the folder of the manifest. Throws `UsageError` and `RepositoryError`. */
export async function open(tree: string, from: string, settings: Settings): Promise<Opened> {
  const { transforms, checklist, unsafe = false, zones, include, exclude, config, limits } = settings;
  const root: Root = { path: tree, isGit: true };
  const names = transforms ?? await transformsAsked(/^\.{1,2}\/|^\//.test(checklist!) ? checklist! : join(tree, checklist!), root, { cwd: from, config });
  const notes: string[] = [];
  const run = await openRun({
    paths: [tree], cwd: from, transforms: names, onEvent: (event: RunEvent) => { if (event.kind === 'note') notes.push(event.message); },
    ...(zones && { zones }), ...(include && { include }), ...(exclude && { exclude }), ...(config && { config }),
  });
  try {
    const outcome = await run.outcome({ unsafe });
    const changed = outcome.result.files.filter(({ status }) => status === 'changed').length + outcome.support.length;
    if (limits?.changedFiles !== undefined && changed > limits.changedFiles) {
      throw new RepositoryError('more files would change than allowed', `${changed} files would change, and limits.changedFiles is ${limits.changedFiles}; look at what they are, then raise it or narrow the run`);
    }
    return { run, outcome, notes };
  } catch (error) {
    await run.close();
    throw error;
  }
}

/** What a dry run found, its report written to a file. */
export async function plannedBy({ run, outcome, notes }: Opened, reportFile: string, { started, ...known }: Pick<Planned, 'key' | 'base' | 'baseBranch' | 'at'> & { readonly started: number }): Promise<Planned> {
  const report = withoutEvidence(reportOf(run, outcome, { started, written: false }));
  await writeFileAtomic(reportFile, `${JSON.stringify(report)}\n`);
  const sites = report.files.flatMap((file) => file.sites.filter(({ status }) => status === 'pending'));
  const used = run.transforms.map(({ id, title }) => ({ id, title, fixes: sites.filter(({ transform }) => transform === id).length }));
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
