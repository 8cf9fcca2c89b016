import { applyPatch, parsePatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewFix } from '../../src/review/protocol.ts';
import { draw } from '../../src/review/page/diff/hunks.ts';
import { matches, NO_FILTER } from '../../src/review/page/filter.ts';
import { groupFixes } from '../../src/review/page/groups.ts';
import { visible } from '../../src/review/page/visible.ts';

const FIX: ReviewFix = {
  site: 'a', transform: 'print-to-logger', path: 'app/main.py', line: 3, column: 1, endLine: 3, endColumn: 9, scope: 'main', message: 'print()', safety: 'safe',
  before: 'print(x)', after: 'logger.info(x)', shape: 's', items: [{ line: 4, text: 'No prints' }], decision: 'undecided',
};

describe('the patch that is drawn', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '@@ -1 +1 @@', '--- x'), { maxLength: 40 });
  const text = fc.tuple(lines, fc.boolean()).map(([found, ends]) => found.join('\n') + (ends && found.length > 0 ? '\n' : ''));

  it('makes the one text of the other, whatever else it shows', () => {
    fc.assert(fc.property(text, text, fc.array(fc.nat(45)), (before, after, asked) => {
      expect(applyPatch(before, draw(before, after, asked).patch)).toBe(after);
    }));
  });

  it('says where a line that stays has moved to', () => {
    expect([...draw('a\nb\nc\n', 'new\na\nc\n', [1, 2, 3]).moved]).toEqual([[1, 2], [3, 3]]);
  });

  it('shows a line in which nothing changes, with its neighbours', () => {
    const before = Array.from({ length: 40 }, (_, index) => `line ${index + 1}\n`).join('');
    const [{ hunks }] = parsePatch(draw(before, before, [20]).patch) as [ReturnType<typeof parsePatch>[number]];
    expect(hunks).toMatchObject([{ oldStart: 16, newStart: 16, oldLines: 9, newLines: 9 }]);
  });
});

describe('groups', () => {
  const others = [{ ...FIX, site: 'b', path: 'app/other.py', shape: 't', items: [] }, { ...FIX, site: 'c', shape: 't' }];
  const keys = (grouping: Parameters<typeof groupFixes>[1]) => groupFixes([FIX, ...others], grouping, {}).map(({ title, sites }) => [title, sites.join('')]);

  it('hold each fix once, by what is asked', () => {
    expect(keys('transform')).toEqual([['print-to-logger', 'abc']]);
    expect(keys('file')).toEqual([['app/main.py', 'ac'], ['app/other.py', 'b']]);
    expect(keys('shape')).toEqual([['print(x) → logger.info(x)', 'bc'], ['print(x) → logger.info(x)', 'a']]);
    expect(keys('item')).toEqual([['No prints', 'ac'], ['For no item of the checklist', 'b']]);
  });
});

describe('filters', () => {
  it.each([
    [{}, true], [{ decision: 'undecided' }, true], [{ decision: 'accepted' }, false], [{ tier: 'unsafe' }, false], [{ transform: 'other' }, false],
    [{ path: 'MAIN' }, true], [{ path: 'test' }, false], [{ text: 'Logger.' }, true], [{ text: 'console' }, false],
  ] as const)('%j', (filter, shown) => {
    expect(matches(FIX, { ...NO_FILTER, ...filter })).toBe(shown);
  });
});

it('characters that hide are shown', () => {
  expect(visible('a\tb\n\u202Ec\u001b[31m')).toBe('a\tb\n⟨U+202E⟩c⟨U+001B⟩[31m');
});
