import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { format, resolveConfig } from 'prettier';
import { run } from '../../src/run.ts';

/* Code that other tools load from a repository leaves a mark in `globalThis`; a run loads none of it. */
const MARKING = 'globalThis.executed = true;\n';
const SERVER = `import express from 'express';\n\nconst app = express();\napp.get('/', (req, res) => {\n  console.error('a text that is long enough for two lines', req.url);\n  res.json([]);\n});\napp.listen(3000);\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkmod-foreign-'));
  const files = {
    'package.json': '{ "name": "shop", "type": "module", "main": "src/server.js", "dependencies": { "express": "5" } }',
    'src/server.js': SERVER,
    '.prettierrc': '{ "singleQuote": true, "printWidth": 60, "plugins": ["./plugin.mjs"] }',
    'plugin.mjs': MARKING,
    'babel.config.cjs': MARKING, '.babelrc.js': MARKING, 'eslint.config.mjs': MARKING, 'loader.cjs': MARKING,
    '.npmrc': 'node-options=--require ./loader.cjs\nscript-shell=./loader.cjs\n',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "*": ["./loader.cjs"] }, "plugins": [{ "name": "./loader.cjs" }] } }',
    ...Object.fromEntries(['prettier', 'prettier-plugin-x', 'jiti', 'typescript', '@babel/parser', 'checkmod'].flatMap((name) => [
      [`node_modules/${name}/package.json`, `{ "name": "${name}", "main": "index.cjs" }`],
      [`node_modules/${name}/index.cjs`, MARKING],
    ])),
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder, stdio: 'pipe' });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'x');
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'executed');
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it('no plugin, loader or package of a repository is loaded, also when prettier lays out what is written', async () => {
  const { summary, projectFiles } = await run({ cwd: tmpdir(), paths: [folder], transforms: ['print-to-logger'], write: true });
  expect(summary.filesChanged).toBe(1);
  expect(projectFiles.map(({ created }) => created)).toContain(true);
  expect(globalThis).not.toHaveProperty('executed');
  const file = join(folder, 'src/server.js');
  await format(SERVER, { ...await resolveConfig(file), filepath: file });
  expect(globalThis, 'prettier by itself loads the plugin').toHaveProperty('executed');
});

it('no configuration that is code, but in the project the run is started in', async () => {
  write('checkmod.config.mjs', `${MARKING}export default {};\n`);
  const options = { paths: [folder], transforms: ['print-to-logger'] };
  await expect(run({ ...options, cwd: tmpdir() })).rejects.toThrow(/checkmod\.config\.mjs is not used: its code would be run/);
  expect(globalThis).not.toHaveProperty('executed');
  await run({ ...options, cwd: folder });
  expect(globalThis).toHaveProperty('executed');
});
