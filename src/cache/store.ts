import { mkdir, readFile, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { prune } from './prune.ts';

/** Of the longest unused entries those beyond this many characters go. */
const MOST_KEPT = 48 * 1024 * 1024;
/** A value that fills the store by itself is made anew faster than it is read. */
const LONGEST = 2 * 1024 * 1024;

/** What earlier runs learnt, by keys that name everything it depends on: an entry is right or it is not found. */
export interface Store {
  /** The value kept under a key, as it was before it went through JSON; undefined where there is none. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  /** Writes what is new, in one step: of two runs at once the later one's file stays. A cache that cannot be written is none. */
  save(): Promise<void>;
}

interface Entry {
  /** The day it was last used, since 1970. */
  readonly day: number;
  readonly json: string;
}

/**
 * Opens the store in a file that holds one entry per line: key, day, value. `maker` names the program that made the
 * values; those of another are forgotten, as is a file that is broken.
 */
export async function openStore(file: string, maker: string, today = Math.floor(Date.now() / 86_400_000)): Promise<Store> {
  const before = await readEntries(file, maker);
  const used = new Map<string, Entry>();
  let isNew = false;
  return {
    get(key) {
      const json = (used.get(key) ?? before.get(key))?.json;
      if (json === undefined) return undefined;
      const value = parsed(json);
      if (value !== undefined) used.set(key, { day: today, json });
      return value;
    },
    set(key, value) {
      const json = JSON.stringify(value);
      if (json.length > LONGEST) return;
      used.set(key, { day: today, json });
      isNew = true;
    },
    async save() {
      if (!isNew) {
        // Tells the other runs that it is used.
        await utimes(file, new Date(), new Date()).catch(() => {});
        return;
      }
      const unused = [...before].filter(([key]) => !used.has(key)).sort(([, a], [, b]) => b.day - a.day);
      const lines = [maker];
      let room = MOST_KEPT;
      for (const [key, { day, json }] of [...used, ...unused]) {
        const line = `${key}\t${day}\t${json}`;
        if ((room -= line.length) < 0) break;
        lines.push(line);
      }
      await write(file, lines.join('\n')).then(() => prune(dirname(file))).catch(() => {});
    },
  };
}

async function readEntries(file: string, maker: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const text = await readFile(file, 'utf8').catch(() => '');
  const [head, ...lines] = text.split('\n');
  if (head !== maker) return entries;
  for (const line of lines) {
    const [key, day, json] = line.split('\t', 3);
    if (key && json) entries.set(key, { day: Number(day), json });
  }
  return entries;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The values hold source text: nobody else is to read them. */
async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomic(file, text, { mode: 0o600 });
}
