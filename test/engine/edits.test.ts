import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapSpan, overlap } from '../../src/engine/edits.ts';
import { editSource, sourceFrom } from '../../src/engine/source-file.ts';

describe('edits', () => {
  it.each([
    ['two inserts at one place', { start: 1, end: 1 }, { start: 1, end: 1 }, false],
    ['an insert at the edge of a replacement', { start: 1, end: 1 }, { start: 1, end: 3 }, false],
    ['an insert inside a replacement', { start: 2, end: 2 }, { start: 1, end: 3 }, true],
    ['replacements side by side', { start: 1, end: 2 }, { start: 2, end: 3 }, false],
    ['replacements of one letter', { start: 1, end: 3 }, { start: 2, end: 4 }, true],
  ])('%s', (_, a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });

  it('tell where untouched text went', () => {
    fc.assert(fc.property(fc.string({ minLength: 6, maxLength: 30 }), fc.nat(), fc.nat(), fc.string(), (text, a, b, inserted) => {
      const [from, to] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number];
      const edits = [{ start: from, end: to, text: inserted }];
      const after = editSource(sourceFrom(text.replaceAll('\r', ' ')), edits).text;
      const tail = mapSpan(edits, { start: to, end: text.length });
      expect(after.slice(tail.start, tail.end)).toBe(text.replaceAll('\r', ' ').slice(to));
      const head = mapSpan(edits, { start: 0, end: from });
      expect(after.slice(head.start, Math.min(head.end, from))).toBe(text.replaceAll('\r', ' ').slice(0, from));
    }));
  });
});
