import { randomBytes } from 'node:crypto';
import { Queue, QueueEvents, Worker, type Job } from 'bullmq';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { batch, batchWork, type BatchOptions, type BatchReport, type WorkEvent } from '../../src/batch.ts';
import { openBatchReview } from '../../src/batch-review/open.ts';
import { optionsOf } from '../../src/batch/queue/address.ts';
import { discardPacked, pack, unpack } from '../../src/batch/queue/attachment.ts';
import { sealed } from '../../src/batch/queue/envelope.ts';
import { makeKeys, readKeys, type KeyPair } from '../../src/batch/queue/key-pair.ts';
import { idOf, QUEUE, type JobMessage } from '../../src/batch/queue/message.ts';
import { checkmod } from '../helpers/cli.ts';
import { gitServer } from '../helpers/git-server.ts';
import { exchangeKeys, NO_REDIS, RedisServer } from '../helpers/redis.ts';
import { IDENTITY, migration, server, type Migration } from '../helpers/remotes.ts';

Object.assign(process.env, IDENTITY);
const MANIFEST = 'repositories: [./remotes/*.git]\ntransforms: [print-to-logger]\nbranch: checkmod/logging\n';

describe.skipIf(NO_REDIS)(`a queue${NO_REDIS ? ` (${NO_REDIS})` : ''}`, () => {
  let redis: RedisServer;
  let databases = 0;
  beforeAll(async () => { redis = await new RedisServer().start(); });
  afterAll(() => redis?.remove());

  /** A migration with keys, and a database of its own. */
  async function queued(...names: readonly string[]): Promise<Migration & { readonly url: string }> {
    const all = migration();
    for (const name of names) all.remote(name, server(name));
    all.write('migration.yaml', MANIFEST);
    await exchangeKeys(all.root);
    return { ...all, url: redis.url((databases += 1)) };
  }

  function doing({ root, url }: { root: string; url: string }, phase: BatchOptions['phase'] = 'run', more: Partial<BatchOptions> = {}): Promise<BatchReport> {
    return batch({ manifest: 'migration.yaml', cwd: root, phase, queue: { url }, ...more });
  }

  /** A worker in this process, until the test is over or it is drained. */
  async function worker({ root, url }: { root: string; url: string }, more: { readonly from?: string } = {}): Promise<{ readonly events: WorkEvent[]; drain(): Promise<void> }> {
    const [drain, stop] = [new AbortController(), new AbortController()];
    const events: WorkEvent[] = [];
    let ready: () => void;
    const isReady = new Promise<void>((resolve) => { ready = resolve; });
    const work = batchWork({ url, cwd: root, keys: 'worker-keys', work: 'worker', ...more, drain: drain.signal, stop: stop.signal, onEvent: (event) => { events.push(event); if (event.kind === 'ready') ready(); } });
    onTestFinished(async () => { stop.abort(); await work; });
    await isReady;
    return { events, drain: async () => { drain.abort(); await work; } };
  }

  /** A worker that answers as it likes. */
  async function evil({ url }: { url: string }, answer: (job: Job) => unknown): Promise<void> {
    const evil = new Worker(QUEUE, async (job) => answer(job), { connection: optionsOf(url, {}) });
    onTestFinished(() => evil.close(true));
    await evil.waitUntilReady();
  }

  async function keyOfStranger(root: string): Promise<KeyPair> {
    await makeKeys(join(root, 'stranger'));
    copyFileSync(join(root, 'stranger/key.pub'), join(root, 'stranger/trusted/own.pub'));
    return readKeys('stranger', root, 'workers').own;
  }

  async function queueOf({ url }: { url: string }): Promise<Queue> {
    const queue = new Queue(QUEUE, { connection: optionsOf(url, {}) });
    onTestFinished(() => queue.close());
    return queue;
  }

  it('gives what one machine gives, and tells of it', async () => {
    const all = await queued('orders');
    all.remote('parts', { ...server('parts'), '.gitattributes': '*.py text\n', '.gitmodules': '', 'a/b/c.txt': 'c', 'z.py': 'x = 1\n' });
    all.git('remotes/parts.git', 'config', 'uploadpack.allowFilter', 'true');
    all.write('migration.yaml', `${MANIFEST.replace('print-to-logger', 'print-to-logger, silent-catch-to-warning')}commit: { body: "" }\n`);
    const alone = await batch({ manifest: 'migration.yaml', cwd: all.root, phase: 'run', work: 'alone' });
    const events: string[] = [];
    await worker(all);
    expect((await doing(all, 'plan')).repositories.map(({ standing }) => standing)).toEqual(['planned', 'planned']);
    const { repositories } = await doing(all, 'run', { onEvent: (event) => events.push(event.kind) });
    expect(new Set(events)).toEqual(new Set(['listed', 'started', 'taken', 'finished']));
    const look = await checkmod(all.root, ['batch', 'status', 'migration.yaml', '--queue', all.url]);
    expect(look.stdout).toMatch(/Queue\n {2}1 worker; 0 waiting, 0 at hand, 0 to be tried again; [\d.]+ jobs a minute\n {2}\S+-\d+ +127\.0\.0\.1\n/);
    for (const [i, { id, plan, apply, log, report }] of repositories.entries()) {
      const { plan: planAlone, apply: applyAlone } = alone.repositories[i]!;
      expect(plan).toEqual({ ...planAlone, at: plan!.at });
      const bare = (each: typeof apply) => ({ ...each, head: 0, commits: each!.commits.map((commit) => ({ ...commit, sha: 0 })) });
      expect(bare(apply)).toEqual(bare(applyAlone));
      const shown = (work: string) => all.git(join(work, 'trees', id), 'log', '-3', '--format=%T %an %B', 'checkmod/logging');
      expect(shown('.checkmod-batch')).toBe(shown('alone'));
      expect([log, report].map((file) => existsSync(file))).toEqual([true, true]);
    }
    expect(readdirSync(join(all.root, 'worker')).filter((name) => name !== '.gitignore').flatMap((name) => readdirSync(join(all.root, 'worker', name)))).toEqual([]);
    expect((await doing(all, 'push')).repositories.map(({ standing }) => standing)).toEqual(['pushed', 'pushed']);
    expect(all.git('remotes/orders.git', 'rev-parse', 'checkmod/logging').trim()).toBe(repositories[0]!.apply!.head);
    expect((await batch({ manifest: 'migration.yaml', cwd: all.root, phase: 'run' })).repositories.map(({ apply }) => apply)).toEqual(repositories.map(({ apply }) => apply));
  }, 240_000);

  it('takes what was decided in a review along, and hands back what verify leaves out', async () => {
    const all = await queued('orders', 'payments');
    all.write('migration.yaml', `${MANIFEST.replace('print-to-logger', 'print-to-logger, silent-catch-to-warning')}verify: "! grep -q payments..n app.py || grep -q print app.py"\n`);
    await worker(all);
    await doing(all, 'plan');
    const review = await openBatchReview({ manifest: 'migration.yaml', cwd: all.root });
    await review.decideShapes([review.shapes().find(({ transform }) => transform === 'print-to-logger')!.shape], 'accepted');
    await review.close();
    const { repositories } = await doing(all);
    expect(repositories.map(({ plan, apply }) => [plan!.fixes, plan!.undecided, apply!.verified!.verdict, apply!.commits.length])).toEqual([[1, 1, 'passed', 1], [1, 1, 'passes without some', 0]]);
    expect(JSON.parse(readFileSync(join(all.root, '.checkmod-batch/decisions', `${repositories[1]!.id}.json`), 'utf8'))).toMatchObject({ decisions: [{ transform: 'print-to-logger', decision: 'rejected' }] });
  }, 240_000);

  it('makes a worker do nothing that a coordinator it trusts did not ask for', async () => {
    const all = await queued('orders');
    const queue = await queueOf(all);
    const stranger = await keyOfStranger(all.root);
    const coordinator = readKeys('.checkmod-keys', all.root, 'workers').own;
    const job = { phase: 'apply', target: { id: 'orders', name: 'orders', source: { url: `file://${all.root}/remotes/orders.git` }, settings: { transforms: ['print-to-logger'], branch: 'x', setup: `touch ${all.root}/executed`, verify: 'true' } } };
    const message = (more: object = {}) => ({ nonce: 'n', expires: new Date(Date.now() + 60_000).toISOString(), manifest: 'm', version: 'v', retry: 0, job, ...more }) as unknown as JobMessage;
    const genuine = sealed('job', message(), coordinator);
    const forged: readonly (readonly [id: string, data: unknown, why: string])[] = [
      [idOf(message()), sealed('job', message(), stranger), 'a key signed it that is not trusted here'],
      [`${idOf(message())}x`, genuine, 'it is signed as another job'],
      [`${idOf(message())}y`, { ...genuine, text: genuine.text.replace('touch', 'rm') }, 'its signature is wrong'],
      [idOf(message({ manifest: 'n' })), sealed('job', message({ manifest: 'n', expires: '2020-01-01T00:00:00Z' }), coordinator), 'it expired at 2020'],
      [`${idOf(message())}z`, sealed('result', message(), coordinator), 'its signature is wrong'],
      ['nothing', { transforms: ['print-to-logger'] }, 'it is no signed job'],
    ];
    for (const [id, data] of forged) await queue.add('apply', data, { jobId: id, attempts: 3 });
    const { events } = await worker(all);
    await expect.poll(() => events.filter(({ kind }) => kind === 'refused')).toHaveLength(forged.length);
    const reasons = Object.fromEntries(events.flatMap((event) => (event.kind === 'refused' ? [[event.repository, event.reason]] : [])));
    for (const [id, , why] of forged) expect(reasons[id]).toContain(why);
    expect(events.filter(({ kind }) => kind === 'started')).toEqual([]);
    expect(existsSync(join(all.root, 'executed'))).toBe(false);
  });

  it('takes no result that a trusted worker did not sign for this job', async () => {
    const all = await queued('orders');
    const queue = await queueOf(all);
    const events = new QueueEvents(QUEUE, { connection: optionsOf(all.url, {}) });
    onTestFinished(() => events.close());
    await events.waitUntilReady();
    const honest = new Promise<{ envelope: unknown; data: string }>((resolve) => events.once('completed', ({ returnvalue }) => resolve(returnvalue as unknown as { envelope: unknown; data: string })));
    const honestWorker = await worker(all);
    expect((await doing(all, 'plan')).summary.failed).toBe(0);
    const old = await honest;
    await honestWorker.drain();
    const reasonOf = async (answer: unknown) => {
      const one = { ...all, url: redis.url((databases += 1)) };
      await evil(one, () => answer);
      const { repositories: [orders] } = await doing(one, 'run');
      expect(orders!.apply).toBeUndefined();
      expect(orders!.failure!.cause).toBe('its result was refused');
      return orders!.failure!.reason;
    };
    expect(await reasonOf(old)).toBe('what came back for it was not taken: it is the result of another job');
    expect(await reasonOf({ ...old, envelope: sealed('result', {}, await keyOfStranger(all.root)) })).toContain('a key signed it that is not trusted here');
    expect(await reasonOf('no result at all')).toContain('it is no signed result');
    await worker(all);
    expect((await doing(all, 'run')).repositories[0]!.standing).toBe('applied');
    expect(await queue.getJobCounts('waiting', 'active', 'completed', 'failed')).toEqual({ waiting: 0, active: 0, completed: 0, failed: 0 });
  });

  it('takes a patch that was changed on its way for none', async () => {
    const all = await queued('orders');
    const two = { ...all, url: redis.url((databases += 1)) };
    await worker(two);
    const inner = await queueOf(two);
    const innerEvents = new QueueEvents(QUEUE, { connection: optionsOf(two.url, {}) });
    onTestFinished(() => innerEvents.close());
    // Passes the job on to a true worker, and changes what comes back.
    await evil(all, async (job) => {
      const result = await (await inner.add(job.name, job.data, { jobId: job.id! })).waitUntilFinished(innerEvents) as { data: string };
      return { ...result, data: Buffer.from('else').toString('base64') };
    });
    expect((await doing(all)).repositories[0]!.failure!.reason).toBe('what came back for it was not taken: its patch is not the one that was signed');
  });

  it('leaves passwords here, and clones with those of the worker', async () => {
    const all = await queued('orders');
    const host = await gitServer(join(all.root, 'remotes'), 'ada:geheim');
    all.write('migration.yaml', MANIFEST.replace('./remotes/*.git', `"http://ada:geheim@${host}/orders.git"`));
    await worker(all);
    const { repositories: [orders] } = await doing(all);
    expect(orders!.failure).toMatchObject({ cause: 'the remote could not be reached or refused', reason: expect.stringContaining(`could not read Username for 'http://${host}'`) as unknown });
    expect(redis.written()).toContain(host);
    expect(redis.written()).not.toContain('geheim');
    const before = { ...process.env };
    onTestFinished(() => { process.env = before; });
    Object.assign(process.env, { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'credential.helper', GIT_CONFIG_VALUE_0: '!printf "username=ada\\npassword=geheim\\n"; true' });
    expect((await doing(all)).repositories[0]!.standing).toBe('applied');
    expect((await doing(all, 'push')).repositories[0]!.standing).toBe('pushed');
    expect(redis.written()).not.toContain('geheim');
  });

  it('tries again what fails, and says what a person can do about a worker that does not fit', async () => {
    const all = await queued('orders');
    const { events } = await worker(all, { from: 'elsewhere' });
    all.write('migration.yaml', `${MANIFEST.replace('transforms: [print-to-logger]', 'checklist: ./list.md')}`);
    all.write('list.md', '- [ ] No print statements\n');
    const seen: string[] = [];
    const { repositories: [orders] } = await doing(all, 'plan', { retry: 1, onEvent: (event) => { if (event.kind === 'retrying') seen.push(event.reason); } });
    expect(orders!.failure!.reason).toMatch(/^what the manifest names beside it .* is not the same on .*--from$/);
    expect(events.filter(({ kind }) => kind === 'failed')).toHaveLength(2);
    expect(seen).toHaveLength(1);
  });

  it('is told what is wrong with an address or a key', async () => {
    const { root, url } = await queued('orders');
    const said = async (...args: string[]) => (await checkmod(root, ['batch', 'plan', 'migration.yaml', ...args])).stderr;
    expect(await said('--queue', 'http://x')).toBe('checkmod: `http://x` is no address of Redis; write it as redis://HOST:PORT, or rediss:// for TLS\n');
    expect(await said('--queue', 'redis://a:b@x')).toMatch(/do not belong on a command line.*CHECKMOD_REDIS_PASSWORD/);
    expect(await said('--queue', 'redis://127.0.0.1:1')).toMatch(/cannot be reached/);
    expect(await said('--queue', url, '--keys', 'none')).toMatch(/there is no key in none; `checkmod batch keys` makes one/);
    expect(await said('--keys', 'none')).toMatch(/--keys and --share are for --queue/);
    await makeKeys(join(root, 'alone'));
    expect(await said('--queue', url, '--keys', 'alone')).toMatch(/alone\/trusted holds no key of workers/);
  });
});

describe('what a result is accompanied by', () => {
  const attachment = { patches: [randomBytes(2 * 1024 * 1024).toString('latin1'), 'diff'], log: 'said\n' };
  const shared = () => join(migration().root, 'share');
  it('goes through a folder that both see where it is too large for the queue', async () => {
    const folder = shared();
    const { note, data } = await pack(attachment, folder);
    expect({ way: note.way, data, files: readdirSync(folder) }).toEqual({ way: 'folder', data: undefined, files: [`${note.sha256}.gz`] });
    expect(await unpack(note, undefined, folder)).toEqual(attachment);
    await expect(unpack(note, undefined, undefined)).rejects.toThrow('name it with --share');
    writeFileSync(join(folder, `${note.sha256}.gz`), 'else');
    await expect(unpack(note, undefined, folder)).rejects.toThrow('its patch is not the one that was signed');
    await discardPacked(note, folder);
    expect(readdirSync(folder)).toEqual([]);
    await expect(unpack(note, undefined, folder)).rejects.toThrow('has to name the same folder here and at the workers');
    await expect(unpack({ ...note, sha256: '../../x' }, undefined, folder)).rejects.toThrow('no proper name');
  });
  it('is refused where it is too large and there is no such folder', async () => {
    await expect(pack(attachment, undefined)).rejects.toThrow(/^its patches and report are \d MB, and 1 MB go through the queue; start .* with --share/);
    expect((await pack({ patches: ['diff'], log: '' }, undefined)).note.way).toBe('queue');
  });
});
