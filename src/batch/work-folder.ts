import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UsageError } from '../errors.ts';
import type { Target } from './targets.ts';
import type { RepositoryState } from './types.ts';
import { withoutCredentials } from './url.ts';

/** The folder that holds all there is to know of a migration. Every file in it is whole at any time. */
export interface WorkFolder {
  readonly path: string;
  /** Where a repository is checked out, and where its fixes are tried. */
  tree(id: string): string;
  scratch(id: string): string;
  /** The report of a dry run, as `run -f json` gives it. */
  report(id: string): string;
  log(id: string): string;
}

export function workFolder(manifestFolder: string, name: string | undefined, cwd: string): WorkFolder {
  const path = name === undefined ? join(manifestFolder, '.checkmod-batch') : resolve(cwd, name);
  return {
    path,
    tree: (id) => join(path, 'trees', id),
    scratch: (id) => join(path, 'scratch', id),
    report: (id) => join(path, 'reports', `${id}.json`),
    log: (id) => join(path, 'logs', `${id}.log`),
  };
}

/** Makes the folder what it has to be. Throws `UsageError` where it cannot be written. */
export async function prepare({ path }: WorkFolder): Promise<void> {
  try {
    for (const name of ['repositories', 'reports', 'logs', 'trees', 'scratch']) await mkdir(join(path, name), { recursive: true });
    // It often lies in a repository of its own, that of the manifest.
    await writeFile(join(path, '.gitignore'), '*\n');
  } catch (error) {
    throw new UsageError(`the work folder ${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? error}); name another with --work`);
  }
}

/** Says in the folder which manifest it belongs to. */
export async function rememberManifest({ path }: WorkFolder, hash: string): Promise<void> {
  await writeFileAtomic(join(path, 'batch.json'), `${JSON.stringify({ version: 1, manifest: hash }, undefined, 2)}\n`);
}

/** What is known of a repository; of one that was never looked at, its name. */
export async function stateOf({ path }: WorkFolder, { id, name, source }: Target): Promise<RepositoryState> {
  const file = stateFile(path, id);
  const fresh: RepositoryState = { version: 1, id, name, source: withoutCredentials('url' in source ? source.url : source.path), made: [] };
  if (!existsSync(file)) return fresh;
  try {
    return { ...JSON.parse(await readFile(file, 'utf8')) as RepositoryState, name };
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as Error).message}); move it away and run the same command again`);
  }
}

export async function saveState({ path }: WorkFolder, state: RepositoryState): Promise<void> {
  await writeFileAtomic(stateFile(path, state.id), `${JSON.stringify(state, undefined, 2)}\n`);
}

export async function log(work: WorkFolder, id: string, text: string): Promise<void> {
  await appendFile(work.log(id), `${new Date().toISOString()} ${withoutCredentials(text.trimEnd())}\n`);
}

function stateFile(path: string, id: string): string {
  return join(path, 'repositories', `${id}.json`);
}
