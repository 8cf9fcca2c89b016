import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';

interface Holder { readonly pid: number; readonly host: string; readonly since: string; readonly token: string }

export interface Lock {
  /** Throws `UsageError` when another one took the folder over. */
  check(): Promise<void>;
  release(): Promise<void>;
}

/**
 * One coordinator at a time works on a folder. A lock whose process is gone from this machine counts for nothing; one of
 * another machine only `takeOver` sets aside. Throws `UsageError` with who has it.
 */
export async function lock(folder: string, takeOver: boolean): Promise<Lock> {
  const file = join(folder, 'lock');
  const own: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString(), token: randomUUID() };
  const written = join(folder, `lock.${own.token}`);
  await writeFile(written, JSON.stringify(own));
  try {
    // A link fails where there is one, and what it makes is whole at once.
    while (!(await link(written, file).then(() => true, (error: NodeJS.ErrnoException) => { if (error.code === 'EEXIST') return false; throw error; }))) {
      const holder = await holderOf(file);
      if (holder && !takeOver && !isGone(holder)) throw new UsageError(`process ${holder.pid} on ${holder.host} works on ${folder} since ${holder.since}; wait for it${holder.host === own.host ? '' : ', or add --take-over if that machine is gone'}`);
      if (holder) await setAside(file, holder, join(folder, `lock.old.${own.token}`));
    }
  } finally {
    await rm(written, { force: true });
  }
  return {
    check: async () => {
      const holder = await holderOf(file);
      if (holder?.token !== own.token) throw new UsageError(`${holder ? `process ${holder.pid} on ${holder.host}` : 'somebody'} took ${folder} over; this process stops`);
    },
    release: async () => {
      if ((await holderOf(file))?.token === own.token) await rm(file, { force: true });
    },
  };
}

async function holderOf(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Moves a lock away, and back if it is another's by now. */
async function setAside(file: string, { token }: Holder, aside: string): Promise<void> {
  const moved = await rename(file, aside).then(() => true, () => false);
  if (!moved) return;
  if ((await holderOf(aside))?.token !== token) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

function isGone({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
