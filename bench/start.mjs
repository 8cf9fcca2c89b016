// How long checkmod takes to start, as multiples of what Node takes to start and do nothing (`node -e 0`): medians of
// whole processes, taken in turn.
//
//   node bench/start.mjs [RUNS]      after `npm run build`; 15 runs of each if not said
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUNS = Number(process.argv[2] ?? 15);
const BIN = join(import.meta.dirname, '../bin/checkmod.js');
const SAMPLES = join(import.meta.dirname, '../__testfixtures__/repos');

const folder = mkdtempSync(join(tmpdir(), 'checkmod-start-'));
const sample = (name) => {
  const root = join(folder, name);
  cpSync(join(SAMPLES, name), root, { recursive: true });
  for (const args of [['init', '-q'], ['add', '-A'], ['-c', 'user.name=b', '-c', 'user.email=b@example.com', 'commit', '-q', '-m', 'start']]) execFileSync('git', args, { cwd: root });
  return root;
};
const python = sample('fastapi-orders');
const node = sample('express-orders');
const ROWS = [
  { name: 'node -e 0', args: ['-e', '0'], cwd: python },
  { name: 'checkmod --version', args: [BIN, '--version'], cwd: python },
  { name: 'checkmod --help', args: [BIN, '--help'], cwd: python },
  { name: 'run app/routes/orders.py (one Python file of a package)', args: [BIN, 'run', 'app/routes/orders.py', '-f', 'json'], cwd: python },
  { name: 'run (a Python repository of a few files)', args: [BIN, 'run', '-f', 'json'], cwd: python },
  { name: 'run (a Node repository of a few files)', args: [BIN, 'run', '-f', 'json'], cwd: node },
];

const times = ROWS.map(() => []);
for (let run = 0; run < RUNS; run += 1) {
  for (const [i, { name, args, cwd }] of ROWS.entries()) {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, maxBuffer: 2 ** 26 });
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
    times[i].push(performance.now() - started);
  }
}
rmSync(folder, { recursive: true });

const medians = times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)]);
for (const [i, { name }] of ROWS.entries()) {
  console.log(`${medians[i].toFixed(0).padStart(5)} ms  ${(medians[i] / medians[0]).toFixed(2).padStart(6)} ×  ${name}`);
}
