import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { program } from '../helpers/program.ts';
import { repository, type Repository } from '../helpers/repository.ts';

const SERVER = `const express = require('express');\nconst logger = require('./logger');\n\nconst app = express();\napp.get('/', (req, res) => {\n  console.log('seen');\n  res.json({});\n});\napp.listen(3000);\n`;
const FILES = {
  'package.json': '{"name":"a","main":"server.js","dependencies":{"express":"^4","winston":"^3"}}',
  'logger.js': "const winston = require('winston');\n\nmodule.exports = winston.createLogger({ transports: [new winston.transports.Console()] });\n",
  'server.js': SERVER,
};

/** Runs in a repository with a cache folder of its own. */
function withCache(repo: Repository) {
  const home = mkdtempSync(join(tmpdir(), 'checkmod-cache-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, 'checkmod');
  return {
    folder,
    stores: () => readdirSync(home).includes('checkmod') ? readdirSync(folder) : [],
    async run(...args: string[]) {
      const outcome = await program(repo.root, args, { XDG_CACHE_HOME: home });
      return { ...outcome, stdout: outcome.stdout.replace(/"elapsedMs": \d+/, '"elapsedMs": 0') };
    },
  };
}

it('gives the same report from what was kept, and another where a file changed', async () => {
  const repo = repository(FILES);
  const { run, stores, folder } = withCache(repo);
  const first = await run('run', '-f', 'json');
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("logger.info('seen')") });
  expect(stores()).toHaveLength(1);
  expect(statSync(join(folder, stores()[0]!)).mode & 0o77).toBe(0);
  expect(await run('run', '-f', 'json')).toEqual(first);
  repo.write('logger.js', "const winston = require('winston');\n\nexports.log = winston.createLogger({ transports: [new winston.transports.Console()] });\n");
  const after = await run('run', '-f', 'json');
  expect(after).toEqual(await run('run', '-f', 'json', '--no-cache'));
  expect(after).not.toEqual(first);
  expect(repo.git('status', '--porcelain')).toBe(' M logger.js\n');
});

it('forgets a broken store, one of another build, and all when it is told to', async () => {
  const repo = repository(FILES);
  const { run, stores, folder } = withCache(repo);
  const first = await run('run', '-f', 'json');
  const store = join(folder, stores()[0]!);
  const kept = readFileSync(store, 'utf8');
  for (const text of ['', 'what', kept.replace(/^[0-9a-f]+/, 'another'), kept.slice(0, -40)]) {
    writeFileSync(store, text);
    expect(await run('run', '-f', 'json')).toEqual(first);
  }
  expect((await run('cache')).stdout).toBe(`${folder}\n`);
  expect((await run('cache', 'clean')).code).toBe(0);
  expect(stores()).toEqual([]);
  await run('run', '--no-cache');
  expect(stores()).toEqual([]);
});

it('lets two runs at once keep what they learnt', async () => {
  const repo = repository(FILES);
  const { run, stores } = withCache(repo);
  const [one, two] = await Promise.all([run('run', '-f', 'json'), run('run', '-f', 'json')]);
  expect(one).toEqual(two);
  expect(stores()).toHaveLength(1);
  expect(await run('run', '-f', 'json')).toEqual(one);
});

it('says where the time went, and takes a number of threads', async () => {
  const { run } = withCache(repository(FILES));
  const { stderr, stdout } = await run('run', '--timing', '--jobs', '1');
  expect(stderr).toMatch(/\d+ ms reading files\n.*\d+ ms finding out about the project\n/);
  expect(stdout).toContain('1 fix');
  expect(await run('run', '--jobs', '0')).toMatchObject({ code: 2, stderr: expect.stringContaining('--jobs') });
});
