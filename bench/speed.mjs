#!/usr/bin/env node
// Times a dry run against another tool's run over the same folder, in turn, and prints the ratio of the two.
//   node bench/speed.mjs FOLDER 'OTHER COMMAND' [RUNS=5]
// such as: node bench/speed.mjs ~/code/api 'ruff check --no-cache --select T201,S110 .'
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [folder, other, runs = '5'] = process.argv.slice(2);
if (!folder || !other) {
  console.error("usage: node bench/speed.mjs FOLDER 'OTHER COMMAND' [RUNS]");
  process.exit(2);
}
const own = `${process.execPath} ${join(import.meta.dirname, '../bin/checkmod.js')} run -f json`;

/** Seconds a command takes, from the outside. Exit 1 means "found something" in both tools. */
function seconds(command) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, { cwd: folder, shell: true, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0 && status !== 1) throw new Error(`${command} exits ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
seconds(own);
seconds(other);
const pairs = Array.from({ length: Number(runs) }, () => [seconds(own), seconds(other)]);
const [mine, theirs] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])));
const ratio = median(pairs.map(([a, b]) => a / b));
console.log(`checkmod ${mine.toFixed(2)} s, \`${other}\` ${theirs.toFixed(2)} s (medians of ${runs}); ratio ${ratio.toFixed(1)}`);
