import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { execa, ExecaError } from 'execa';

/*
 * The only place that starts git. A repository may be anybody's: a folder that was copied or unpacked
 * brings a `.git` whose configuration and hooks name programs, and attributes that say when git runs them. None of them
 * runs here. Those of the user's own configuration do not either: what git-lfs does is up to the repository again.
 */

/** Programs under one fixed key. An alias is none of them: git lets none stand in for a command of its own. */
const SETTINGS = ['--no-pager', '-c', 'core.fsmonitor=', '-c', `core.hooksPath=${devNull}`];
/** What git would do on its own beside a command that writes: tidy up, and go on into submodules. */
const NOTHING_BESIDE = ['gc.auto=0', 'maintenance.auto=false', 'submodule.recurse=false', 'fetch.recurseSubmodules=false', 'push.recurseSubmodules=no'].flatMap((setting) => ['-c', setting]);

/** No program that shows a change, and no look into submodules, where git would start itself under their configuration. */
const COMPARING = ['--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
const OPTIONS: { readonly [command: string]: readonly string[] } = { diff: COMPARING, 'diff-tree': COMPARING, log: [...COMPARING, '--no-show-signature'], status: ['--ignore-submodules=all'] };

/**
 * No way to a remote, not even for what a partial clone lacks: so no `ext::`, no ssh command, no upload-pack of the
 * repository's choice, and nobody to ask for a password. The second is for git from 2.45 on, which then does not try.
 * A call that is to reach a remote would name its protocols here.
 */
const NO_REMOTE = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' };

/** Commands that, as checkmod calls them, read no file of the work tree and write nothing: no filter or hook has a part in them. */
const WITHOUT_DRIVERS: ReadonlySet<string> = new Set(['config', 'rev-parse', 'merge-base', 'ls-files', 'diff-tree', 'cat-file', 'hash-object']);

const EMPTY = 'CHECKMOD_EMPTY';

/** What a call may do beside reading the repository it is made in. */
export interface GitOptions {
  /** Ways to a remote that the call may take, by git's names for them: `https`, `ssh`, `file`. Nobody is asked for a password. */
  readonly protocols?: readonly string[];
  readonly env?: { readonly [name: string]: string | undefined };
  readonly input?: string | Buffer;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** What git said when it failed, on one line. */
export class GitError extends Error {
  readonly isMissing: boolean;
  constructor(message: string, isMissing: boolean) {
    super(message);
    this.isMissing = isMissing;
  }
}

type Command = readonly [command: string, ...args: string[]];

/** Runs a command of git in a folder, and nothing that the repository names; returns its output. Throws `GitError`. */
export async function git(folder: string, command: Command, options: GitOptions = {}): Promise<string> {
  return (await gitBytes(folder, command, options)).toString('utf8');
}

/** As `git`, for output that is no text. */
export async function gitBytes(folder: string, [command, ...args]: Command, { protocols, env, input, timeout }: GitOptions = {}): Promise<Buffer> {
  const settings = [...SETTINGS, ...(WITHOUT_DRIVERS.has(command) ? [] : [...NOTHING_BESIDE, ...await driversOff(folder, env)])];
  if (command === 'commit') await checkSigners(folder, env);
  try {
    const { stdout } = await execa('git', ['-C', folder, ...settings, command, ...(OPTIONS[command] ?? []), ...args], {
      // Where a search path holds the current folder, as on Windows, a `git` that lies in the repository would be found.
      cwd: dirname(process.execPath),
      encoding: 'buffer', maxBuffer: Infinity,
      stripFinalNewline: false,
      // `GIT_CONFIG` would have `git config` list one file instead of what the other commands read.
      env: {
        LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CONFIG: undefined, ...foundFromFolder(), [EMPTY]: '',
        ...(protocols ? { GIT_ALLOW_PROTOCOL: protocols.join(':'), GIT_TERMINAL_PROMPT: '0' } : NO_REMOTE), ...env,
      },
      ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
      ...(timeout !== undefined && { timeout, forceKillAfterDelay: 2000 }),
    });
    return Buffer.from(stdout);
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    const said = String(error.stderr ? Buffer.from(error.stderr as unknown as Uint8Array) : '').split('\n').map((line) => line.replace(/^(fatal|error): /, '').trim()).filter(Boolean).join(' ');
    throw new GitError(error.timedOut ? `git ${command} took longer than ${Math.round(timeout! / 1000)} s and was ended` : said || error.shortMessage, error.code === 'ENOENT');
  }
}

/** A hook in a linked worktree is told git's folder and not the work tree, for which git would then take any folder it is started in. */
function foundFromFolder(): { readonly GIT_DIR?: undefined } {
  return process.env['GIT_WORK_TREE'] === undefined ? { GIT_DIR: undefined } : {};
}

/**
 * Filters, and hooks since git 2.54, have names of their own, so every setting of theirs is emptied: no program, and not
 * `required`. A file under a filter is then compared as it lies there. Asked each time, as the next run in this process
 * may find another configuration.
 */
async function driversOff(folder: string, env: GitOptions['env'] = {}): Promise<string[]> {
  const names = (await git(folder, ['config', '--list', '--name-only', '-z'], { env })).split('\0');
  // Not by `-c`, which ends the name at the first `=`, and a filter may be called `a=b`.
  return [...new Set(names)].filter((name) => /^(?:filter|hook)\..*\./.test(name)).map((name) => `--config-env=${name}=${EMPTY}`);
}

/** The programs that sign a commit are the user's; those that the configuration of a repository names instead are not started. */
async function checkSigners(folder: string, env: GitOptions['env'] = {}): Promise<void> {
  const fields = (await git(folder, ['config', '--list', '--show-scope', '--name-only', '-z'], { env })).split('\0');
  const foreign = fields.filter((name, i) => i % 2 === 1 && /^gpg\..*(?:program|command)$/i.test(name) && /^(?:local|worktree)$/.test(fields[i - 1]!));
  if (foreign.length > 0) throw new GitError(`its own configuration names the program that signs (${foreign.join(', ')}), which is not started; set it with git config --global`, false);
}
