import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Edit } from '../types.ts';

const BOM = '\uFEFF';
const CODING_LINE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** A file as rules read it: LF line ends, no BOM, and what it takes to write the same bytes back. */
export interface Source {
  readonly text: string;
  /** Offsets of the line feeds that are CRLF on disk. */
  readonly crlf: ReadonlySet<number>;
  readonly bom: boolean;
  readonly encoding: string;
}

/** The file cannot be read as text; the run goes on without it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export async function readSource(path: string): Promise<Source> {
  return decodeSource(await readFile(path));
}

/** Decodes UTF-8, or what a PEP 263 line on the first two lines names. Throws `UnreadableFile`. */
export function decodeSource(bytes: Buffer): Source {
  const head = bytes.subarray(0, 400).toString('latin1').split('\n', 2);
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
  if (/\r(?!\n)/.test(whole)) throw new UnreadableFile('it has bare carriage returns as line ends');
  const crlf = new Set<number>();
  let removed = 0;
  for (let at = whole.indexOf('\r\n'); at >= 0; at = whole.indexOf('\r\n', at + 2)) crlf.add(at - removed++);
  return { text: whole.replaceAll('\r\n', '\n'), crlf, bom, encoding };
}

/** Applies edits that do not overlap. Kept line ends stay what they were, an inserted one takes its neighbour's. */
export function editSource(source: Source, edits: readonly Edit[]): Source {
  const ordered = sortEdits(edits);
  const crlf = new Set<number>();
  let text = '';
  let from = 0;
  const copy = (to: number) => {
    for (let at = source.text.indexOf('\n', from); at >= 0 && at < to; at = source.text.indexOf('\n', at + 1)) {
      if (source.crlf.has(at)) crlf.add(text.length + at - from);
    }
    text += source.text.slice(from, to);
  };
  for (const edit of ordered) {
    copy(edit.start);
    if (isCrlfNear(source, edit.start)) {
      for (let at = edit.text.indexOf('\n'); at >= 0; at = edit.text.indexOf('\n', at + 1)) crlf.add(text.length + at);
    }
    text += edit.text;
    from = edit.end;
  }
  copy(source.text.length);
  return { ...source, text, crlf };
}

function isCrlfNear(source: Source, offset: number): boolean {
  const before = source.text.lastIndexOf('\n', offset - 1);
  return source.crlf.has(offset > 0 && before >= 0 ? before : source.text.indexOf('\n', offset));
}

export function sortEdits(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end || (a.order ?? 0) - (b.order ?? 0));
}

/** The characters on disk. */
export function rawText({ text, crlf, bom }: Pick<Source, 'text' | 'crlf' | 'bom'>): string {
  if (crlf.size === 0) return (bom ? BOM : '') + text;
  let raw = bom ? BOM : '';
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    raw += text.slice(from, at) + (crlf.has(at) ? '\r\n' : '\n');
    from = at + 1;
  }
  return raw + text.slice(from);
}

/** Writes text through a temporary file and a rename; mode and owner stay. */
export async function writeRaw(path: string, raw: string, encoding = 'utf8'): Promise<void> {
  const bytes = iconv.encode(raw, encoding, { addBOM: false });
  if (iconv.decode(bytes, encoding, { stripBOM: false }) !== raw) throw new UnreadableFile(`the change cannot be written in ${encoding}`);
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(path, bytes);
}
