import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';

/** A folder of keys: what this side signs with, and whom it believes. */
export const KEYS_FOLDER = '.checkmod-keys';
const [PRIVATE, PUBLIC, TRUSTED] = ['key', 'key.pub', 'trusted'] as const;

export interface Keys {
  readonly own: KeyPair;
  /** Public keys of the other side, by their prints. */
  readonly trusted: ReadonlyMap<string, KeyObject>;
}

export interface KeyPair {
  readonly print: string;
  readonly secret: KeyObject;
  readonly open: KeyObject;
}

/** Makes a folder of keys. Throws `UsageError` when there is one. */
export async function makeKeys(folder: string): Promise<void> {
  if (existsSync(join(folder, PRIVATE))) throw new UsageError(`there is a key in ${folder} already; name another folder`);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  try {
    await mkdir(join(folder, TRUSTED), { recursive: true });
    await writeFile(join(folder, '.gitignore'), `${PRIVATE}\n`);
    await writeFile(join(folder, PRIVATE), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    await writeFile(join(folder, PUBLIC), publicKey.export({ type: 'spki', format: 'pem' }));
  } catch (error) {
    throw new UsageError(`keys cannot be written to ${folder} (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Reads a folder of keys. `other` is who is to be believed. Throws `UsageError` where a key is missing, or others may read the secret one. */
export function readKeys(name: string, cwd: string, other: 'workers' | 'coordinators'): Keys {
  const folder = resolve(cwd, name);
  const file = join(folder, PRIVATE);
  if (!existsSync(file)) throw new UsageError(`there is no key in ${name}; \`checkmod batch keys\` makes one`);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) throw new UsageError(`others may read ${join(name, PRIVATE)}; take that right away with chmod 600`);
  const secret = readKey(file, createPrivateKey);
  const open = createPublicKey(secret);
  const files = existsSync(join(folder, TRUSTED)) ? readdirSync(join(folder, TRUSTED)).filter((each) => each.endsWith('.pub')) : [];
  if (files.length === 0) throw new UsageError(`${join(name, TRUSTED)} holds no key of ${other}, so none would be believed; put their key.pub there, under any name that ends in .pub`);
  const trusted = files.map((each) => readKey(join(folder, TRUSTED, each), createPublicKey));
  return { own: { print: printOf(open), secret, open }, trusted: new Map(trusted.map((key) => [printOf(key), key])) };
}

function readKey(file: string, read: (text: string) => KeyObject): KeyObject {
  try {
    const key = read(readFileSync(file, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // As one of another kind.
  }
  throw new UsageError(`${file} is no Ed25519 key in PEM; \`checkmod batch keys\` makes one`);
}

/** What a key is called: short, and the same wherever it is computed. */
function printOf(key: KeyObject): string {
  return createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 32);
}
