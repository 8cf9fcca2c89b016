import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { graphicalEditor } from '../../src/review/open-editor.ts';
import { checkmod } from '../helpers/cli.ts';
import { environment } from '../helpers/program.ts';
import { repository } from '../helpers/repository.ts';

const HELPERS = join(import.meta.dirname, '../helpers');
const JITI = join(import.meta.dirname, '../../node_modules/jiti/lib/jiti-cli.mjs');
const NO_DISPLAY = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, WSL_DISTRO_NAME: undefined, SSH_CONNECTION: undefined, SSH_CLIENT: undefined, SSH_TTY: undefined, LAUNCH_EDITOR: undefined, VISUAL: undefined, TERM_PROGRAM: undefined };

/** Starts a review in memory as a process of its own, and waits for the line that says where it is. */
function startReview(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [JITI, join(HELPERS, 'fake-review-program.ts'), ...args], { env: { ...environment({ ...NO_DISPLAY }), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => { said[name] += text; });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = async () => {
    await expect.poll(() => said.stdout, { timeout: 60_000 }).toMatch(/\n$/);
    return new URL(/^checkmod: review at (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43})\n$/.exec(said.stdout)![1]!);
  };
  return { said, code, url, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

const asScript = (url: URL, path: string, options: RequestInit = {}) => fetch(new URL(path, url), { ...options, headers: { authorization: `Bearer ${url.searchParams.get('token')}` } });

describe('a review', () => {
  it('says where it is in one line, and ends with 0 when it is done', async () => {
    const review = startReview(['0', '2']);
    const url = await review.url();
    expect((await asScript(url, '/api/decisions', { method: 'PUT', body: '{"site":"site0","decision":"accepted"}' })).status).toBe(200);
    expect((await asScript(url, '/api/done', { method: 'POST' })).status).toBe(204);
    expect(await review.code).toBe(0);
    expect(review.said).toEqual({ stdout: `checkmod: review at ${url}\n`, stderr: '' });
  });
  it.each([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const)('%s ends it with %i, with a page that listens', async (signal, code) => {
    const review = startReview(['0', '1']);
    const url = await review.url();
    const events = await asScript(url, '/api/events');
    review.kill(signal);
    expect(await review.code).toBe(code);
    expect(review.said.stderr).toBe('');
    await events.text();
  });
  it('of nothing is not served', async () => {
    const review = startReview(['0', '0']);
    expect(await review.code).toBe(0);
    expect(review.said).toEqual({ stdout: '', stderr: 'checkmod: nothing to review: no place was found that could be fixed, and none was left alone\n' });
  });
});

describe('the browser', () => {
  /** A browser that notes what it was asked to open, and that file's text and mode. */
  function browser() {
    const folder = mkdtempSync(join(tmpdir(), 'checkmod-browser-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const opened = join(folder, 'opened');
    const files = {
      browser: `#!/bin/sh\nprintf %s "$1" > ${opened}.part && mv ${opened}.part ${opened}\n`,
      'applications/fake.desktop': `[Desktop Entry]\nType=Application\nName=Fake\nExec=${join(folder, 'browser')} %u\nMimeType=text/html;\n`,
      'applications/mimeapps.list': '[Default Applications]\ntext/html=fake.desktop\n',
    };
    mkdirSync(join(folder, 'applications'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o755 });
    return { opened, env: { DISPLAY: ':1', BROWSER: join(folder, 'browser'), XDG_CURRENT_DESKTOP: 'X-Generic', XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, TMPDIR: folder } };
  }
  it('gets the secret by a file that only its user can read, and that is gone afterwards', async () => {
    const { opened, env } = browser();
    const review = startReview(['0', '1', 'open'], env);
    const url = await review.url();
    await expect.poll(() => existsSync(opened), { timeout: 20_000 }).toBe(true);
    const target = readFileSync(opened, 'utf8');
    expect(target).not.toContain(url.searchParams.get('token'));
    const file = target.replace(/^file:\/\//, '');
    expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readFileSync(file, 'utf8')).toContain(`url=${url}"`);
    await fetch(url, { redirect: 'manual' });
    await expect.poll(() => existsSync(dirname(file))).toBe(false);
    review.kill('SIGTERM');
    await review.code;
  });
  it('is not looked for where nobody would see it', async () => {
    const { opened, env } = browser();
    for (const more of [{ DISPLAY: undefined }, { SSH_CONNECTION: '1' }]) {
      const review = startReview(['0', '1', 'open'], { ...env, ...more });
      await asScript(await review.url(), '/api/done', { method: 'POST' });
      expect(await review.code).toBe(0);
    }
    expect(existsSync(opened)).toBe(false);
  });
});

describe('the editor', () => {
  /** Programs that note what they were given. */
  function programs(...names: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'checkmod-editor-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const name of names) writeFileSync(join(folder, name), `#!/bin/sh\necho "$(basename "$0") $*" > ${folder}/opened\n`, { mode: 0o755 });
    return { folder, opened: join(folder, 'opened'), path: `${folder}:${process.env['PATH']}` };
  }
  const openPlace = async (url: URL) => (await asScript(url, '/api/open', { method: 'POST', body: '{"path":"a.py","line":2}' })).json();

  it('opens a place on its line, where it has windows', async () => {
    const { folder, opened, path } = programs('code');
    writeFileSync(join(folder, 'a.py'), 'FIX\nFIX\n');
    const review = startReview(['0', '2', '', folder], { DISPLAY: ':1', EDITOR: 'code --wait', PATH: path });
    expect(await openPlace(await review.url())).toEqual({ opened: true });
    expect(readFileSync(opened, 'utf8')).toBe(`code -r -g ${folder}/a.py:2:1\n`);
    review.kill('SIGINT');
    expect(await review.code).toBe(130);
    expect(review.said.stdout).toMatch(/^[^\n]+\n$/);
  });
  it('that has none, or that nobody would see, is left alone', async () => {
    const { folder, opened, path } = programs('code', 'vim');
    writeFileSync(join(folder, 'a.py'), 'FIX\nFIX\n');
    for (const env of [{ DISPLAY: ':1', EDITOR: 'vim' }, { EDITOR: 'code' }]) {
      const review = startReview(['0', '2', '', folder], { ...env, PATH: path });
      expect(await openPlace(await review.url())).toEqual({ opened: false });
      review.kill('SIGKILL');
    }
    expect(existsSync(opened)).toBe(false);
  });
  it('is the first with windows that the environment names', () => {
    const { folder } = programs('code', 'vim', 'pycharm');
    const found = (env: NodeJS.ProcessEnv) => graphicalEditor({ PATH: folder, ...env });
    expect(found({ VISUAL: 'pycharm', EDITOR: 'code' })).toBe('pycharm');
    expect(found({ VISUAL: 'vim', EDITOR: 'code -w' })).toBe('code');
    expect(found({ EDITOR: join(folder, 'code') })).toBe(join(folder, 'code'));
    expect(found({ EDITOR: 'vim', TERM_PROGRAM: 'vscode' })).toBe('code');
    expect([found({}), found({ EDITOR: 'cursor' }), found({ EDITOR: 'rm -rf' }), found({ EDITOR: ' ' })]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('wrong usage', () => {
  it('a port that is taken, said before the dry run', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await expect.poll(() => other.address()).not.toBe(null);
    const { port } = other.address() as { port: number };
    const { root } = repository({ 'a.py': 'print(1)\n' });
    expect(await checkmod(root, ['review', '--no-open', '--port', String(port)])).toEqual({
      code: 2, stdout: '', stderr: `checkmod: port ${port} cannot be had (EADDRINUSE); name another with --port, or none for a free one\n`,
    });
  });
  it.each([['--port', 'x'], ['--port', '65536'], ['--port', '-1'], ['--unsafe'], ['--write']])('%j', async (...args) => {
    const { root } = repository({});
    expect(await checkmod(root, ['review', ...args])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^checkmod: [^\n]+\n$/) });
  });
});
