// Memory, disk and time of a Redis that holds jobs of given sizes: node bench/queue-memory.mjs [--jobs 100000] [--job 1231] [--result 12579]
// (bytes; `node bench/workers.mjs` says what real ones have). Needs redis-server.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Queue, Worker } from 'bullmq';
import { startRedis } from './redis.mjs';

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '100000' }, job: { type: 'string', default: '1231' }, result: { type: 'string', default: '12579' } } });
const [jobs, jobBytes, resultBytes] = [values.jobs, values.job, values.result].map(Number);
const CHUNK = 500;
const filled = (bytes) => randomBytes(Math.ceil(bytes * 0.75)).toString('base64').slice(0, bytes);

const redis = await startRedis(6391);
const connection = { port: redis.port, maxRetriesPerRequest: null };
const queue = new Queue('checkmod', { connection, streams: { events: { maxLen: 1000 } } });
try {
  const empty = redis.memory();
  const started = performance.now();
  for (let i = 0; i < jobs; i += CHUNK) {
    await queue.addBulk(Array.from({ length: Math.min(CHUNK, jobs - i) }, (_, k) => ({ name: 'apply', data: { text: filled(jobBytes) }, opts: { jobId: `repository-${i + k}.apply.0123456789abcdef`, attempts: 1, backoff: { type: 'exponential', delay: 500 } } })));
  }
  say('queued', (performance.now() - started) / 1000, empty);
  const before = performance.now();
  let done = 0;
  await new Promise((resolve) => {
    const worker = new Worker('checkmod', async () => ({ data: filled(resultBytes) }), { connection, concurrency: 50 });
    worker.on('completed', () => { if ((done += 1) === jobs) void worker.close().then(resolve); });
  });
  say('done, no result taken yet', (performance.now() - before) / 1000, empty);
  const restarted = performance.now();
  await redis.restart();
  console.log(`read again after a kill in ${((performance.now() - restarted) / 1000).toFixed(1)} s, ${await queue.getCompletedCount()} of ${jobs} there`);
} finally {
  await queue.close();
  await redis.stop();
}

function say(what, seconds, empty) {
  const memory = redis.memory() - empty;
  console.log(`${jobs} jobs ${what}: ${(memory / 2 ** 20).toFixed(0)} MB of memory (${(memory / jobs / 1000).toFixed(2)} kB each), ${(redis.written() / 2 ** 20).toFixed(0)} MB on disk, ${Math.round(jobs / seconds)} a second`);
}
