import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../src/registry.ts';
import type { Rule } from '../src/transform.ts';

const LONG = 100_000;
/** What a linear search takes for such a line is a small part of this, and what squares several times as much. */
const ENOUGH_MS = 40;
/** Twice as long a text may take as much longer, which squaring does not stay within. */
const MOST_GROWTH = 3;
const MANY_BLANKS = '   ';
const FOLLOWED_BY = ['', MANY_BLANKS, ': ', '(', '_a1'];

/** Long lines that hold what the pattern looks for over and over, or once with much behind it. */
function linesFor({ source }: RegExp): string[] {
  const words = [...new Set(['a', ...source.replace(/\\[a-zA-Z]/g, ' ').match(/\w{2,}(?: \w+)?/g) ?? []])];
  const lookedFor = words.slice(0, 16);
  return [
    ...lookedFor.flatMap((word) => FOLLOWED_BY.map((after) => word + after)),
    // A pattern of two parts looks for the second only where there is the first.
    ...lookedFor.map((word) => `catch (e) { ${word} { `),
  ];
}

/** A unit that ends with many blanks is written once, with as many blanks as it takes. */
function msFor(pattern: RegExp, unit: string, length: number): number {
  const line = unit.endsWith(MANY_BLANKS) ? unit.padEnd(length) : unit.repeat(Math.ceil(length / unit.length));
  const started = performance.now();
  pattern.test(line);
  return performance.now() - started;
}

/** Whether a text of twice the length takes about twice the time; measured again where something else may have got in between. */
function isLinear(pattern: RegExp, unit: string): boolean {
  // A short text first: what squares would take minutes for a long one.
  for (const length of [LONG / 8, LONG]) {
    if (msFor(pattern, unit, length) <= ENOUGH_MS) continue;
    const best = (of: number) => Math.min(...[1, 2, 3].map(() => msFor(pattern, unit, of)));
    if (best(length) > MOST_GROWTH * best(length / 2)) return false;
  }
  return true;
}

describe('A long line passes the prefilters of the transforms in linear time', async () => {
  const transforms = await loadTransforms(undefined, process.cwd(), ['python', 'javascript']);
  const rules = transforms.flatMap(({ id, rules }) => Object.entries(rules).map(([language, rule]) => ({ name: `${id} ${language}`, rule: rule as Rule })));
  it.each(rules)('$name', ({ rule }) => {
    for (const pattern of [rule.prefilter, ...(rule.collect ? [rule.collect.prefilter] : [])]) {
      expect(linesFor(pattern).filter((unit) => !isLinear(pattern, unit)), String(pattern)).toEqual([]);
    }
  });
});
