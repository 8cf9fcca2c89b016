// Makes bare remotes of checkouts, and plans, applies and pushes them once undisturbed, then with processes killed at random
// moments, on one machine and by workers; the branches have to be the same each time:
//   node bench/killed.mjs [--repositories N] [--seed N] CHECKOUT...   (after node build.mjs; needs redis-server)
// The smallest N checkouts are taken.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startRedis } from './redis.mjs';
import { branches, makeRemotes, reset, start, startWorkers } from './remotes.mjs';

const { values: { repositories, seed }, positionals } = parseArgs({ allowPositionals: true, options: { repositories: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } } });
const sizes = new Map(positionals.filter((path) => existsSync(join(path, '.git'))).map((path) => [path, Number(execFileSync('du', ['-s', '--exclude=.git', '--exclude=node_modules', path], { encoding: 'utf8' }).split('\t')[0])]));
const checkouts = [...sizes].sort((a, b) => a[1] - b[1]).slice(0, Number(repositories)).map(([path]) => path);
let state = Number(seed);
const random = () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;

const root = mkdtempSync(join(tmpdir(), 'checkmod-killed-'));
const redis = await startRedis();
try {
  makeRemotes(root, checkouts, 'transforms: [print-to-logger, silent-catch-to-warning, detail-leak-to-generic-error]\n');
  console.log(`${checkouts.length} repositories, load ${loadavg()[0].toFixed(1)}`);
  const took = {};
  reset(root);
  for (const phase of ['plan', 'apply', 'push']) {
    const started = performance.now();
    report(phase, await start(root, phase, 'migration.yaml').ended);
    took[phase] = performance.now() - started;
  }
  const undisturbed = branches(root);
  console.log(`undisturbed: ${Object.values(undisturbed).filter((log) => log !== 'none').length} branches, plan ${seconds(took.plan)}, apply ${seconds(took.apply)}, push ${seconds(took.push)}`);

  for (let round = 1; round <= 3; round += 1) {
    reset(root);
    for (const phase of ['plan', 'apply', 'push']) {
      const killed = start(root, phase, 'migration.yaml');
      await wait(took[phase] * (0.1 + 0.8 * random()));
      killed.child.kill('SIGKILL');
      await killed.ended;
      report(phase, await start(root, phase, 'migration.yaml').ended);
    }
    compare(`one machine, coordinator killed in each phase, round ${round}`, undisturbed);
  }

  for (let round = 1; round <= 3; round += 1) {
    reset(root);
    let workers = startWorkers(root, redis.url, 3);
    const killer = (async () => {
      for (let i = 0; i < 2; i += 1) {
        await wait((took.plan + took.apply) * (0.1 + 0.3 * random()));
        workers[i].child.kill('SIGKILL');
        workers.push(...startWorkers(root, redis.url, 1));
      }
    })();
    const killed = start(root, 'run', 'migration.yaml', '--queue', redis.url);
    await wait((took.plan + took.apply) * (0.1 + 0.5 * random()));
    killed.child.kill('SIGKILL');
    await killed.ended;
    await redis.restart();
    report('run', await start(root, 'run', 'migration.yaml', '--queue', redis.url).ended);
    await killer;
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    report('push', await start(root, 'push', 'migration.yaml').ended);
    compare(`three workers, two of them, Redis and the coordinator killed, round ${round}`, undisturbed);
  }
} finally {
  await redis.stop();
  rmSync(root, { recursive: true, force: true });
}

function report(phase, { code, said }) {
  if (code !== 0) console.log(`${phase} exits ${code}: ${said.split('\n').filter((line) => /failed/i.test(line)).slice(0, 10).join('\n  ')}`);
}

function compare(what, expected) {
  const now = branches(root);
  const different = Object.keys(expected).filter((name) => now[name] !== expected[name]);
  console.log(`${what}: ${different.length === 0 ? 'the same branches' : `DIFFERENT: ${different.join(', ')}`}`);
  if (different.length > 0) process.exitCode = 1;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
