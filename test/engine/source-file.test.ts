import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSource, editSource, encodeRaw, rawText, sourceFrom, writeBytes } from '../../src/engine/source-file.ts';

const lines = fc.array(fc.tuple(fc.string({ unit: fc.constantFrom('a', ' ', '"', '😀', 'é') }), fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 12 });

describe('a source', () => {
  it('keeps the line end of every line, a byte-order mark and a missing last line end', () => {
    fc.assert(fc.property(lines, fc.boolean(), fc.string({ unit: fc.constantFrom('z', ' ') }), (pairs, bom, tail) => {
      const raw = (bom ? '\uFEFF' : '') + pairs.flat().join('') + tail;
      expect(rawText(sourceFrom(raw))).toBe(raw);
    }));
  });

  it('gives an inserted line the line end of its neighbour', () => {
    const source = sourceFrom('a\r\nb\nc\r\n');
    const at = source.text.indexOf('b');
    expect(rawText(editSource(source, [{ start: at, end: at, text: 'new\n' }]))).toBe('a\r\nnew\r\nb\nc\r\n');
    const end = source.text.indexOf('c');
    expect(rawText(editSource(source, [{ start: end, end, text: 'new\n' }]))).toBe('a\r\nb\nnew\nc\r\n');
    expect(rawText(editSource(sourceFrom('a\r\n'), [{ start: 0, end: 0, text: 'new\n' }]))).toBe('new\r\na\r\n');
  });

  it('reads a carriage return as the end of a line, and gives it to a new line only in a file of such', () => {
    const old = sourceFrom('a\rb\r');
    expect(old.text).toBe('a\nb\n');
    expect(rawText(editSource(old, [{ start: 2, end: 2, text: 'new\n' }]))).toBe('a\rnew\rb\r');
    const stray = sourceFrom('a\rb\nc\nd\n');
    expect(rawText(editSource(stray, [{ start: 2, end: 3, text: 'x\ny' }, { start: 6, end: 7, text: 'D' }]))).toBe('a\rx\ny\nc\nD\n');
    expect(rawText(editSource(sourceFrom('a\r\r\nb\r\n'), [{ start: 1, end: 1, text: '\nnew' }]))).toBe('a\r\nnew\r\r\nb\r\n');
  });

  it('applies edits in one go, whatever their order', () => {
    const source = sourceFrom('one two three\r\n');
    const edits = [{ start: 8, end: 13, text: '3' }, { start: 0, end: 3, text: '1' }, { start: 4, end: 4, text: 'and ', order: 1 }, { start: 4, end: 4, text: 'now ' }];
    expect(rawText(editSource(source, edits))).toBe('1 now and two 3\r\n');
  });

  it('is decoded as its PEP 263 line says', () => {
    const bytes = Buffer.concat([Buffer.from('# -*- coding: latin-1 -*-\nname = "'), Buffer.from([0xe9]), Buffer.from('"\n')]);
    const source = decodeSource(bytes);
    expect(source.text).toContain('"é"');
    expect(source.encoding).toBe('latin-1');
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from([0x61, 0xff, 0x0a]), /not UTF-8/],
    ['NUL bytes', Buffer.from('a\0b\n'), /NUL/],
  ])('is refused with %s', (_, bytes, reason) => {
    expect(() => decodeSource(bytes)).toThrow(reason);
  });
});

describe('writing', () => {
  it('keeps mode and encoding, and refuses what the encoding cannot hold', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkmod-write-'));
    const path = join(folder, 'x.py');
    writeFileSync(path, 'old');
    chmodSync(path, 0o755);
    await writeBytes(path, encodeRaw('né\n', 'latin1'));
    expect(readFileSync(path)).toEqual(Buffer.from([0x6e, 0xe9, 0x0a]));
    expect(statSync(path).mode & 0o777).toBe(0o755);
    expect(() => encodeRaw('😀', 'latin1')).toThrow(/cannot be written in latin1/);
    rmSync(folder, { recursive: true });
  });
});
