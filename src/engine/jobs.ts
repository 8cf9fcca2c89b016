import { join } from 'node:path';
import { LANGUAGES } from '../languages/index.ts';
import { SyntaxProblem, type BeforeLogging, type Language, type LanguageId, type LoggingPlace, type PackageFacts, type ProjectView, type RuleOptions, type TerminalProgram } from '../languages/types.ts';
import type { LoadedTransform } from '../transform.ts';
import type { Acceptance, FileResult, Json, Visit, Zone } from '../types.ts';
import { looksAt, ruleOf } from './find-sites.ts';
import { runFile } from './run-file.ts';
import { readSource, UnreadableFile } from './source-file.ts';

export interface FileJob {
  readonly path: string;
  readonly language: LanguageId;
  readonly zone: Zone;
  /** Index into the batch's packages. */
  readonly package: number;
  readonly loggerWouldCycle: boolean;
  readonly importedNames: readonly string[];
  readonly loggerImports: ProjectView['loggerImports'];
  readonly beforeLogging?: BeforeLogging;
  readonly loggingPlaces?: readonly LoggingPlace[];
  readonly runByHand?: readonly TerminalProgram[];
  /** What fixes of other files change here. */
  readonly visits?: readonly Visit[];
}

/** What `collect` said about one file, by transform. */
export interface Collected {
  readonly path: string;
  readonly facts: { readonly [transform: string]: Json };
}

/** A share of the work, as plain data: what a worker thread or another machine gets. */
export interface Batch {
  readonly root: string;
  /** Names the transforms are loaded by, and the folder their paths are relative to. */
  readonly transforms: readonly string[];
  readonly from: string;
  /** The languages their rules are loaded for. */
  readonly languages: readonly LanguageId[];
  readonly files: readonly FileJob[];
  readonly packages: readonly PackageFacts[];
  readonly options: RuleOptions;
  readonly zones: readonly Zone[];
  /** By `collectedKey`, the rules that are to collect. */
  readonly asking: readonly string[];
  readonly acceptance: Acceptance;
  /** By `collectedKey`. */
  readonly collected: { readonly [key: string]: ProjectView['collected'] };
  /** Groups, and ids of sites, that are not taken though accepted, with the reason. */
  readonly dropped: readonly (readonly [string, string])[];
}

/** Code that no server runs: what a rule wants to know of the others is not in it. */
const WITHOUT_FACTS: ReadonlySet<Zone> = new Set(['frontend', 'migration', 'generated']);

/** Whether a rule is to collect from a file. */
export function collectsFrom(transform: LoadedTransform, { asking, zones }: Pick<Batch, 'asking' | 'zones'>, language: Language, zone: Zone, text: string): boolean {
  if (WITHOUT_FACTS.has(zone) && !looksAt(transform, { zones }, zone)) return false;
  return asking.includes(collectedKey(transform.id, language.id)) && (ruleOf(transform, language)?.collect?.prefilter.test(text) ?? false);
}

/** Asks the rules that are to collect for their facts about each file. Files that do not parse have none. */
export async function collectBatch(batch: Batch, transforms: readonly LoadedTransform[]): Promise<Collected[]> {
  const all = await Promise.all(batch.files.map(async (job) => {
    const language = LANGUAGES[job.language];
    const source = await readSource(join(batch.root, job.path)).catch(unreadable);
    const rules = transforms.filter((transform) => source && collectsFrom(transform, batch, language, job.zone, source.text));
    if (!source || rules.length === 0) return undefined;
    try {
      const doc = language.parse(source.text, job.path);
      const facts = rules.map((transform) => [transform.id, ruleOf(transform, language)!.collect!.facts(doc, viewOf(batch, job, transform.id))] as const);
      return { path: job.path, facts: Object.fromEntries(facts.filter(([, value]) => value !== undefined)) as Collected['facts'] };
    } catch (error) {
      if (error instanceof SyntaxProblem) return undefined;
      throw error;
    }
  }));
  return all.filter((each) => each !== undefined);
}

/** Runs the transforms over each file. A file that cannot be read as text is skipped with the reason. */
export async function runBatch(batch: Batch, transforms: readonly LoadedTransform[]): Promise<FileResult[]> {
  return Promise.all(batch.files.map(async (job) => {
    const language = LANGUAGES[job.language];
    const about = { path: job.path, language: job.language, zone: job.zone, sites: [], needs: [], actions: [] };
    const source = await readSource(join(batch.root, job.path)).catch((error: unknown) => unreadableReason(error));
    if (typeof source === 'string') return { ...about, status: 'skipped' as const, reason: source };
    try {
      return await runFile({
        path: job.path, zone: job.zone, source, language,
        transforms: transforms.filter((transform) => looksAt(transform, batch, job.zone)),
        view: (transform) => viewOf(batch, job, transform),
        acceptance: batch.acceptance, zones: batch.zones, dropped: new Map(batch.dropped), visits: job.visits ?? [],
      });
    } catch (error) {
      return { ...about, status: 'failed' as const, reason: `checkmod broke on this file, please report it: ${(error as Error).stack ?? error}` };
    }
  }));
}

/** Facts are those of one rule: the rules of a transform for two languages know nothing of each other. */
export function collectedKey(transform: string, language: LanguageId): string {
  return `${transform} ${language}`;
}

function viewOf(batch: Batch, job: FileJob, transform: string): ProjectView {
  return {
    path: job.path, zone: job.zone, package: batch.packages[job.package]!,
    loggerWouldCycle: job.loggerWouldCycle, importedNames: job.importedNames, loggerImports: job.loggerImports,
    ...(job.beforeLogging && { beforeLogging: job.beforeLogging }),
    ...(job.loggingPlaces && { loggingPlaces: job.loggingPlaces }),
    ...(job.runByHand && { runByHand: job.runByHand }),
    collected: batch.collected[collectedKey(transform, job.language)] ?? [], options: batch.options,
  };
}

function unreadable(): undefined {
  return undefined;
}

function unreadableReason(error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code) return `it cannot be read (${code})`;
  throw error;
}
