import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitIn } from './own-git.ts';
import { RepositoryError } from './types.ts';
import { protocolsOf } from './url.ts';

/** A remote that does not answer in this time is taken for gone. */
const ANSWER_MS = 120_000;

/** What a remote says of itself. */
export interface RemoteFacts {
  readonly defaultBranch?: string;
  /** Tips of the branches asked for, and of `HEAD`. */
  readonly tips: ReadonlyMap<string, string>;
  /** Whether it gives a clone without contents, or without history. */
  readonly canFilter: boolean;
  readonly canShallow: boolean;
}

/** Asks a remote for its default branch, the tips of some branches, and what it can do. Throws `RepositoryError`. */
export async function askRemote(from: string, url: string, branches: readonly string[]): Promise<RemoteFacts> {
  // The only way git tells what a server offers.
  const trace = join(from, `.git/offers-${randomUUID()}`);
  try {
    const said = await reached(() => gitIn(from, ['ls-remote', '--symref', '--', url, 'HEAD', ...branches.map(refOf)], { protocols: protocolsOf(url)!, timeout: ANSWER_MS, env: { GIT_TRACE_PACKET: trace } }));
    const lines = said.split('\n').map((line) => line.split('\t'));
    const head = lines.find(([value, name]) => name === 'HEAD' && value!.startsWith('ref: '))?.[0];
    const offers = (await readFile(trace, 'utf8').catch(() => '')).split('\n').filter((line) => /packet:[^<>]*<.*(?:fetch=|\\0)/.test(line)).join('\n');
    return {
      ...(head !== undefined && { defaultBranch: head.slice('ref: refs/heads/'.length) }),
      tips: new Map(lines.filter(([value]) => /^[0-9a-f]{40,}$/.test(value!)).map(([sha, name]) => [name!.replace(/^refs\/heads\//, ''), sha!])),
      canFilter: /\bfilter\b/.test(offers), canShallow: /\bshallow\b/.test(offers),
    };
  } finally {
    await rm(trace, { force: true });
  }
}

/** What GitHub and GitLab say of a branch that a rule of theirs is about. */
const PROTECTED = /\bGH0(?:06|13)\b|protected branch|rule violations|not allowed to (?:push|create)/i;

/** A push of one commit to one branch; `expected` is the tip it replaces, none where the branch is new. */
export interface Push {
  readonly url: string;
  readonly branch: string;
  /** Absent to delete the branch. */
  readonly head?: string;
  readonly expected?: string;
}

/** Pushes, or deletes a branch. The remote refuses when the branch is not where it was expected. Throws `RepositoryError`. */
export async function push(folder: string, { url, branch, head = '', expected = '' }: Push, env: { readonly [name: string]: string } = {}): Promise<void> {
  const pushed = () => gitIn(folder, ['push', '--quiet', '--no-verify', `--force-with-lease=${refOf(branch)}:${expected}`, '--', url, `${head}:${refOf(branch)}`], { protocols: protocolsOf(url)!, timeout: 5 * ANSWER_MS, env });
  await reached(() => pushed().catch((error: Error) => {
    if (PROTECTED.test(error.message)) throw new RepositoryError('the branch is protected', `${url} protects ${branch}, so it cannot be pushed; name another as \`branch\`, or ask who set that up: ${error.message}`);
    throw error;
  }));
}

export function refOf(branch: string): string {
  return `refs/heads/${branch}`;
}

/** A call of a remote, whose failure is the repository's. */
export async function reached<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RepositoryError) throw error;
    throw new RepositoryError('the remote could not be reached or refused', (error as Error).message);
  }
}
