import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChecklist } from '../../src/checklist/parse.ts';

const FOLDER = join(import.meta.dirname, '../../__testfixtures__/checklists');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** `12x 13o 14-` for every list of the answer key. */
const KEY = new Map(read('items.txt').split('\n\n').slice(1).map((block) => {
  const [name, ...lines] = block.trim().split('\n');
  return [name!, lines.join(' ').split(' ')] as const;
}));

const answer = (text: string): string[] => parseChecklist(text).items.map(({ line, checked }) => `${line}${checked === undefined ? '-' : checked ? 'x' : 'o'}`);

describe('real checklists', () => {
  it.each([...KEY])('%s: every item, and nothing else', (name, key) => {
    expect(answer(read(name))).toEqual(key);
  });

  it.each(['learner-analytics-agent.md', 'oura-mcp-tool.md'])('%s says the same when it is double-encoded', (name) => {
    const meaning = (text: string): unknown => parseChecklist(text).items.map(({ line, text, heading, parent, severity, checked, references }) => ({ line, text, heading, parent, severity, checked, references }));
    expect(meaning(read(`double-encoded/${name}`))).toEqual(meaning(read(name)));
  });

  it.each(['\r\n', '\n'])('boxes are where they are on disk, also behind a BOM and mojibake (%j)', (lineEnd) => {
    const text = `\uFEFF${read('double-encoded/oura-mcp-tool.md').replaceAll('\n', lineEnd)}`;
    const { items } = parseChecklist(text);
    expect(items.map(({ box }) => box && text.slice(box.start - 1, box.end + 1)).filter((box) => box !== undefined && !/^\[[ x]\]$/.test(box))).toEqual([]);
    expect(items.filter(({ box }) => box)).toHaveLength(42);
  });
});
