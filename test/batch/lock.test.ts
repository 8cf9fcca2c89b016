import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lock } from '../../src/batch/lock.ts';

function folder(holder?: { readonly pid: number; readonly host: string }): string {
  const path = mkdtempSync(join(tmpdir(), 'checkmod-lock-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  if (holder) writeFileSync(join(path, 'lock'), JSON.stringify({ ...holder, since: 'yesterday', token: 'x' }));
  return path;
}

it('a second coordinator is refused with the pid and host of the first', async () => {
  const path = folder();
  const first = await lock(path, false);
  await expect(lock(path, false)).rejects.toThrow(`process ${process.pid} on ${hostname()} works on ${path} since`);
  await first.release();
  expect(existsSync(join(path, 'lock'))).toBe(false);
  await (await lock(path, false)).release();
});

it('a lock of a process that is gone from this machine counts for nothing', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await (await lock(folder({ pid, host: hostname() }), false)).release();
});

it('one of another machine is set aside only when asked to, and its holder then finds out', async () => {
  const path = folder({ pid: 1, host: 'elsewhere' });
  await expect(lock(path, false)).rejects.toThrow(/process 1 on elsewhere works on .* --take-over/);
  const second = await lock(path, true);
  await second.check();
  const third = await lock(path, true);
  await expect(second.check()).rejects.toThrow(`process ${process.pid} on ${hostname()} took ${path} over`);
  await second.release();
  await third.check();
});
