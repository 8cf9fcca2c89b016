import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { UsageError } from '../errors.ts';
import { isPath } from '../registry.ts';
import type { Config } from './types.ts';

const EXECUTABLE = ['checkmod.config.js', 'checkmod.config.mjs', 'checkmod.config.ts'];

export interface LoadedConfig {
  readonly config: Config;
  /** Folder that paths in the configuration are relative to. */
  readonly folder: string;
  /** Name of the file it comes from; absent when the project has none. */
  readonly file?: string;
}

interface Place {
  readonly file: string;
  /** The configuration as written; undefined when the file holds none. */
  read(path: string): unknown;
}

const PLACES: readonly Place[] = [
  { file: 'checkmod.config.json', read: (path) => parsed(() => JSON.parse(textOf(path))) },
  ...EXECUTABLE.map((file) => ({ file, read: execute })),
  { file: 'pyproject.toml', read: (path) => mentions(path, /\bcheckmod\b/, (text) => (parseToml(text)['tool'] as Table | undefined)?.['checkmod']) },
  { file: 'package.json', read: (path) => mentions(path, /"checkmod"\s*:/, (text) => (JSON.parse(text) as Table)['checkmod']) },
];

/**
 * Reads the configuration of a root; empty when there is none. Code (a script, or a transform of one's own) is loaded
 * only from the project that `cwd` is in. Throws `UsageError` naming the file and what is wrong in it.
 */
export async function loadConfig(root: string, cwd: string): Promise<LoadedConfig> {
  const mayExecute = isWithin(realpathSync(root), realpathSync(cwd));
  const found: { file: string; value: unknown }[] = [];
  for (const { file, read } of PLACES.filter((place) => existsSync(join(root, place.file)))) {
    if (EXECUTABLE.includes(file) && !mayExecute) throw refusal(file, root, 'its code would be run');
    const value = await inFile(file, () => read(join(root, file)));
    if (value !== undefined) found.push({ file, value });
  }
  const [first, second] = found;
  if (second) throw new UsageError(`both ${first!.file} and ${second.file} configure checkmod; keep one of them`);
  if (!first) return { config: {}, folder: root };
  const { checkConfig } = await import('./check.ts');
  const config = await inFile(first.file, () => checkConfig(first.value));
  const own = config.transforms?.find(isPath);
  if (own !== undefined && !mayExecute) throw refusal(first.file, root, `it names \`${own}\`, whose code would be run`);
  return { config, folder: root, file: first.file };
}

/** A user's mistake in a file is told with the file's name in front. */
async function inFile<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

function refusal(file: string, root: string, why: string): UsageError {
  return new UsageError(`${file} is not used: ${why}, and that happens only when checkmod is started inside its project; run it in ${root}`);
}

/** Runs a script of the user's own, TypeScript or not, for what it exports by default. */
export async function execute(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  // No cache: a dry run writes no file, and a second run in one process sees what changed.
  const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false });
  return jiti.import(path, { default: true }).catch((error: unknown) => {
    throw new UsageError(`it cannot be loaded: ${firstLine(error)}`);
  });
}

/** A manifest that never names checkmod is not checkmod's to complain about, however broken. */
function mentions(path: string, name: RegExp, read: (text: string) => unknown): unknown {
  const text = textOf(path);
  return name.test(text) ? parsed(() => read(text)) : undefined;
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(`it cannot be read: ${firstLine(error)}`);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

type Table = { readonly [key: string]: unknown };
