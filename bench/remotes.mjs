// Makes bare remotes of checkouts, each with the checked-out state as its only commit, and keys for a coordinator and workers.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const BIN = join(import.meta.dirname, '../bin/checkmod.js');
const PERSON = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };
export const ENV = { ...process.env, ...PERSON };
const git = (folder, ...args) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'pipe'], env: { ...ENV, GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z', GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z' } });

/** `root/before/<name>.git` of each checkout, and `root/migration.yaml`. */
export function makeRemotes(root, checkouts, settings) {
  mkdirSync(join(root, 'before'), { recursive: true });
  for (const path of checkouts) {
    const bare = join(root, 'before', `${basename(path)}.git`);
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
    git(bare, 'config', 'uploadpack.allowFilter', 'true');
    // Of their own git folder nothing is used: it may be of any kind.
    git(bare, `--work-tree=${path}`, 'add', '--all', '--force', '--', '.', ':!.git', ':!**/node_modules/**');
    git(bare, 'update-ref', 'refs/heads/main', git(bare, 'commit-tree', git(bare, 'write-tree').trim(), '-m', 'start').trim());
    rmSync(join(bare, 'index'), { force: true });
  }
  writeFileSync(join(root, 'migration.yaml'), `repositories: [./remotes/*.git]\nbranch: checkmod/bench\n${settings}`);
  for (const folder of ['.checkmod-keys', 'worker-keys']) execFileSync(process.execPath, [BIN, 'batch', 'keys', folder], { cwd: root });
  copyFileSync(join(root, '.checkmod-keys/key.pub'), join(root, 'worker-keys/trusted/coordinator.pub'));
  copyFileSync(join(root, 'worker-keys/key.pub'), join(root, '.checkmod-keys/trusted/worker.pub'));
}

/** As before anything was done. */
export function reset(root) {
  for (const name of ['remotes', '.checkmod-batch', '.checkmod-worker']) rmSync(join(root, name), { recursive: true, force: true });
  cpSync(join(root, 'before'), join(root, 'remotes'), { recursive: true });
}

/** Starts the program; `ended` gives its exit code and what it said. */
export function start(root, ...args) {
  const child = spawn(process.execPath, [BIN, 'batch', ...args], { cwd: root, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text; });
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, said }))) };
}

export function startWorkers(root, url, n) {
  return Array.from({ length: n }, () => start(root, 'work', '--queue', url, '--keys', 'worker-keys', '--concurrency', '1'));
}

/** Tree, parents and message of each commit of each branch; a commit's own hash holds when it was made, so it counts by its place. */
export function branches(root) {
  return Object.fromEntries(readdirSync(join(root, 'remotes')).map((name) => {
    const bare = join(root, 'remotes', name);
    if (!existsSync(join(bare, 'refs/heads/checkmod/bench'))) return [name, 'none'];
    const shas = git(bare, 'log', '--reverse', '--format=%H', 'checkmod/bench').trim().split('\n');
    return [name, shas.reduce((text, sha, i) => text.replaceAll(sha, `#${i}`), git(bare, 'log', '--format=%H (%P) %T%n%B', 'checkmod/bench'))];
  }));
}
