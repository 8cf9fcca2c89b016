import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Edit } from '../types.ts';

const BOM = '\uFEFF';
const CODING_LINE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** A file as rules read it: LF line ends, no BOM, and what it takes to write the same bytes back. */
export interface Source {
  readonly text: string;
  /** Line feeds that are something else on disk, by offset. */
  readonly ends: ReadonlyMap<number, LineEnd>;
  readonly bom: boolean;
  readonly encoding: string;
}

/** How a line ends on disk where not with a line feed: as on Windows, or as on an old Mac. */
type LineEnd = '\r\n' | '\r';

/** The file cannot be read as text; the run goes on without it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export async function readSource(path: string): Promise<Source> {
  return decodeSource(await readFile(path));
}

/** Decodes UTF-8, or what a PEP 263 line on the first two lines names. Throws `UnreadableFile`. */
export function decodeSource(bytes: Buffer): Source {
  const head = bytes.subarray(0, 400).toString('latin1').split(/\r\n?|\n/, 2);
  const declared = head.map((line) => CODING_LINE.exec(line)?.[1]).find(Boolean);
  const encoding = declared && iconv.encodingExists(declared) ? declared : 'utf8';
  const raw = iconv.decode(bytes, encoding, { stripBOM: false });
  if (!iconv.encode(raw, encoding, { addBOM: false }).equals(bytes)) throw new UnreadableFile(`it is not ${encoding === 'utf8' ? 'UTF-8' : encoding} text; convert it or declare its encoding`);
  if (raw.includes('\0')) throw new UnreadableFile('it holds NUL bytes');
  return sourceFrom(raw, encoding);
}

export function sourceFrom(raw: string, encoding = 'utf8'): Source {
  const bom = raw.startsWith(BOM);
  const whole = bom ? raw.slice(1) : raw;
  const ends = new Map<number, LineEnd>();
  let removed = 0;
  for (const { 0: end, index } of whole.matchAll(/\r\n?/g)) {
    ends.set(index - removed, end as LineEnd);
    removed += end.length - 1;
  }
  return { text: ends.size === 0 ? whole : whole.replace(/\r\n?/g, '\n'), ends, bom, encoding };
}

/** Applies edits that do not overlap. Kept line ends stay what they were, an inserted one takes its neighbour's. */
export function editSource(source: Source, edits: readonly Edit[]): Source {
  const ordered = sortEdits(edits);
  const ends = new Map<number, LineEnd>();
  let text = '';
  let from = 0;
  const copy = (to: number) => {
    for (let at = source.text.indexOf('\n', from); at >= 0 && at < to; at = source.text.indexOf('\n', at + 1)) {
      const end = source.ends.get(at);
      if (end) ends.set(text.length + at - from, end);
    }
    text += source.text.slice(from, to);
  };
  for (const edit of ordered) {
    copy(edit.start);
    const near = endNear(source, edit.start);
    if (near) for (let at = edit.text.indexOf('\n'); at >= 0; at = edit.text.indexOf('\n', at + 1)) ends.set(text.length + at, near);
    text += edit.text;
    from = edit.end;
  }
  copy(source.text.length);
  return { ...source, text, ends };
}

/** The end of the line before an offset, or else of its own; a carriage return that strayed into a file of other ends is none to copy. */
function endNear({ text, ends }: Source, offset: number): LineEnd | undefined {
  if (ends.size === 0) return undefined;
  const before = text.lastIndexOf('\n', offset - 1);
  const near = ends.get(offset > 0 && before >= 0 ? before : text.indexOf('\n', offset));
  if (near !== '\r') return near;
  const bare = [...ends.values()].filter((end) => end === '\r').length;
  if (bare * 2 >= text.split('\n').length - 1) return '\r';
  return ends.size - bare > bare ? '\r\n' : undefined;
}

export function sortEdits(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end || (a.order ?? 0) - (b.order ?? 0));
}

/** The characters on disk. */
export function rawText({ text, ends, bom }: Pick<Source, 'text' | 'ends' | 'bom'>): string {
  if (ends.size === 0) return (bom ? BOM : '') + text;
  let raw = bom ? BOM : '';
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    raw += text.slice(from, at) + (ends.get(at) ?? '\n');
    from = at + 1;
  }
  return raw + text.slice(from);
}

/** The bytes of a text as they go to disk. Throws `UnreadableFile` when the encoding has no room for it. */
export function encodeRaw(raw: string, encoding = 'utf8'): Buffer {
  const bytes = iconv.encode(raw, encoding, { addBOM: false });
  if (iconv.decode(bytes, encoding, { stripBOM: false }) !== raw) throw new UnreadableFile(`the change cannot be written in ${encoding}`);
  return bytes;
}

/** Writes through a temporary file and a rename; mode and owner stay. */
export async function writeBytes(path: string, bytes: Buffer): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(path, bytes);
}
