/**
 * Precision and recall of matching, on items labelled by hand.
 *
 *     npx jiti bench/labels.ts labels.jsonl [--misses] [--plain] [--topics]
 *
 * A line of the file is `{ repo, path, line, text, heading, parent, transforms }`. Names that no transform has are counted
 * as misses. `--misses` prints every item that is wrong, `--plain` every item that is right with what it asks beyond its
 * name, `--topics` those that are nothing.
 */
import { readFileSync } from 'node:fs';
import { matchItems } from '../src/checklist/match.ts';
import type { ChecklistItem } from '../src/checklist/types.ts';
import { builtInIds, loadTransforms } from '../src/registry.ts';
import type { Transform } from '../src/transform.ts';

interface Label { readonly repo: string; readonly path: string; readonly line: number | null; readonly text: string; readonly heading?: string | null; readonly parent?: string | null; readonly transforms: readonly string[] }

/** Names that the labels have from before ours. */
const RENAMED: { readonly [name: string]: string } = { 'silent-catch-to-logged': 'silent-catch-to-warning', 'uuid-to-secure-token': 'uuid4-to-secure-token' };

const [file, ...flags] = process.argv.slice(2);
if (!file) throw new Error('usage: npx jiti bench/labels.ts <labels.jsonl> [--misses] [--plain] [--topics]');

const labels = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Label);
// One after the other: jiti trips over modules that are loaded twice at a time.
const transforms: Transform[] = [];
for (const id of builtInIds()) transforms.push(...await loadTransforms([id], '.'));
const counts = new Map<string, { right: number; wrong: number; missed: number }>();
const countOf = (name: string) => counts.get(name) ?? counts.set(name, { right: 0, wrong: 0, missed: 0 }).get(name)!;
let unrecognised = 0;

for (const name of new Set(labels.map(nameOf))) {
  const list = labels.filter((label) => nameOf(label) === name);
  const items = list.map(itemOf);
  matchItems(items, transforms).forEach((recognised, i) => {
    const label = list[i]!;
    const wanted = new Set(label.transforms.map((name) => RENAMED[name] ?? name));
    const found = new Set(recognised.transforms.map(({ transform }) => transform));
    for (const name of found) countOf(name)[wanted.has(name) ? 'right' : 'wrong']++;
    for (const name of wanted) if (!found.has(name)) countOf(name).missed++;
    const where = `${label.text.slice(0, 200)}  | ${label.heading ?? ''} | ${label.parent ?? ''}`;
    if (flags.includes('--misses')) {
      for (const name of found) if (!wanted.has(name)) console.log(`wrong   ${name}: ${where}`);
      for (const name of wanted) if (!found.has(name)) console.log(`missed  ${name}: ${where}`);
    }
    if (flags.includes('--plain')) for (const { transform, beyond, direct } of recognised.transforms) console.log(`${beyond === undefined ? 'plain ' : 'beyond'} ${direct ? '' : '(above) '}${transform}: ${label.text.slice(0, 200)}${beyond === undefined ? '' : `  => ${beyond}`}`);
    if (found.size === 0 && !recognised.topic) {
      unrecognised++;
      if (flags.includes('--topics')) console.log(`nothing ${where}`);
    } else if (found.size === 0 && flags.includes('--topics')) console.log(`${recognised.topic!.name}: ${label.text.slice(0, 120)}`);
  });
}

const total = { right: 0, wrong: 0, missed: 0 };
const rate = (part: number, whole: number) => (whole === 0 ? '   - ' : (part / whole).toFixed(3));
for (const [name, { right, wrong, missed }] of [...counts].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(`${name.padEnd(30)} precision ${rate(right, right + wrong)}  recall ${rate(right, right + missed)}  (${right} right, ${wrong} wrong, ${missed} missed)`);
  total.right += right;
  total.wrong += wrong;
  total.missed += missed;
}
console.log(`${'all'.padEnd(30)} precision ${rate(total.right, total.right + total.wrong)}  recall ${rate(total.right, total.right + total.missed)}  (${total.right} right, ${total.wrong} wrong, ${total.missed} missed)`);
console.log(`${labels.length} items, ${unrecognised} of them not recognised`);

function nameOf({ repo, path }: Label): string {
  return `${repo} ${path}`;
}

/** Labels name the text of the parent, not its line; some have no lines at all. */
function itemOf({ line, text, heading, parent }: Label, i: number, list: readonly Label[]): ChecklistItem {
  const lineAt = (at: number) => list[at]!.line ?? at + 1;
  const above = parent ? list.slice(0, i).findLastIndex((each) => each.text === parent) : -1;
  return {
    line: line ?? i + 1, text, heading: heading ?? '', form: 'checkbox', marks: [], references: [],
    ...(parent && { parent }), ...(above >= 0 && { parentLine: lineAt(above) }),
  };
}
