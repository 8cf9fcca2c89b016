import { describe, expect, it } from 'vitest';
import { matchItems } from '../../src/checklist/match.ts';
import { phraseOf } from '../../src/checklist/phrase.ts';
import type { ChecklistItem } from '../../src/checklist/types.ts';
import { builtIns } from '../../src/registry.ts';

const LONG = 100_000;
/** What is over sooner is not measured: anything may get in between. */
const ENOUGH_MS = 60;
/** Twice as much may take as much longer, which squaring does not stay within. */
const MOST_GROWTH = 3;

describe('matching takes time that grows with the text', async () => {
  const transforms = await builtIns();
  const item = (text: string, line = 1): ChecklistItem => ({ line, text, heading: text, parent: text, form: 'checkbox', marks: [], references: [] });
  const msFor = (items: readonly ChecklistItem[]): number => {
    const started = performance.now();
    matchItems(items, transforms);
    return performance.now() - started;
  };
  const isLinear = (of: (length: number) => readonly ChecklistItem[]): boolean => {
    if (msFor(of(LONG)) <= ENOUGH_MS) return true;
    const best = (length: number) => Math.min(...[1, 2, 3].map(() => msFor(of(length))));
    return best(LONG) <= MOST_GROWTH * best(LONG / 2);
  };
  const repeated = (unit: string) => (length: number) => [item(unit.repeat(length / unit.length))];

  it.each(['a', 'a ', ' ', '`', '(', '[', '](', '**', '1', 'A_B ', '`A_B` - ', 'X-Y: ', ' > ', 'https://', 'if check ', '限流', 'no\u0301 '])('of one line: %j', (unit) => {
    expect(isLinear(repeated(unit))).toBe(true);
  });

  it.each(transforms.map((transform) => [transform.id, transform] as const))('of one line about %s', (_, { cues, notCues = [], subCues = [] }) => {
    const words = [...new Set([...cues, ...notCues, ...subCues].flatMap((cue) => phraseOf(cue).words.slice(0, 3)))].slice(0, 8);
    expect([`${words.join(' ')} `, ...words.slice(0, 3).map((word) => `${word} `)].filter((unit) => !isLinear(repeated(unit)))).toEqual([]);
  });

  it('of many lines', () => {
    const line = 'No hard-coded secrets in code; rate limit logins, restrict CORS ';
    expect(isLinear((length) => Array.from({ length: length / line.length / 4 }, (_, i) => item(line, i + 1)))).toBe(true);
  });
});
