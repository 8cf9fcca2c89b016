// A Redis of a benchmark's own, with its append-only file, in a folder that is gone when it ends.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export async function startRedis(port = 6390) {
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-redis-'));
  const cli = (...args) => execFileSync('redis-cli', ['-p', String(port), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  let server;
  const start = async () => {
    server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''], { stdio: 'ignore' });
    for (;;) {
      try { if (cli('ping').startsWith('PONG')) return; } catch { /* It starts. */ }
      await wait(50);
    }
  };
  await start();
  const end = (signal) => new Promise((resolve) => { server.once('exit', resolve); server.kill(signal); });
  return {
    url: `redis://127.0.0.1:${port}`, port,
    memory: () => Number(/used_memory:(\d+)/.exec(cli('info', 'memory'))[1]),
    written: () => readdirSync(join(folder, 'appendonlydir')).reduce((sum, name) => sum + statSync(join(folder, 'appendonlydir', name)).size, 0),
    restart: async () => { await end('SIGKILL'); await start(); },
    stop: async () => { await end('SIGKILL'); rmSync(folder, { recursive: true, force: true }); },
  };
}
