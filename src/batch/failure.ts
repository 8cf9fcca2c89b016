import { UsageError } from '../errors.ts';
import { GitError } from '../engine/run-git.ts';
import { RepositoryError, type Failure } from './types.ts';
import { withoutCredentials } from './url.ts';

/** Why a job failed, as it travels from another process. */
export type Reason = Pick<Failure, 'cause' | 'reason'>;

/** The reason of an error; anything unforeseen is a bug, and keeps its stack. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof RepositoryError) return { cause: error.failureCause, reason: withoutCredentials(error.message) };
  if (error instanceof UsageError) return { cause: 'checkmod refused it', reason: error.message };
  if (error instanceof GitError) return { cause: 'git failed', reason: withoutCredentials(error.message) };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { cause: 'the disk is full', reason: message };
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return { cause: 'a file could not be read or written', reason: message };
  return { cause: 'a bug in checkmod', reason: `this is a bug in checkmod, please report it: ${error instanceof Error ? error.stack : String(error)}` };
}
