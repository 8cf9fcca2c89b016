import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeKeys } from '../../src/batch/queue/key-pair.ts';

const PLACES = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];
const SERVER = PLACES.find((path) => existsSync(path));

/** Why tests over Redis cannot run here, for `describe.skipIf`; where nothing may be skipped it throws. */
export const NO_REDIS = SERVER ? undefined : 'no Redis: apt-get install redis-server';
if (NO_REDIS && process.env['CHECKMOD_REQUIRE_ALL'] === '1') throw new Error(NO_REDIS);

/** A Redis of the test's own, which writes down what it holds. */
export class RedisServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'checkmod-redis-'));
  #process: ChildProcess | undefined;
  #port = 0;

  async start(): Promise<this> {
    this.#port ||= await freePort();
    this.#process = spawn(SERVER!, ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#folder, '--appendonly', 'yes', '--save', ''], { stdio: 'ignore' });
    while (!(await answers(this.#port))) await wait(20);
    return this;
  }

  /** Of one of its databases, which share nothing. */
  url(database = 0): string {
    return `redis://127.0.0.1:${this.#port}/${database}`;
  }

  /** Ended as by a power cut, unless told otherwise. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const ended = once(this.#process!, 'exit');
    this.#process!.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** All that was ever written to it. */
  written(): string {
    const folder = join(this.#folder, 'appendonlydir');
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('');
  }
}

/** Keys of a coordinator in `.checkmod-keys` and of workers in `worker-keys`, who trust each other. */
export async function exchangeKeys(root: string): Promise<void> {
  const [coordinator, worker] = [join(root, '.checkmod-keys'), join(root, 'worker-keys')];
  await Promise.all([makeKeys(coordinator), makeKeys(worker)]);
  copyFileSync(join(coordinator, 'key.pub'), join(worker, 'trusted/coordinator.pub'));
  copyFileSync(join(worker, 'key.pub'), join(coordinator, 'trusted/worker.pub'));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    return await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false, () => false)]);
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
