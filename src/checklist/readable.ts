import iconv from 'iconv-lite';
import type { Place } from './types.ts';

/** A checklist as a reader would want it: without BOM, and with `âœ…` read as the ✅ that it was before a wrong export. */
export interface Readable {
  readonly text: string;
  /** Where a piece of `text` is on disk. */
  place(start: number, end: number): Place;
  /** New text in the encoding that the file has. */
  written(text: string): string;
}

/** A piece whose length is not the same on both sides. */
interface Piece {
  readonly end: number;
  readonly endOnDisk: number;
}

/** The encodings that UTF-8 is taken for when a list is exported wrongly: the letter of every byte from 0x80. */
const WRONG_ENCODINGS: readonly (readonly string[])[] = [
  // Bytes without a letter pass as control characters.
  letters('win1252', (byte) => String.fromCharCode(byte)),
  letters('macroman', () => '\uF8FF').with(0xdb - 0x80, '€'),
];
/** A run of characters that single bytes of a UTF-8 sequence became. */
const RUN = /[^\0-\x7f]{2,}/g;
/** Nobody writes these by a chance pair of letters: emoji, arrows, boxes, dashes and typographic quotes. */
const TELLTALE = /[\u2010-\u2bff\ufe0f\u{1f000}-\u{1faff}]/u;

export function readable(onDisk: string): Readable {
  const bom = onDisk.startsWith('\uFEFF') ? 1 : 0;
  const encoding = wrongEncoding(onDisk);
  const pieces: Piece[] = [{ end: 0, endOnDisk: bom }];
  let text = '';
  let read = bom;
  for (const { 0: run, index } of encoding === undefined ? [] : onDisk.slice(bom).matchAll(RUN)) {
    const repaired = repair(run, encoding!);
    if (repaired === undefined) continue;
    text += onDisk.slice(read, bom + index) + repaired;
    read = bom + index + run.length;
    pieces.push({ end: text.length, endOnDisk: read });
  }
  text += onDisk.slice(read);

  const onDiskAt = (offset: number): number => {
    let low = 0;
    for (let high = pieces.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if (pieces[middle]!.end <= offset) low = middle;
      else high = middle - 1;
    }
    return pieces[low]!.endOnDisk + offset - pieces[low]!.end;
  };
  return {
    text,
    // The start of a repaired run is found from before it: inside, offsets do not correspond.
    place: (start, end) => ({ start: onDiskAt(start), end: onDiskAt(end) }),
    written: (piece) => (encoding === undefined ? piece : piece.replace(/[^\0-\x7f]/gu, (character) => [...Buffer.from(character)].map((byte) => encoding[byte - 0x80]).join(''))),
  };
}

function letters(encoding: string, missing: (byte: number) => string): string[] {
  return Array.from({ length: 128 }, (_, index) => iconv.decode(Buffer.from([index + 0x80]), encoding).replace('\uFFFD', () => missing(index + 0x80)));
}

function wrongEncoding(text: string): readonly string[] | undefined {
  const runs = [...new Set(text.match(RUN))];
  const counted = WRONG_ENCODINGS.map((encoding) => ({ encoding, count: runs.filter((run) => TELLTALE.test(repair(run, encoding) ?? '')).length }));
  const best = counted.reduce((one, other) => (other.count > one.count ? other : one));
  return best.count > 0 ? best.encoding : undefined;
}

/** The text that a run of wrongly decoded characters was, if it was one. */
function repair(run: string, encoding: readonly string[]): string | undefined {
  const bytes = [...run].map((character) => encoding.indexOf(character) + 0x80);
  if (bytes.includes(0x7f)) return undefined;
  // Some programs drop the letter of Mac OS Roman that only Apple has, the first byte of every emoji.
  if (bytes[0] === 0x9f) bytes.unshift(0xf0);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
