import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChecklist } from '../../src/checklist/parse.ts';
import { tickEdits, type Holds } from '../../src/checklist/tick.ts';
import type { ChecklistItem } from '../../src/checklist/types.ts';
import type { Edit } from '../../src/types.ts';

const FOLDER = join(import.meta.dirname, '../../__testfixtures__/checklists');
const LISTS = ['oura-mcp-tool.md', 'feedback-loop.md', 'learner-analytics-agent.md', 'evolveai.md', 'double-encoded/oura-mcp-tool.md', 'double-encoded/learner-analytics-agent.md'];
const TEXTS = LISTS.map((name) => readFileSync(join(FOLDER, name), 'utf8'));
/** As the lists are, and as other systems save them. */
const text = fc.tuple(fc.constantFrom(...TEXTS), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF')).map(([list, lineEnd, bom]) => bom + list.replaceAll('\n', lineEnd));

const applied = (source: string, edits: readonly Edit[]): string => edits.toReversed().reduce((rest, { start, end, text }) => rest.slice(0, start) + text + rest.slice(end), source);
const ticks = (source: string, holds: Holds, unsafe = false): string => applied(source, tickEdits(parseChecklist(source), source, holds, { unsafe }));
const said = ({ line, text, heading, parent }: ChecklistItem): unknown => ({ line, text, heading, parent });

describe('ticking real lists', () => {
  it('changes a space to an x where an item holds, and nothing else', () => {
    fc.assert(fc.property(text, fc.infiniteStream(fc.boolean()), (source, choices) => {
      const before = parseChecklist(source);
      const chosen = new Set(before.items.filter(() => choices.next().value).map(({ line }) => line));
      const edits = tickEdits(before, source, ({ line }) => chosen.has(line), { unsafe: false });
      for (const { start, end, text } of edits) expect([source.slice(start - 1, end + 1), text]).toEqual(['[ ]', 'x']);
      const after = parseChecklist(applied(source, edits));
      expect(after.items.map(said)).toEqual(before.items.map(said));
      expect(after.summaries).toEqual(before.summaries);
      const now = after.items.filter((item, index) => item.checked !== before.items[index]!.checked);
      expect(now.every(({ line, checked }) => checked === true && chosen.has(line))).toBe(true);
      expect(now).toHaveLength(edits.length);
      const blocked = (line: number): boolean => before.items.some((child) => child.parentLine === line && (!chosen.has(child.line) || blocked(child.line)));
      expect(now.map(({ line }) => line)).toEqual(before.items.filter(({ line, checked }) => checked === false && chosen.has(line) && !blocked(line)).map(({ line }) => line));
    }), { numRuns: 10 });
  });

  it('changes nothing where nothing holds', () => {
    for (const source of TEXTS) expect(ticks(source, () => false, true)).toBe(source);
  });

  it('changes nothing that is ticked, and is done at once', () => {
    for (const source of TEXTS) {
      const once = ticks(source, () => true, true);
      expect(ticks(once, () => true, true)).toBe(once);
      expect(once).not.toContain('[ ]');
    }
  });

  it('counts with --unsafe', () => {
    const source = TEXTS[3]!;
    expect(ticks(source, ({ line }) => line <= 11, true).split('\n')[2]).toBe('**Status**: 10% Complete | Last Updated: 2025-01-27');
    expect(ticks(source, ({ line }) => line <= 11).split('\n')[2]).toBe('**Status**: 0% Complete | Last Updated: 2025-01-27');
  });
});

describe('what a tick takes', () => {
  it.each([
    ['an item with sub-items holds only with all of them', '- [ ] CORS\n  - allowlist\n  - no wildcard\n', [1, 2], '- [ ] CORS\n  - allowlist\n  - no wildcard\n'],
    ['and then it does', '- [ ] CORS\n  - allowlist\n  - no wildcard\n', [1, 2, 3], '- [x] CORS\n  - allowlist\n  - no wildcard\n'],
    ['lines that only name files ask for nothing', '- [ ] CORS\n  - allowlist\n  - References: `main.py`\n', [1, 2], '- [x] CORS\n  - allowlist\n  - References: `main.py`\n'],
    ['nested boxes one by one', '- [ ] Security\n  - [ ] CORS\n  - [ ] Helmet\n', [1, 2], '- [ ] Security\n  - [x] CORS\n  - [ ] Helmet\n'],
    ['the case that the list has', '- [X] a thing\n- [ ] other thing\n', [2], '- [X] a thing\n- [X] other thing\n'],
    ['odd marks stay', '- [-] a thing\n- [~] other thing\n- [!] third thing\n', [1, 2, 3], '- [-] a thing\n- [~] other thing\n- [!] third thing\n'],
    ['emoji are not boxes', '- ❌ **Rate limiting** - TODO\n- ✅ CORS\n', [1, 2], '- ❌ **Rate limiting** - TODO\n- ✅ CORS\n'],
  ] as const)('%s', (_, source, lines, result) => {
    expect(ticks(source, ({ line }) => (lines as readonly number[]).includes(line))).toBe(result);
  });

  it('a title with nothing of its own holds with its items', () => {
    const source = '- [ ] Security\n  - [ ] CORS\n  - [ ] Helmet\n';
    expect(ticks(source, ({ line }) => (line === 1 ? undefined : true))).toBe(source.replaceAll('[ ]', '[x]'));
    expect(ticks('- [ ] Be good\n', () => undefined)).toBe('- [ ] Be good\n');
  });

  it.each([
    ['- ❌ **Rate limiting** - TODO\n- ✅ **CORS** - DONE\n', '- ✅ **Rate limiting** - DONE\n- ✅ **CORS** - DONE\n'],
    ['- ☐ Rate limiting\n- ☐ CORS\n', '- ☑ Rate limiting\n- ☑ CORS\n'],
    ['- â\u009dŒ Rate limiting\n- âœ… CORS\n', '- âœ… Rate limiting\n- âœ… CORS\n'],
    ['| Task | Status |\n|---|---|\n| CORS | Done |\n| Rate limiting | Not started |\n', '| Task | Status |\n|---|---|\n| CORS | Done |\n| Rate limiting | Done |\n'],
    ['| Task | Status |\n|---|---|\n| CORS | ✅ Complete |\n| Rate limiting | ❌ Not started |\n', '| Task | Status |\n|---|---|\n| CORS | ✅ Complete |\n| Rate limiting | ✅ Complete |\n'],
    ['### 1. Rate limiting\n**Status:** ❌ Not done\n\nNo limits yet.\n', '### 1. Rate limiting\n**Status:** ✅ Done\n\nNo limits yet.\n'],
    ['Progress: 1/2\n\n- [x] CORS set\n- [ ] Helmet\n', 'Progress: 2/2\n\n- [x] CORS set\n- [x] Helmet\n'],
    ['Progress: 7/20\n\n- [x] CORS set\n- [ ] Helmet\n', 'Progress: 7/20\n\n- [x] CORS set\n- [x] Helmet\n'],
  ])('other marks with --unsafe: %j', (source, result) => {
    expect(ticks(source, () => true, true)).toBe(result);
  });
});
