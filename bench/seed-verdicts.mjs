// Verdicts of `checkmod plan` on the five source checklists, item by item beside their answer key, and those that are wrong.
// node bench/seed-verdicts.mjs SEED_ITEMS.md FOLDER_OF_CHECKOUTS   (folders owner__name; after npm run build)
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plan } from '../dist/src/index.js';

const CHECKLISTS = {
  'eeastman/oura-mcp-tool': 'PRODUCTION_TODO.md',
  'doronpers/feedback-loop': 'docs/PRODUCTION_CHECKLIST.md',
  'aizen2006/learner-analytics-agent': 'NEXT_STEPS.md',
  'digwit678/OpenEvent-AI-FORK': 'docs/reports/PROD_READINESS_TODO_2026_01_07.md',
  'DantevdH/EvolveAI': 'docs/to_production/01_BACKEND.md',
};
/** Asks for a database's part in a graceful shutdown that is there, in a program without a database: part of it at least is there. */
const HOLDS_IN_PART = { 'aizen2006/learner-analytics-agent': [20] };
/** Lines whose wish the code met before the list was written, and lines ticked although it did not. */
const HOLDS = { 'eeastman/oura-mcp-tool': [21], 'DantevdH/EvolveAI': [25, 32], 'aizen2006/learner-analytics-agent': [72, 204, 231] };
const OPEN = { 'eeastman/oura-mcp-tool': [12] };

const [keyFile, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node bench/seed-verdicts.mjs SEED_ITEMS.md FOLDER_OF_CHECKOUTS');

let wrong = 0;
for (const { repo, rows } of keysOf(readFileSync(keyFile, 'utf8'))) {
  const root = join(folder, repo.replace('/', '__'));
  if (!existsSync(root)) {
    console.log(`\n${repo}: there is no ${root}`);
    continue;
  }
  const { items, summary } = await plan({ checklist: CHECKLISTS[repo], cwd: root });
  const byLine = new Map(items.map((item) => [item.line, item]));
  console.log(`\n## ${repo}: ${JSON.stringify(summary.verdicts)}, ${summary.fixes} fixes, ${summary.unsafeFixes} more with --unsafe\n`);
  for (const row of rows) {
    const item = byLine.get(row.line);
    const problem = problemOf(repo, row, item);
    if (problem) wrong += 1;
    const verdict = item ? `${item.verdict}${item.fixes + item.unsafeFixes > 0 ? ` (${item.fixes}+${item.unsafeFixes})` : ''}` : 'no item';
    console.log([
      `${problem ? '✗' : ' '} ${String(row.line).padStart(4)}`, verdict.padEnd(22), `${row.class}${row.transform ? ` ${row.transform}` : ''}`.padEnd(36), row.text.slice(0, 60).padEnd(60), row.note.slice(0, 90),
    ].join('  '));
    if (item && item.verdict !== 'not recognised') console.log(`        ${item.transforms.join(', ') || '-'}: ${item.reason}${item.notes ? ` [${item.notes.join('; ')}]` : ''}`);
    if (problem) console.log(`        ✗ ${problem}`);
  }
}
console.log(`\n${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;

/** The tables of the key: one per list, under a heading that names its repository. */
function keysOf(text) {
  const parts = text.split(/^## (?=\d{3}:)/m).slice(1);
  return parts.map((part) => ({
    repo: /\b([\w.-]+\/[\w.-]+) @/.exec(part)[1],
    rows: part.split('\n').filter((line) => /^\| \d{3}-\d+ /.test(line)).map((line) => {
      const [, , number, state, said, , kind, transform, note] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      return { line: Number(number), state, text: said, class: kind, transform, note };
    }),
  }));
}

function problemOf(repo, row, item) {
  if (!item) return 'it is not among the items';
  if (['codemod', 'insert'].includes(row.class) && row.transform && item.verdict === 'not recognised') return `${row.class}, and not recognised`;
  if (HOLDS[repo]?.includes(row.line) && item.verdict !== 'holds already') return 'the code does this already';
  if (HOLDS_IN_PART[repo]?.includes(row.line) && !['partly', 'holds already'].includes(item.verdict)) return 'a part of it is there';
  if (OPEN[repo]?.includes(row.line) && item.verdict === 'holds already') return 'ticked, and the code does not do this';
  return undefined;
}
