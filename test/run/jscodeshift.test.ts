import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { run } from '../../src/run.ts';

const RENAME = `module.exports = (file, api, options) => {
  const j = api.jscodeshift;
  return j(file.source).find(j.Identifier, { name: 'oldName' }).forEach((path) => { path.node.name = options.to ?? 'newName'; }).toSource();
};
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkmod-codemod-'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function runCodemod(path: string, options: Parameters<typeof run>[0] = {}): Promise<Report> {
  return run({ cwd: folder, transforms: [path], config: {}, exclude: ['codemods/**'], allowNoVcs: true, allowDirty: true, ...options });
}

describe('a codemod for jscodeshift', () => {
  it('is run as it is: one fix per file, nothing written before it is asked for', async () => {
    write('codemods/renameThing.js', RENAME);
    write('src/a.js', 'const oldName = 1;\r\n\r\nuse(oldName);\r\n');
    write('src/b.js', 'const other = 1;\n');
    const { files, summary } = await runCodemod('./codemods/renameThing.js');
    expect(summary).toMatchObject({ fixes: 1, filesChanged: 1 });
    expect(files).toMatchObject([{ path: 'src/a.js', sites: [{ transform: 'rename-thing', status: 'pending', line: 1, endLine: 4, safety: 'safe' }] }]);
    expect(files[0]!.diff).toContain('-use(oldName);\r\n+use(newName);\r');
    expect(readFileSync(join(folder, 'src/a.js'), 'utf8')).toContain('oldName');
    await runCodemod('./codemods/renameThing.js', { write: true });
    expect(readFileSync(join(folder, 'src/a.js'), 'utf8')).toBe('const newName = 1;\r\n\r\nuse(newName);\r\n');
  });

  it('takes its options from the configuration', async () => {
    write('codemods/rename.js', RENAME);
    write('src/a.js', 'const oldName = use();\n');
    const { files } = await runCodemod('./codemods/rename.js', { config: { options: { rename: { to: 'third' } } } });
    expect(files[0]!.diff).toContain('+const third = use();');
  });

  it.each([
    ['module.exports.parser', 'flow.js', `${RENAME}module.exports.parser = 'flow';\n`, 'src/a.js', '// @flow\nconst oldName = (1: number);\n'],
    ['export const parser', 'own.mjs', `${RENAME.replace('module.exports =', 'export default')}export const parser = 'ts';\n`, 'src/a.ts', 'const oldName = <number>one;\n'],
    ['the extension', 'typed.js', RENAME, 'src/a.ts', 'const oldName: number = one satisfies number;\n'],
  ])('reads files with the parser of %s', async (_, name, codemod, path, text) => {
    write(`codemods/${name}`, codemod);
    write(path, text);
    const { files } = await runCodemod(`./codemods/${name}`);
    expect(files).toMatchObject([{ path, status: 'changed' }]);
    expect(files[0]!.diff).toContain('newName');
  });

  it('that fails on a file says so and leaves it', async () => {
    write('codemods/broken.js', 'module.exports = (file) => { throw new Error(`no idea\\nof ${file.path}`); };\n');
    write('codemods/later.js', 'module.exports = async (file) => file.source + "x";\n');
    write('src/a.js', 'use(oldName);\n');
    for (const [codemod, reason] of [['broken', 'the codemod failed: no idea'], ['later', /^the codemod answers with a promise/]] as const) {
      const { files } = await runCodemod(`./codemods/${codemod}.js`);
      expect(files).toMatchObject([{ status: 'unchanged', sites: [{ status: 'left', reason: expect.stringMatching(reason) }] }]);
    }
  });

  it('that breaks a file is not written', async () => {
    write('codemods/breaks.js', 'module.exports = (file) => file.source.replace("(", "((");\n');
    write('src/a.js', 'use(oldName);\n');
    const { files, errors } = await runCodemod('./codemods/breaks.js', { write: true });
    expect(files).toMatchObject([{ status: 'failed' }]);
    expect(errors.length).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'src/a.js'), 'utf8')).toBe('use(oldName);\n');
  });
});
