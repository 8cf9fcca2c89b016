import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { branchesOf } from '../helpers/branches.ts';
import { program, start } from '../helpers/program.ts';
import { exchangeKeys, NO_REDIS, RedisServer } from '../helpers/redis.ts';
import { IDENTITY, migration, server, type Migration } from '../helpers/remotes.ts';

const NAMES = Array.from({ length: 5 }, (_, i) => `service-${i}`);
const MANIFEST = 'repositories: [./remotes/*.git]\ntransforms: [print-to-logger, silent-catch-to-warning]\nbranch: checkmod/logging\n';

const entries = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

describe.skipIf(NO_REDIS)(`batch work${NO_REDIS ? ` (${NO_REDIS})` : ''}`, () => {
  let redis: RedisServer;
  beforeAll(async () => { redis = await new RedisServer().start(); });
  afterAll(() => redis?.remove());

  /** Started as a person would; killed when the test is over, if it still runs. */
  function worker({ root }: Migration, database = 0): ReturnType<typeof start> {
    const started = start(root, ['batch', 'work', '--queue', redis.url(database), '--keys', 'worker-keys', '--concurrency', '1'], IDENTITY);
    onTestFinished(async () => { started.kill('SIGKILL'); await started.outcome; });
    return started;
  }

  function run({ root }: Migration, database = 0): ReturnType<typeof start> {
    return start(root, ['batch', 'run', 'migration.yaml', '--queue', redis.url(database)], IDENTITY);
  }

  it('ends with the branches of one machine, whatever is killed: workers, Redis or the coordinator', async () => {
    const all = migration();
    for (const name of NAMES) all.remote(name, server(name));
    all.write('migration.yaml', MANIFEST);
    await exchangeKeys(all.root);
    cpSync(join(all.root, 'remotes'), join(all.root, 'before'), { recursive: true });
    for (const phase of ['run', 'push']) expect(await program(all.root, ['batch', phase, 'migration.yaml'], IDENTITY)).toMatchObject({ code: 0, stderr: '' });
    const alone = branchesOf(all, NAMES, 'checkmod/logging');
    for (const name of ['remotes', '.checkmod-batch']) rmSync(join(all.root, name), { recursive: true });
    cpSync(join(all.root, 'before'), join(all.root, 'remotes'), { recursive: true });

    const workers = [worker(all), worker(all), worker(all)];
    const first = run(all);
    const folder = join(all.root, '.checkmod-batch/reports');
    const done = (n: number) => expect.poll(() => entries(folder).length, { interval: 20, timeout: 100_000 }).toBeGreaterThanOrEqual(n);
    await done(1);
    for (const each of workers.slice(0, 2)) each.kill('SIGKILL');
    await done(2);
    first.kill('SIGKILL');
    await first.outcome;
    const second = run(all);
    await done(3);
    await redis.end();
    await wait(300);
    await redis.start();
    const { code, stdout } = await second.outcome;
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('5 repositories: 5 applied.') as unknown });
    expect((await program(all.root, ['batch', 'push', 'migration.yaml'], IDENTITY)).code).toBe(0);
    expect(branchesOf(all, NAMES, 'checkmod/logging')).toEqual(alone);
  }, 240_000);

  it('finishes what it has begun when it is told to end, and takes no more', async () => {
    const all = migration();
    for (const name of ['one', 'two']) all.remote(name, server(name));
    all.write('migration.yaml', `${MANIFEST}verify: sleep 0.5\n`);
    await exchangeKeys(all.root);
    const first = worker(all, 1);
    const running = run(all, 1);
    await expect.poll(() => entries(join(all.root, '.checkmod-worker')).filter((name) => name !== '.gitignore').flatMap((name) => entries(join(all.root, '.checkmod-worker', name)))).toHaveLength(1);
    first.kill('SIGTERM');
    const ended = await first.outcome;
    expect(ended.code).toBe(0);
    expect(ended.stderr.match(/^checkmod: apply (?:one|two): \w+$/gm)).toHaveLength(2);
    expect(ended.stderr).toContain('takes no more');
    worker(all, 1);
    expect(await running.outcome).toMatchObject({ code: 0, stderr: '' });
  });
});
