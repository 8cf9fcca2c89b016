// Repositories a minute against the number of workers on this machine, as docs/workers.png, and what one repository takes:
//   node bench/workers.mjs [--repositories N] [--most N] CHECKOUT...   (after node build.mjs; needs redis-server, chromium)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { QueueEvents, Queue } from 'bullmq';
import { createJiti } from 'jiti';
import { startRedis } from './redis.mjs';
import { BIN, makeRemotes, reset, start, startWorkers } from './remotes.mjs';

const OUT = 'docs/workers.png';
const { values, positionals } = parseArgs({ allowPositionals: true, options: { repositories: { type: 'string', default: '24' }, most: { type: 'string', default: '4' } } });
const root = mkdtempSync(join(tmpdir(), 'checkmod-workers-'));
const redis = await startRedis();
const connection = { port: redis.port, maxRetriesPerRequest: null };
const events = new QueueEvents('checkmod', { connection });
const queue = new Queue('checkmod', { connection });
const sizes = { job: [], result: [] };
events.on('completed', ({ returnvalue }) => sizes.result.push(JSON.stringify(returnvalue).length));
events.on('added', ({ jobId }) => void queue.getJob(jobId).then((job) => job && sizes.job.push(JSON.stringify(job.data).length)));
try {
  makeRemotes(root, positionals.slice(0, Number(values.repositories)), 'transforms: [print-to-logger, silent-catch-to-warning]\n');
  const n = readdirSync(join(root, 'before')).length;
  const rates = [];
  for (let workers = 1; workers <= Number(values.most); workers += 1) {
    reset(root);
    const all = startWorkers(root, redis.url, workers);
    await Promise.all(all.map(({ child }) => new Promise((resolve) => child.stderr.on('data', (text) => text.includes('is ready') && resolve()))));
    const started = performance.now();
    const { code, said } = await start(root, 'run', 'migration.yaml', '--queue', redis.url).ended;
    const minutes = (performance.now() - started) / 60_000;
    for (const { child } of all) child.kill('SIGTERM');
    await Promise.all(all.map(({ ended }) => ended));
    rates.push(n / minutes);
    console.log(`${workers} workers: ${(n / minutes).toFixed(1)} a minute, ${(n / minutes / rates[0]).toFixed(2)} times one; load ${loadavg()[0].toFixed(1)}${code === 0 ? '' : ` (exit ${code}: ${said.split('\n').find((line) => /failed/i.test(line))})`}`);
  }
  for (const [what, all] of Object.entries(sizes)) console.log(`bytes of a ${what} in the queue: ${described(all)}`);
  parts();
  await draw(rates, n);
} finally {
  await Promise.all([events.close(), queue.close()]);
  await redis.stop();
  rmSync(root, { recursive: true, force: true });
}

/** What one repository costs a worker, part by part, and the coordinator's disk. */
function parts() {
  const time = { clone: 0, 'start and parse': 0, patch: 0 };
  const timed = (what, work) => { const from = performance.now(); work(); time[what] += performance.now() - from; };
  const run = (cwd, command, ...args) => execFileSync(command, args, { cwd, stdio: 'ignore', maxBuffer: 1e9 });
  for (const name of readdirSync(join(root, 'before'))) {
    const tree = join(root, 'parts');
    timed('clone', () => run(root, 'git', 'clone', '--quiet', '--filter=blob:none', `file://${root}/before/${name}`, tree));
    timed('start and parse', () => run(tree, process.execPath, BIN, 'run', '-t', 'print-to-logger,silent-catch-to-warning', '-f', 'json'));
    timed('patch', () => run(tree, process.execPath, '-e', 'require("zlib").gzipSync(require("child_process").execFileSync("git", ["diff", "HEAD"]))'));
    rmSync(tree, { recursive: true });
  }
  const all = Object.values(time).reduce((sum, ms) => sum + ms, 0);
  console.log(`of the time of a repository: ${Object.entries(time).map(([what, ms]) => `${what} ${Math.round(100 * ms / all)} %`).join(', ')}`);
  const trees = join(root, '.checkmod-batch/trees');
  const disk = (folder) => Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]);
  console.log(`disk of the coordinator: ${(disk(join(root, '.checkmod-batch')) / readdirSync(trees).length).toFixed(0)} kB a repository with fixes; the remotes ${(disk(join(root, 'before')) / readdirSync(join(root, 'before')).length).toFixed(0)} kB each`);
}

function described(all) {
  const sorted = all.sort((a, b) => a - b);
  const at = (part) => sorted[Math.floor(part * (sorted.length - 1))];
  return `median ${at(0.5)}, mean ${Math.round(sorted.reduce((sum, n) => sum + n, 0) / sorted.length)}, 95 % under ${at(0.95)}, most ${at(1)}`;
}

async function draw(rates, n) {
  const { launch } = await createJiti(import.meta.url).import('../test/helpers/browser-launch.ts');
  const [width, height, left, bottom] = [640, 360, 70, 50];
  const top = Math.max(...rates) * 1.15;
  const x = (i) => left + (i + 0.5) * ((width - left - 20) / rates.length);
  const y = (rate) => height - bottom - (rate / top) * (height - bottom - 40);
  const bars = rates.map((rate, i) => `<rect x="${x(i) - 28}" y="${y(rate)}" width="56" height="${height - bottom - y(rate)}" fill="#2f6f9f"/><text x="${x(i)}" y="${y(rate) - 6}" text-anchor="middle">${rate.toFixed(0)}</text><text x="${x(i)}" y="${height - bottom + 20}" text-anchor="middle">${i + 1}</text>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="14"><rect width="100%" height="100%" fill="white"/><text x="${width / 2}" y="24" text-anchor="middle" font-size="16">Repositories a minute (${n} real ones, ${availableParallelism()} processors)</text>${bars.join('')}<line x1="${left}" x2="${width - 20}" y1="${height - bottom}" y2="${height - bottom}" stroke="black"/><text x="${width / 2}" y="${height - 8}" text-anchor="middle">workers</text></svg>`;
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await page.screenshot({ path: OUT });
  await browser.close();
  console.log(`${OUT}: ${statSync(OUT).size} bytes`);
}
