#!/usr/bin/env node
// Makes a large repository to time a first run on: one API that imports many copies of the sample's modules.
//   node bench/make-repository.mjs FOLDER [FILES=5000]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SAMPLE = join(import.meta.dirname, '../__testfixtures__/repos/fastapi-orders');
/** Modules of the sample and how many copies in a hundred files are of each: most code of a real backend prints nothing. */
const SHARES = [['app/services/store.py', 70], ['app/services/notify.py', 8], ['app/routes/orders.py', 8], ['app/routes/password.py', 4], ['tests/test_orders.py', 8], ['scripts/seed.py', 2]];

const [folder, count = '5000'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node bench/make-repository.mjs FOLDER [FILES]');
  process.exit(2);
}
const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const templates = SHARES.flatMap(([path, share]) => Array(share).fill({ path, text: readFileSync(join(SAMPLE, path), 'utf8') }));
const modules = Array.from({ length: Number(count) - 1 }, (_, i) => {
  const { path, text } = templates[(i * 37) % templates.length];
  const part = `part${String(Math.floor(i / 50)).padStart(3, '0')}`;
  const name = path.replace(/(\w+)\.py$/, `$1_${i}.py`).replace(/^app\//, `app/${part}/`);
  write(name, text);
  return name;
});
const routes = modules.filter((path) => path.startsWith('app/')).map((path) => path.replaceAll('/', '.').replace(/\.py$/, ''));
write('app/main.py', `from fastapi import FastAPI\n\n${routes.map((name) => `import ${name}`).join('\n')}\n\napp = FastAPI()\n`);
execFileSync('git', ['init', '-q'], { cwd: folder });
execFileSync('git', ['add', '-A'], { cwd: folder });
execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qm', 'all'], { cwd: folder });
console.log(`${modules.length + 1} Python files in ${folder}`);
