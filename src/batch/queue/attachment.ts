import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import writeFileAtomic from 'write-file-atomic';
import { RepositoryError } from '../types.ts';
import { Refusal } from './envelope.ts';
import { sha256 } from './sha256.ts';

const MB = 1024 * 1024;
/** Compressed; what is larger goes through a folder that both sides see, as Redis holds all it has in memory. */
const MOST_IN_QUEUE = MB;
const MOST_IN_FOLDER = 256 * MB;
const MOST_UNPACKED = 1024 * MB;

/** What a result is accompanied by. */
export interface Attachment {
  /** Bytes, one character each. */
  readonly patches: readonly string[];
  /** The report of the dry run, where there was one. */
  readonly report?: string;
  readonly log: string;
}

/** What is signed of it. */
export interface AttachmentNote {
  readonly sha256: string;
  readonly bytes: number;
  readonly way: 'queue' | 'folder';
}

export interface Packed {
  readonly note: AttachmentNote;
  /** Absent where it lies in the folder. */
  readonly data?: string;
}

/** Compresses it, and puts it into the folder if the queue is too small for it. Throws `RepositoryError` where it may not be sent. */
export async function pack(attachment: Attachment, folder: string | undefined): Promise<Packed> {
  const bytes = await promisify(gzip)(JSON.stringify(attachment));
  const note = { sha256: sha256(bytes), bytes: bytes.length };
  if (bytes.length <= MOST_IN_QUEUE) return { note: { ...note, way: 'queue' }, data: bytes.toString('base64') };
  const size = `its patches and report are ${Math.ceil(bytes.length / MB)} MB`;
  if (bytes.length > MOST_IN_FOLDER) throw new RepositoryError('its patch is too large', `${size}; narrow the run`);
  if (folder === undefined) throw new RepositoryError('its patch is too large', `${size}, and ${MOST_IN_QUEUE / MB} MB go through the queue; start the coordinator and the workers with --share and a folder that all see, or narrow the run`);
  await mkdir(folder, { recursive: true });
  await writeFileAtomic(fileOf(folder, note.sha256), bytes);
  return { note: { ...note, way: 'folder' } };
}

/** What was packed; it is what the signed note says, or a `Refusal` is thrown. */
export async function unpack({ sha256: name, bytes, way }: AttachmentNote, data: unknown, folder: string | undefined): Promise<Attachment> {
  if (!/^[0-9a-f]{64}$/.test(name)) throw new Refusal('its patch has no proper name');
  const packed = way === 'queue' ? Buffer.from(String(data), 'base64') : await fromFolder(folder, name);
  if (packed.length !== bytes || sha256(packed) !== name) throw new Refusal('its patch is not the one that was signed');
  return JSON.parse((await promisify(gunzip)(packed, { maxOutputLength: MOST_UNPACKED })).toString('utf8')) as Attachment;
}

/** Takes away what was read. */
export async function discardPacked({ sha256: name, way }: AttachmentNote, folder: string | undefined): Promise<void> {
  if (way === 'folder' && folder !== undefined) await rm(fileOf(folder, name), { force: true });
}

async function fromFolder(folder: string | undefined, name: string): Promise<Buffer> {
  if (folder === undefined) throw new RepositoryError('its patch lies elsewhere', 'a worker put its patch into a folder that both are to see; name it with --share');
  return readFile(fileOf(folder, name)).catch((error: NodeJS.ErrnoException) => {
    throw new RepositoryError('its patch lies elsewhere', `its patch is not in ${folder} (${error.code}); --share has to name the same folder here and at the workers`);
  });
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.gz`);
}
