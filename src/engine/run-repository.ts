import { extname, join } from 'node:path';
import type { LanguageId, PackageFacts, ProjectView, RuleOptions } from '../languages/types.ts';
import { languageOf } from '../languages/index.ts';
import { projectFacts, type ProjectFacts } from '../project/facts.ts';
import type { ScanOnce, SourceText } from '../project/types.ts';
import { isProjectFile } from '../project/files.ts';
import { isSurrounding } from '../project/surroundings.ts';
import type { LoadedTransform } from '../transform.ts';
import type { Acceptance, FileResult, RepositoryFacts, SkippedFor, Zone } from '../types.ts';
import { looksAt, ruleOf } from './find-sites.ts';
import { collectedKey, collectsFrom, type Batch, type FileJob } from './jobs.ts';
import { keyOf, remembered, type Memo } from './memo.ts';
import { openPool, type Pool } from './pool.ts';
import { rememberingPool } from './remembering-pool.ts';
import { repositoryFacts } from './repository-facts.ts';
import { rerunner } from './rerun.ts';
import { readForScan } from './scan.ts';
import { timed } from './timed.ts';
import { inChunks } from './walk.ts';

const OWN_COMMENT = 'checkmod-ignore:';

export interface RepositoryTask {
  /** Folder in which the files lie, under their paths. */
  readonly folder: string;
  /** Every path of the root; zones come from all of them. */
  readonly paths: readonly string[];
  /** Whether a path is among those asked for. */
  readonly isSelected: (path: string) => boolean;
  readonly transforms: readonly LoadedTransform[];
  /** What the transforms are loaded by in a worker, and relative to which folder. */
  readonly transformNames: readonly string[];
  readonly from: string;
  /** The languages their rules are loaded for. */
  readonly languages: readonly LanguageId[];
  readonly zones: readonly Zone[];
  readonly zoneOverrides: { readonly [glob: string]: Zone };
  readonly options: RuleOptions;
  readonly worker?: URL;
  /** Threads to share the work among. */
  readonly jobs?: number;
  /** What earlier runs learnt; none where a transform is not checkmod's own, which may depend on anything. */
  readonly memo?: Memo;
  readonly signal?: AbortSignal;
  readonly onScanned: (done: number, of: number) => void;
  readonly onChecked: (done: number, of: number, path: string) => void;
}

export interface RepositoryResult {
  readonly filesScanned: number;
  readonly files: readonly FileResult[];
  readonly packageOf: (path: string) => PackageFacts;
  /** Texts of the files in the `test` zone, for what their assertions mention. */
  readonly tests: readonly SourceText[];
  /** What is known of the repository as a whole; looked for when somebody asks, in the files as they are then. */
  readonly repository: () => Promise<RepositoryFacts>;
}

/** A repository whose files were read and whose facts are known, to run the transforms over it as often as decisions change. */
export interface OpenRepository {
  /** Runs what a changed acceptance concerns, and the files that were written since; everything the first time. Reads, never writes. */
  run(acceptance: Acceptance, rewritten?: readonly string[]): Promise<RepositoryResult>;
  close(): Promise<void>;
}

/** Reads a repository for the transforms: its files, their zones and what the rules collect. */
export async function openRepository(task: RepositoryTask): Promise<OpenRepository> {
  const candidates = task.paths.filter((path) => languageOf(path));
  let scanned = 0;
  const texts = await timed('read', () => inChunks(candidates, async (path) => {
    const text = await readForScan(join(task.folder, path));
    if ((scanned += 1) % 200 === 0) task.onScanned(scanned, candidates.length);
    return { path, text };
  }));
  task.onScanned(scanned, candidates.length);
  task.signal?.throwIfAborted();
  const selected = texts.filter(({ path }) => task.isSelected(path));
  const hits = selected.filter((source) => hitsPrefilter(task, source));
  const readFacts = async () => {
    const projectFiles = await readTexts(task.folder, task.paths.filter((path) => isProjectFile(path)));
    const surroundings = await readTexts(task.folder, task.paths.filter((path) => isSurrounding(path)));
    const scanOnce: ScanOnce = (path, text, scan) => remembered(task.memo, () => keyOf('scan', extname(path), text), scan);
    return projectFacts(texts, projectFiles, task.paths, { zones: task.zoneOverrides, surroundings, scanOnce });
  };
  const repositoryOf = (facts: ProjectFacts) => repositoryFacts({ ...task, sources: texts, facts, read: (paths) => readTexts(task.folder, paths) });
  if (hits.length === 0) {
    const nothing: RepositoryResult = {
      filesScanned: selected.length, files: [], packageOf: () => ({ dir: '', envNames: [] }), tests: [],
      repository: async () => repositoryOf(await readFacts()),
    };
    return { run: async () => nothing, close: async () => {} };
  }
  const facts = await timed('facts', readFacts);
  const { wanted, skipped, skippedFor } = sortByZone(task, hits, facts);
  const packages: PackageFacts[] = [];
  const jobs = wanted.map(({ path }) => jobFor(path, facts, packages, task));
  const collectors = (asking: readonly string[]) => texts.filter((source) => collects(task, asking, source, facts)).map(({ path }) => jobFor(path, facts, packages, task));
  const asking = askingRules(task, wanted, facts);
  const collecting = collectors(asking);
  const fresh = openPool({ worker: task.worker, transforms: task.transforms, ...(task.jobs !== undefined && { jobs: task.jobs }), ...(task.signal && { signal: task.signal }) });
  const pool = task.memo ? rememberingPool(fresh, task.memo) : fresh;
  const batch = {
    root: task.folder, transforms: task.transformNames, from: task.from, languages: task.languages, files: jobs, packages,
    options: task.options, zones: task.zones, asking, collected: {}, dropped: [], acceptance: { unsafe: false },
  };
  try {
    const collected = await timed('collect', () => collect(pool, { ...batch, files: collecting }));
    const runAgain = rerunner(pool, { ...batch, collected }, { ...task, jobFor: (path) => jobFor(path, facts, packages, task) });
    /** Files that were written may be the first that a rule looks at. */
    const collectAnew = async (rewritten: readonly string[]) => {
      const sources = await readTexts(task.folder, rewritten.filter((path) => languageOf(path)));
      const anew = askingRules(task, sources, facts).filter((key) => !asking.includes(key));
      Object.assign(collected, await collect(pool, { ...batch, files: collectors(anew), asking: anew }));
      asking.push(...anew);
    };
    const tests = texts.filter(({ path }) => facts.zoneOf(path).zone === 'test');
    return {
      run: async (acceptance, rewritten = []) => {
        await collectAnew(rewritten);
        const files = withSkipped(await timed('check', () => runAgain(acceptance, rewritten)), skipped, skippedFor).sort((a, b) => (a.path < b.path ? -1 : 1));
        return { filesScanned: selected.length, files, packageOf: (path) => facts.packageOf(path), tests, repository: () => repositoryOf(facts) };
      },
      close: () => pool.close(),
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

function readTexts(folder: string, paths: readonly string[]): Promise<SourceText[]> {
  return inChunks(paths, async (path) => ({ path, text: await readForScan(join(folder, path)) }));
}

/** A file is also read for a comment of ours, which may keep nothing any more. */
function hitsPrefilter({ transforms }: RepositoryTask, { path, text }: SourceText): boolean {
  if (text.includes(OWN_COMMENT)) return true;
  const language = languageOf(path)!;
  return transforms.some((transform) => ruleOf(transform, language)?.prefilter.test(text));
}

function collects(task: RepositoryTask, asking: readonly string[], { path, text }: SourceText, facts: ProjectFacts): boolean {
  const { zone } = facts.zoneOf(path);
  return task.transforms.some((transform) => collectsFrom(transform, { asking, zones: task.zones }, languageOf(path)!, zone, text));
}

/** By `collectedKey`, the rules that have a file to look at: nobody asks for what the others would collect. */
function askingRules(task: RepositoryTask, sources: readonly SourceText[], facts: ProjectFacts): string[] {
  const asking = new Set<string>();
  for (const { path, text } of sources) {
    const language = languageOf(path)!;
    const { zone } = facts.zoneOf(path);
    for (const transform of task.transforms) {
      const key = collectedKey(transform.id, language.id);
      if (!asking.has(key) && looksAt(transform, task, zone) && ruleOf(transform, language)?.prefilter.test(text)) asking.add(key);
    }
  }
  return [...asking];
}

interface Sorted {
  readonly wanted: SourceText[];
  /** Files in a zone that none of the transforms they hit looks at: one entry of the report each, without sites. */
  readonly skipped: FileResult[];
  /** By path, what the zone keeps out of a file that another transform looks at. */
  readonly skippedFor: ReadonlyMap<string, readonly SkippedFor[]>;
}

function sortByZone(task: RepositoryTask, hits: readonly SourceText[], facts: ProjectFacts): Sorted {
  const wanted: SourceText[] = [];
  const skipped: FileResult[] = [];
  const skippedFor = new Map<string, readonly SkippedFor[]>();
  for (const source of hits) {
    const language = languageOf(source.path)!;
    const { zone, reason } = facts.zoneOf(source.path);
    const rules = task.transforms.filter((transform) => ruleOf(transform, language)?.prefilter.test(source.text));
    if (task.transforms.some((transform) => looksAt(transform, task, zone) && (rules.includes(transform) || source.text.includes(OWN_COMMENT)))) {
      wanted.push(source);
      const kept = rules.filter((transform) => !looksAt(transform, task, zone));
      if (kept.length > 0) skippedFor.set(source.path, kept.map(({ id }) => ({ transform: id, reason: `${zone}: ${reason}` })));
    } else if (rules.length > 0) skipped.push({ path: source.path, language: language.id, zone, status: 'skipped', reason: `${zone}: ${reason}`, sites: [], needs: [], actions: [] });
  }
  return { wanted, skipped, skippedFor };
}

/** A file that was skipped and is changed for a fix elsewhere is one entry. */
function withSkipped(done: readonly FileResult[], skipped: readonly FileResult[], skippedFor: Sorted['skippedFor']): FileResult[] {
  const ran = new Map(done.map((result) => [result.path, result]));
  const others = skipped.filter(({ path }) => ran.get(path)?.status !== 'changed');
  const listed = done.filter(({ path }) => !others.some((other) => other.path === path));
  return [...listed.map((result) => ({ ...result, ...(skippedFor.has(result.path) && { skippedFor: skippedFor.get(result.path)! }) })), ...others];
}

function jobFor(path: string, facts: ProjectFacts, packages: PackageFacts[], { isSelected }: RepositoryTask): FileJob {
  const own = facts.packageOf(path);
  if (!packages.includes(own)) packages.push(own);
  const beforeLogging = facts.beforeLogging(path);
  // Of a file that is not asked for the action alone tells.
  const loggingPlaces = facts.loggingPlaces(path).filter((place) => isSelected(place.path));
  const runByHand = facts.runByHand(path);
  return {
    path, language: languageOf(path)!.id, zone: facts.zoneOf(path).zone, package: packages.indexOf(own),
    loggerWouldCycle: facts.loggerWouldCycle(path), importedNames: facts.importedNames(path),
    loggerImports: facts.loggerImports(path),
    ...(beforeLogging && { beforeLogging }),
    ...(loggingPlaces.length > 0 && { loggingPlaces }),
    ...(runByHand && { runByHand }),
  };
}

async function collect(pool: Pool, batch: Batch): Promise<Batch['collected']> {
  const facts = batch.files.length > 0 ? await pool.collect(batch, () => {}) : [];
  const merged: { [key: string]: { path: string; facts: ProjectView['collected'][number]['facts'] }[] } = {};
  for (const { path, facts: own } of facts.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    for (const [transform, value] of Object.entries(own)) (merged[collectedKey(transform, languageOf(path)!.id)] ??= []).push({ path, facts: value });
  }
  return merged;
}
