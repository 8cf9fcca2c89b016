import type { Command } from 'commander';
import { DECISIONS_PATH } from '../decisions/path.ts';
import { UsageError } from '../errors.ts';
import type { RunOptions } from '../run.ts';
import { ZONES, type Zone } from '../types.ts';
import { listOption, positiveNumber } from './list-option.ts';

/** What is looked at, and what may be written: the same for every command that makes a run. */
export interface SelectionFlags {
  readonly transform?: string[];
  readonly checklist?: string;
  /** `true` where no file is named. */
  readonly decisions?: string | true;
  readonly since?: string;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly zone?: Zone[];
  readonly allowDirty?: true;
  readonly allowNoVcs?: true;
  readonly jobs?: number;
  /** False with `--no-cache`. */
  readonly cache: boolean;
}

/** Adds the paths and the options that `SelectionFlags` holds. */
export function addSelection(command: Command): Command {
  return command
    .argument('[paths...]', 'files and folders of one repository; all of it if none is given')
    .option('-t, --transform <id[,id]>', 'only these transforms; a value with "/" is one of your own; repeatable', listOption())
    .option('--checklist <file>', 'only what the items of this checklist ask for, grouped by item')
    .option('--decisions [file]', `the decisions about fixes: a run replays them, a review keeps them (default: ${DECISIONS_PATH})`)
    .option('--since <ref>', 'only files changed since a git ref')
    .option('--include <glob>', 'only files that match; repeatable', repeatable)
    .option('--exclude <glob>', 'not the files that match; repeatable', repeatable)
    .option('--zone <zone[,zone]>', 'also look at files of these zones, such as cli or script', listOption(ZONES))
    .option('--allow-dirty', 'write into files with uncommitted changes')
    .option('--allow-no-vcs', 'write outside version control')
    .option('--jobs <n>', 'threads to share the work among (default: one per core)', positiveNumber)
    .option('--no-cache', 'look at every file anew, and keep nothing for the next run');
}

/** The options of a run that the paths and flags ask for, but for the checklist. */
export function selectionOf(paths: readonly string[], { transform: transforms, zone: zones, decisions, since, include, exclude, allowDirty, allowNoVcs, jobs, cache }: SelectionFlags): RunOptions {
  return {
    paths,
    ...(transforms && { transforms }), ...(zones && { zones }), ...(include && { include }), ...(exclude && { exclude }),
    ...(since !== undefined && { since }), ...(decisions !== undefined && { decisions: decisionsFile(decisions) }), ...(allowDirty && { allowDirty }), ...(allowNoVcs && { allowNoVcs }),
    ...(jobs !== undefined && { jobs }), ...(!cache && { cache }),
  };
}

/** The option takes a word behind it, which may have been meant as a path. */
function decisionsFile(named: string | true): string {
  if (named === true) return DECISIONS_PATH;
  if (!named.endsWith('.json')) throw new UsageError(`--decisions ${named}: a decisions file ends in .json; put a path to look at in front of the option`);
  return named;
}

/** A glob may hold commas (`{a,b}`), so it is taken as it is. */
function repeatable(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
