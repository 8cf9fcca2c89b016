import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { UsageError } from '../../src/errors.ts';

let root: string;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'checkmod-config-')); });
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(root, file), text);
const load = async () => (await loadConfig(root, root)).config;

async function complaint(cwd = root): Promise<string> {
  const error = await loadConfig(root, cwd).then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  expect((error as Error).message).not.toContain('\n');
  return (error as Error).message;
}

describe('where it may stand', () => {
  it('nowhere', async () => expect(await loadConfig(root, root)).toEqual({ config: {}, folder: root }));
  it('checkmod.config.json', async () => {
    write('checkmod.config.json', '\uFEFF{ "$schema": "x", "exclude": ["a/**"] }');
    expect(await load()).toEqual({ exclude: ['a/**'] });
  });
  it.each([
    ['checkmod.config.mjs', 'export default { zones: ["script"] };'],
    ['checkmod.config.js', 'export default { zones: ["script"] };'],
    ['checkmod.config.js', 'module.exports = { zones: ["script"] };'],
    ['checkmod.config.ts', 'import type { Config } from "checkmod";\nexport default { zones: ["script"] } satisfies Config;'],
  ])('%s', async (file, text) => {
    write(file, text);
    expect(await load()).toEqual({ zones: ['script'] });
  });
  it('pyproject.toml', async () => {
    write('pyproject.toml', '[project]\nname = "x"\n[tool.checkmod]\nexclude = ["a/**"]\n[tool.checkmod.logger]\nfactory = "app.log:get"\n');
    expect(await load()).toEqual({ exclude: ['a/**'], logger: { factory: 'app.log:get' } });
  });
  it('package.json', async () => {
    write('package.json', '{ "name": "x", "checkmod": { "env": { "cors": "ORIGINS" } } }');
    expect(await load()).toEqual({ env: { cors: 'ORIGINS' } });
  });
  it('manifests that say nothing about it', async () => {
    write('pyproject.toml', '[tool.ruff]\n');
    write('package.json', '{ "devDependencies": { "checkmod": "1" } }');
    expect(await load()).toEqual({});
  });
  it('manifests that are broken and say nothing about it', async () => {
    write('pyproject.toml', '[tool.ruff\n');
    write('package.json', '{ nothing');
    expect(await load()).toEqual({});
  });
});

describe('what is wrong is said on one line', () => {
  it.each([
    ['pyproject.toml', '[tool.checkmod]\nzone = ["script"]', 'pyproject.toml: there is no key `zone`; did you mean `zones`?'],
    ['pyproject.toml', '[tool.checkmod]\nzone-overrides = {}', 'pyproject.toml: there is no key `zone-overrides`; did you mean `zoneOverrides`?'],
    ['pyproject.toml', '[tool.checkmod.logger]\nfactori = "a:b"', 'pyproject.toml: there is no key `logger.factori`; did you mean `factory`?'],
    ['package.json', '{ "checkmod": { "secrets": { "unrelatedthings": [] } } }', 'package.json: there is no key `secrets.unrelatedthings` (there are words, notWords)'],
    ['package.json', '{ "checkmod": { "zones": ["servr"] } }', 'package.json: `zones[0]` is "servr", which is none of server, library, cli, script, orphan, frontend, shared, test, migration, generated, static, unknown; did you mean `server`?'],
    ['checkmod.config.json', '{ "exclude": "a" }', 'checkmod.config.json: `exclude` is "a" and must be a list'],
    ['checkmod.config.json', '[]', 'checkmod.config.json: the configuration must be a table of keys'],
    ['checkmod.config.json', '{ "logger": { "factory": "x" } }', 'checkmod.config.json: `logger.factory` is "x" and must be written as `package.module:function`'],
    ['checkmod.config.json', '{ "transforms": ["print-to-loger"] }', 'checkmod.config.json: `transforms[0]` names `print-to-loger`, which is no transform; did you mean `print-to-logger`?; `checkmod list` shows them all'],
    ['checkmod.config.json', '{ "options": { "print-to-loger": {} } }', 'checkmod.config.json: `options` names `print-to-loger`, which is no transform; did you mean `print-to-logger`?; `checkmod list` shows them all'],
    ['checkmod.config.mjs', 'export default 1;', 'checkmod.config.mjs: the configuration must be a table of keys'],
    ['checkmod.config.mjs', 'throw new Error("boom\\nmore")', 'checkmod.config.mjs: it cannot be loaded: boom'],
  ])('%s: %s', async (file, text, message) => {
    write(file, text);
    expect(await complaint()).toBe(message);
  });
  it.each([['checkmod.config.json', '{'], ['pyproject.toml', '[tool.checkmod\n'], ['package.json', '{ "checkmod": ']])('%s does not parse', async (file, text) => {
    write(file, text);
    expect(await complaint()).toMatch(new RegExp(`^${file}: it cannot be read: `));
  });
  it('two configurations', async () => {
    write('checkmod.config.json', '{}');
    write('pyproject.toml', '[tool.checkmod]');
    expect(await complaint()).toBe('both checkmod.config.json and pyproject.toml configure checkmod; keep one of them');
  });
});

describe('code runs only in the project checkmod was started in', () => {
  it('a script is loaded from a folder inside the root', async () => {
    write('checkmod.config.mjs', 'export default {};');
    mkdirSync(join(root, 'deep'));
    expect((await loadConfig(root, join(root, 'deep'))).file).toBe('checkmod.config.mjs');
  });
  it.each([
    ['checkmod.config.mjs', 'globalThis.executed = true; export default {};'],
    ['pyproject.toml', '[tool.checkmod]\ntransforms = ["./own"]'],
  ])('%s is refused from elsewhere', async (file, text) => {
    write(file, text);
    expect(await complaint(tmpdir())).toMatch(new RegExp(`^${file} is not used: .* run it in `));
    expect(globalThis).not.toHaveProperty('executed');
  });
  it('data is read from anywhere', async () => {
    write('checkmod.config.json', '{ "zones": ["cli"] }');
    expect((await loadConfig(root, tmpdir())).config).toEqual({ zones: ['cli'] });
  });
});
