import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { buildReport } from './build-report.ts';
import { openCache } from './cache/index.ts';
import { loadConfig } from './config/load.ts';
import type { Config } from './config/types.ts';
import { changedSince, findRoot, type Root } from './engine/git.ts';
import { WriteError } from './engine/replace.ts';
import { openRepository, type RepositoryResult } from './engine/run-repository.ts';
import { decodeSource, rawText } from './engine/source-file.ts';
import { stagedTree, type StagedTree } from './engine/staged.ts';
import { workTree } from './engine/tree.ts';
import { timed } from './engine/timed.ts';
import { underPaths } from './engine/walk.ts';
import { writeStaged } from './engine/write-staged.ts';
import { checkMayWrite, writeChanges, type Change } from './engine/write.ts';
import { UsageError } from './errors.ts';
import { followUps } from './follow-ups.ts';
import { languagesOf } from './languages/index.ts';
import type { RuleOptions } from './languages/types.ts';
import { projectEdits, type PackageNeed, type ProjectEdit } from './project/support.ts';
import { isPath, loadTransforms } from './registry.ts';
import type { Report } from './report.ts';
import type { LoadedTransform } from './transform.ts';
import type { Acceptance, Zone } from './types.ts';

/** Only the build has it; from TypeScript sources all work is done in this thread. */
const WORKER = new URL('./worker.js', import.meta.url);
const BUILD_ID = new URL('./build-id', import.meta.url);
const NOT_LOOKED_AT = ['.ipynb', '.pyi', '.vue', '.svelte'];

/** What a run is asked to do; everything has a default. */
export interface RunOptions {
  /** Files or folders, relative to `cwd`; the root's whole tree when empty. */
  readonly paths?: readonly string[];
  readonly cwd?: string;
  /** Ids, or paths of a user's own transforms; all built-in ones (or those of the configuration) if absent. */
  readonly transforms?: readonly string[];
  readonly write?: boolean;
  readonly unsafe?: boolean;
  readonly zones?: readonly Zone[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Only files changed since this git ref. */
  readonly since?: string;
  /** What is in git's index, instead of the work tree: the files that differ from HEAD, and files that `paths` names. */
  readonly staged?: boolean;
  readonly allowDirty?: boolean;
  readonly allowNoVcs?: boolean;
  /** Site ids: taken whatever their tier; when present a write takes only these. */
  readonly accepted?: readonly string[];
  /** Site ids: not taken. */
  readonly rejected?: readonly string[];
  /** A decisions file, relative to `cwd`: what it says is replayed, and when present a write takes only what it accepts. */
  readonly decisions?: string;
  /** Asks anew about what the decisions file rejects. */
  readonly reconsider?: boolean;
  /** Compare with the root's baseline, where it has one. */
  readonly baseline?: boolean;
  /** Also remove `checkmod-ignore` comments that keep nothing. */
  readonly pruneIgnores?: boolean;
  /** Threads to share the work among; as many as the machine has cores if absent. */
  readonly jobs?: number;
  /** False: look at every file anew, and keep nothing for the next run. */
  readonly cache?: boolean;
  /** Used instead of the configuration file of the root. */
  readonly config?: Config;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

/** Files to change beside the code, once it is known what a run changes: written with it, or not at all. */
export type AlsoChange = (result: RepositoryResult) => readonly ProjectEdit[] | Promise<readonly ProjectEdit[]>;

export type RunEvent =
  | { readonly kind: 'listed'; readonly files: number }
  | { readonly kind: 'scanned'; readonly done: number; readonly of: number }
  | { readonly kind: 'checked'; readonly done: number; readonly of: number; readonly path: string }
  /** `undo` is the command that brings the old texts back. */
  | { readonly kind: 'written'; readonly undo: string }
  | { readonly kind: 'note'; readonly message: string };

/** A run whose repository was read: to be looked at under one set of decisions after the other, and written under one. */
export interface OpenRun {
  readonly root: Root;
  readonly transforms: readonly LoadedTransform[];
  /** Every path of the root, and whether one is among those asked for. */
  readonly paths: readonly string[];
  isSelected(path: string): boolean;
  /** What the repository becomes. Reads, never writes; `rewritten` are paths whose text on disk is another than the last time. */
  outcome(acceptance: Acceptance, alsoChange?: AlsoChange, rewritten?: readonly string[]): Promise<Outcome>;
  /** Writes an outcome, all of it or nothing. Gives the error when that failed. Throws `UsageError` where writing could lose work. */
  write(outcome: Outcome): Promise<WriteError | undefined>;
  close(): Promise<void>;
}

export interface Outcome {
  readonly result: RepositoryResult;
  /** Changes of files beside the code. */
  readonly support: readonly ProjectEdit[];
}

/** Reads the repository the paths lie in. Throws `UsageError`. */
export async function openRun(options: RunOptions): Promise<OpenRun> {
  const cwd = options.cwd ?? process.cwd();
  const tell = options.onEvent ?? (() => {});
  const root = await findRoot(options.paths ?? [], cwd);
  const { config, folder } = options.config ? { config: options.config, folder: cwd } : await loadConfig(root.path, cwd);
  const named = options.transforms ?? config.transforms;
  const from = options.transforms ? cwd : folder;
  const staged = options.staged ? await stagedTree(root) : undefined;
  const tree = staged ?? await timed('list', () => workTree(root));
  try {
    const isSelected = await selection(options, config, root.path, cwd, staged?.changed);
    const languages = languagesOf(tree.paths.filter(isSelected));
    const transforms = await timed('load', () => loadTransforms(named, from, languages));
    const cache = options.cache === false || (named ?? []).some(isPath) ? undefined : await openCache(root.path, BUILD_ID);
    tell({ kind: 'listed', files: tree.paths.length });
    for (const message of [...tree.notes, ...notLookedAt(tree.paths)]) tell({ kind: 'note', message });
    const repository = await openRepository({
      folder: tree.folder, paths: tree.paths, isSelected,
      transforms, transformNames: named ?? transforms.map(({ id }) => id), from, languages,
      zones: [...(options.zones ?? []), ...(config.zones ?? [])], zoneOverrides: config.zoneOverrides ?? {},
      options: ruleOptions(config), worker: WORKER,
      ...(cache && { memo: cache }), ...(options.jobs !== undefined && { jobs: options.jobs }),
      ...(options.signal && { signal: options.signal }),
      onScanned: (done, of) => tell({ kind: 'scanned', done, of }),
      onChecked: (done, of, path) => tell({ kind: 'checked', done, of, path }),
    });
    return {
      root, transforms, paths: tree.paths, isSelected,
      outcome: async (acceptance, alsoChange = () => [], rewritten = []) => {
        const result = await repository.run(acceptance, rewritten);
        const needed = await timed('support', () => projectEdits(packageNeeds(result), async (path) => textOf(path, await tree.read(path))));
        return { result, support: [...needed, ...await alsoChange(result)] };
      },
      write: (outcome) => write(root, changesOf(outcome), options, staged),
      close: async () => {
        await repository.close();
        await tree.close();
        await timed('save', () => cache?.save());
      },
    };
  } catch (error) {
    await tree.close();
    throw error;
  }
}

/** The report of an outcome, written or not. `started` is when the run began, as `performance.now()` tells it. */
export function reportOf({ root }: OpenRun, { result, support }: Outcome, { started, written, failure }: { readonly started: number; readonly written: boolean; readonly failure?: WriteError | undefined }): Report {
  return buildReport({
    root: root.path, result, projectEdits: support, actions: followUps(result), written: written && !failure,
    errors: failure ? [{ path: failure.path, message: failure.message }] : [],
    elapsedMs: Math.round(performance.now() - started),
  });
}

/** What the options say about which fixes are taken. */
export function acceptanceOf({ unsafe = false, accepted, rejected, write = false, pruneIgnores }: RunOptions): Acceptance {
  const choices = Object.fromEntries([
    ...(accepted ?? []).map((id) => [id, { decision: 'accepted' as const }] as const),
    ...(rejected ?? []).map((id) => [id, { decision: 'rejected' as const }] as const),
  ]);
  return { unsafe, choices, ...(accepted && write && { onlyAccepted: true }), ...(pruneIgnores && { pruneIgnores }) };
}

/** Gives the error when a write failed; all is as it was then. */
async function write(root: Root, changes: readonly Change[], { allowDirty, allowNoVcs, signal, onEvent }: RunOptions, staged: StagedTree | undefined): Promise<WriteError | undefined> {
  if (!staged) await checkMayWrite(root, changes, { dirty: allowDirty ?? false, noVcs: allowNoVcs ?? false });
  signal?.throwIfAborted();
  if (changes.length === 0) return undefined;
  try {
    const undo = staged ? await writeStaged(root, staged, changes) : await writeChanges(root, changes);
    onEvent?.({ kind: 'written', undo: `git apply ${quoted(undo)}` });
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return error;
    throw error;
  }
}

async function selection(options: RunOptions, config: Config, root: string, cwd: string, staged: ReadonlySet<string> | undefined): Promise<(path: string) => boolean> {
  const isUnder = underPaths(root, cwd, options.paths ?? []);
  const include = options.include ?? config.include;
  const exclude = [...(options.exclude ?? []), ...(config.exclude ?? [])];
  const isIncluded = include?.length ? picomatch([...include], { dot: true }) : () => true;
  const isExcluded = exclude.length > 0 ? picomatch(exclude, { dot: true }) : () => false;
  const changed = options.since === undefined ? undefined : await changedSince(root, options.since);
  const named = new Set((options.paths ?? []).map((path) => relative(root, resolve(cwd, path)).split(sep).join('/')));
  const isStaged = (path: string) => staged === undefined || staged.has(path) || named.has(path);
  return (path) => isUnder(path) && isIncluded(path) && !isExcluded(path) && (changed?.has(path) ?? true) && isStaged(path);
}

function ruleOptions({ logger, env, secrets, options }: Config): RuleOptions {
  return {
    loggerNames: logger?.names ?? [],
    ...(logger?.factory !== undefined && { loggerFactory: logger.factory }),
    ...(env?.cors !== undefined && { corsEnv: env.cors }),
    secretWords: secrets?.words ?? [],
    notSecretWords: secrets?.notWords ?? [],
    transforms: options ?? {},
  };
}

function packageNeeds({ files, packageOf }: RepositoryResult): PackageNeed[] {
  return files.flatMap(({ path, needs }) => needs.map((need) => ({ ...need, package: packageOf(path) })));
}

/** Every file that an outcome writes. */
export function changesOf({ result: { files }, support }: Outcome): Change[] {
  const changed = files.filter(({ status }) => status === 'changed')
    .map(({ path, before, after, encoding }) => ({ path, before: before!, after: after!, ...(encoding !== undefined && { encoding }) }));
  return [...changed, ...support.map(({ path, before, after }) => ({ path, after, ...(before !== undefined && { before }) }))];
}

function textOf(path: string, bytes: Buffer | undefined): string | undefined {
  try {
    return bytes && rawText(decodeSource(bytes));
  } catch (error) {
    throw new UsageError(`${path} must be changed but cannot be read: ${(error as Error).message}`);
  }
}

/** Kinds of files that hold code checkmod does not read. */
function notLookedAt(paths: readonly string[]): string[] {
  return NOT_LOOKED_AT.flatMap((extension) => {
    const count = paths.filter((path) => path.endsWith(extension)).length;
    return count > 0 ? [`${count} ${extension} ${count === 1 ? 'file was' : 'files were'} not looked at`] : [];
  });
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /[^\w./:@%+-]/.test(path) ? `'${path.replaceAll("'", `'\\''`)}'` : path;
}
