import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeBytes } from './source-file.ts';

/** A file as it is and as it becomes, byte for byte; absent where there is no file. */
export interface Replacement {
  /** POSIX, relative to the root. */
  readonly path: string;
  readonly before?: Buffer;
  readonly after?: Buffer;
}

/** A write failed; what had been written is as it was before. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Replaces all files or none. `further` belongs to it: when that fails the files are as they were. Throws `WriteError`. */
export async function replaceAll(root: string, files: readonly Replacement[], further: () => Promise<void> = async () => {}): Promise<void> {
  const done: Replacement[] = [];
  try {
    for (const file of files) {
      await put(root, file.path, file.after);
      done.push(file);
    }
    await further();
  } catch (error) {
    for (const { path, before } of done) await put(root, path, before);
    throw new WriteError((files[done.length] ?? files.at(-1)!).path, `could not be written (${(error as Error).message}); nothing was changed`);
  }
}

async function put(root: string, path: string, bytes: Buffer | undefined): Promise<void> {
  const file = join(root, path);
  if (bytes) {
    await mkdir(dirname(file), { recursive: true });
    await writeBytes(file, bytes);
    return;
  }
  await rm(file, { force: true });
  await removeEmpty(root, dirname(path));
}

/** Folders that only a removed file was in; git knows none either. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  for (let at = folder; at !== '.'; at = dirname(at)) {
    const isGone = await rmdir(join(root, at)).then(() => true, () => false);
    if (!isGone) return;
  }
}
