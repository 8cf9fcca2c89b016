import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { program, shell, start } from '../helpers/program.ts';
import { repository } from '../helpers/repository.ts';

const project = (files: { readonly [path: string]: string | Uint8Array }) => repository({ ...MARKS, ...files });
const run = (how: typeof program, root: string, ...args: string[]) => how(root, ['run', ...USE_MARKS, ...args]);

/** A transform that says when it is being loaded, and is loaded once Ctrl-C is pressed. */
const SLOW = `
import { writeFileSync } from 'node:fs';
const alive = setInterval(() => {}, 1000);
const pressed = new Promise((resolve) => process.once('SIGINT', resolve));
writeFileSync('loading', '');
await pressed;
clearInterval(alive);
export { default } from '../marks/index.mjs';
`;

describe('exit codes', () => {
  it('1 when --check finds a fix, 0 when there is none or it needs --unsafe', async () => {
    const { root, write } = project({ 'a.py': 'x = "FIX"\n' });
    expect((await run(program, root, '--check')).code).toBe(1);
    write('a.py', 'x = "RISKY LEAVE"\n');
    expect((await run(checkmod, root, '--check')).code).toBe(0);
    expect((await run(checkmod, root, '--check', '--unsafe')).code).toBe(1);
  });
  it('130 on Ctrl-C, and nothing is written', async () => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n', 'own/slow/index.mjs': SLOW });
    const running = start(root, ['run', '-t', './own/slow', '--write']);
    await expect.poll(() => existsSync(join(root, 'loading')), { timeout: 60_000 }).toBe(true);
    running.kill('SIGINT');
    expect(await running.outcome).toMatchObject({ code: 130, stdout: '', stderr: expect.stringMatching(/interrupted; nothing was written/) });
    expect(read('a.py')).toBe('x = "FIX"\n');
  });
});

describe('stdout and stderr', () => {
  it('-f json is one document, and two differ only in the time', async () => {
    const { root } = project({ 'a.py': 'x = "FIX ENV RISKY LEAVE"\n' });
    const documents = await Promise.all([run(program, root, '-f', 'json'), run(checkmod, root, '-f', 'json', '--check')]);
    expect(documents.map(({ code }) => code)).toEqual([0, 1]);
    const [first, second] = documents.map(({ stdout }) => JSON.parse(stdout) as Report);
    const timeless = (report: Report) => ({ ...report, summary: { ...report.summary, elapsedMs: 0 } });
    expect(timeless(first!)).toEqual(timeless(second!));
  });
  it('hold nothing else when worker threads do the work', async () => {
    const { root } = project(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p/f${i}.py`, 'x = "FIX"\n'])));
    const { code, stdout, stderr } = await run(program, root, '-f', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((JSON.parse(stdout) as Report).summary).toMatchObject({ filesChanged: 200, fixes: 200 });
  });
  it('has no colour off a terminal, unless forced, and never with NO_COLOR', async () => {
    const { root } = project({ 'a.py': 'x = "FIX"\n' });
    const output = async (how: typeof program, env: NodeJS.ProcessEnv) => (await how(root, ['run', ...USE_MARKS], env)).stdout;
    expect(await output(checkmod, { CI: '1' })).not.toContain('\u001B');
    expect(await output(program, { FORCE_COLOR: '1' })).toContain('\u001B[32m+x = "DONE"\u001B[39m');
    expect(await output(checkmod, { FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\u001B');
  });
  it('is quiet when the pipe closes', () => {
    const { root } = project({ 'a.py': 'x = "FIX"\n'.repeat(300) });
    expect(shell(root, '{ $CHECKMOD run -t ./own/marks -f json || true; } 2>&1 | head -c 1')).toBe('{');
  });
});

describe('run -f diff | git apply', () => {
  const files = {
    'lf.py': 'a = 1\nx = "FIX"\n', 'crlf.py': 'a = 1\r\nx = "FIX"\r\n', 'mixed.py': 'a = 1\r\nx = "FIX"\nb = 2\r\nx = "FIX"\n',
    'mac.py': 'a = 1\rx = "FIX"\r', 'stray.py': 'a = 1\rb = 2\nx = "FIX"\n', 'none.py': 'a = 1\nx = "FIX"', 'crlf-none.py': 'a = 1\r\nx = "FIX"', 'bom.py': '\uFEFFx = "FIX"\n',
    'with space/ünï "q".py': 'x = "FIX"\n', 'app/new_file.py': 'x = "ENV"\n',
    'latin.py': Buffer.from('# coding: latin-1\na = "é"\nx = "FIX é"\n', 'latin1'),
    'long.py': `${Array.from({ length: 200 }, (_, i) => `v${i} = "${i % 40 === 0 ? 'FIX' : 'no'}"`).join('\r\n')}\r\n`,
  };
  it('writes the same bytes as --write', async () => {
    const [patched, written] = [project(files), project(files)];
    shell(patched.root, '$CHECKMOD run -t ./own/marks -f diff | git apply --whitespace=nowarn');
    expect((await run(checkmod, written.root, '--write')).code).toBe(0);
    for (const path of [...Object.keys(files), '.env.example']) expect(patched.readBytes(path), path).toEqual(written.readBytes(path));
    expect(written.read('.env.example')).toBe('# What marks are\nMARKS=x\n');
    expect(written.read('mixed.py')).toBe('a = 1\r\nx = "DONE"\nb = 2\r\nx = "DONE"\n');
    expect(patched.git('status', '--porcelain')).toBe(written.git('status', '--porcelain'));
  });
  it('and the undo patch brings all of them back', async () => {
    const { root, git } = project(files);
    const { stderr } = await run(checkmod, root, '--write');
    git('apply', '--whitespace=nowarn', /git apply (.*)\n/.exec(stderr)![1]!);
    expect(git('status', '--porcelain')).toBe('');
  });
});
