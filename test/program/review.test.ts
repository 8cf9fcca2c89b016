import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_BROWSER, useBrowser } from '../helpers/browser.ts';
import { BIN, environment, program } from '../helpers/program.ts';
import { copyOf, repository, type Repository } from '../helpers/repository.ts';


const FILE = '.checkmod/decisions.json';
const SAMPLE = join(import.meta.dirname, '../../__testfixtures__/repos/fastapi-orders');

interface Running { readonly child: ChildProcess; readonly url: string; readonly api: string; readonly token: string; readonly ended: Promise<number | null> }

const running: Running[] = [];
afterEach(() => { for (const { child } of running.splice(0)) child.kill('SIGKILL'); });

/** Starts `checkmod review` in a folder and waits for its line. */
async function review(cwd: string, ...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [BIN, 'review', '--no-open', '--port', '0', ...args], { cwd, env: environment({}), stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [, found] = /^checkmod: review at (\S+)\n$/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`review ended with ${code}`)));
  });
  const { origin, searchParams } = new URL(url);
  const started = { child, url, api: `${origin}/api`, token: searchParams.get('token')!, ended };
  running.push(started);
  return started;
}

async function ask({ api, token }: Running, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${api}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } });
}

/** The same repository somewhere else, as another clone. */
function cloneOf({ root }: Repository): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-clone-'));
  cpSync(root, folder, { recursive: true });
  return folder;
}

describe('checkmod review', () => {
  it('is scripted over HTTP, and writes what a run under its decisions writes', async () => {
    const repo = copyOf(SAMPLE);
    const server = await review(repo.root);
    const { fixes } = await (await ask(server, '/state')).json() as { fixes: { site: string; transform: string; after: string }[] };
    for (const [n, { site }] of fixes.entries()) {
      const answer = await ask(server, '/decisions', { method: 'PUT', body: JSON.stringify({ site, decision: n % 2 === 0 ? 'accepted' : 'rejected' }) });
      expect(answer.status).toBe(200);
    }
    const print = fixes.find(({ transform, after }) => transform === 'print-to-logger' && /^logger\.\w+\(.*\)$/.test(after))!;
    const edit = { site: print.site, decision: 'accepted', text: `${print.after}  # as reviewed` };
    expect(await (await ask(server, '/decisions', { method: 'PUT', body: JSON.stringify(edit) })).json()).toHaveProperty('changed');
    expect(await (await ask(server, '/decisions')).json()).toEqual(JSON.parse(repo.read(FILE)));
    const clone = cloneOf(repo);
    try {
      expect((await ask(server, '/apply', { method: 'POST', body: '{}' })).status).toBe(200);
      expect((await program(clone, ['run', '--write', '--decisions'])).code).toBe(0);
      const diff = spawnSync('diff', ['-r', '--exclude=.git', '--exclude=.checkmod', repo.root, clone], { encoding: 'utf8' });
      expect(diff.stdout).toBe('');
      expect(spawnSync('grep', ['-rc', '--include=*.py', '# as reviewed', clone], { encoding: 'utf8' }).stdout).toMatch(/:1\n/);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
    await ask(server, '/done', { method: 'POST', body: '{}' });
    expect(await server.ended).toBe(0);
    expect(repo.git('status', '--short')).toMatch(/ M app\//);
  });

  it('has what was decided when it was killed, and ends with 130 on Ctrl-C', async () => {
    const repo = copyOf(SAMPLE);
    const first = await review(repo.root);
    const { fixes: [fix] } = await (await ask(first, '/state')).json() as { fixes: { site: string }[] };
    await ask(first, '/decisions', { method: 'PUT', body: JSON.stringify({ site: fix!.site, decision: 'rejected', reason: 'kept' }) });
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await review(repo.root);
    const { fixes } = await (await ask(second, '/state')).json() as { fixes: { site: string; decision: string; reason?: string }[] };
    expect(fixes.find(({ site }) => site === fix!.site)).toMatchObject({ decision: 'rejected', reason: 'kept' });
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(130);
  });

  it('serves nothing where there is nothing to see', async () => {
    const { code, stdout, stderr } = await program(repository({ 'README.md': 'nothing\n' }).root, ['review', '--no-open']);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/nothing to review/);
  });
});

describe('run -f html', () => {
  it('is one file, and keeps to what a dry run shows', async () => {
    const repo = copyOf(SAMPLE);
    const { code, stdout } = await program(repo.root, ['run', '-f', 'html']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/i);
    expect(existsSync(join(repo.root, '.checkmod'))).toBe(false);
    expect((await program(repo.root, ['run', '-f', 'html', '--check', '-o', 'report.html'])).code).toBe(1);
    expect(await program(repo.root, ['run', '-f', 'html', '--write'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe.skipIf(NO_BROWSER)(`the page of a review under way${NO_BROWSER ? `: ${NO_BROWSER}` : ''}`, () => {
  const open = useBrowser();

  it('decides by keys, shows both tabs the same, survives a reload, and applies', async () => {
    const repo = copyOf(SAMPLE);
    const server = await review(repo.root);
    const { page, problems } = await open();
    await page.goto(server.url);
    await page.waitForSelector('[data-card]', { state: 'attached' });
    expect(page.url()).not.toContain('token');
    const sites = await page.locator('.row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-site')!));
    for (const [n] of sites.entries()) await page.keyboard.press(n % 3 === 2 ? 'r' : 'a');
    await expect.poll(() => page.locator('.row[data-decision="undecided"]').count()).toBe(0);
    const second = await page.context().newPage();
    await second.goto(new URL('/', server.url).href);
    await expect.poll(() => second.locator('.row[data-decision="rejected"]').count()).toBe(await page.locator('.row[data-decision="rejected"]').count());
    await page.reload();
    await expect.poll(() => page.locator('.row[data-decision="accepted"]').count()).toBeGreaterThan(0);
    const clone = cloneOf(repo);
    try {
      await page.locator('[data-action="apply"]').click();
      await page.locator('[data-action="confirm-apply"]').click();
      await expect.poll(() => repo.git('status', '--short')).toMatch(/ M /);
      await program(clone, ['run', '--write', '--decisions']);
      await expect.poll(() => spawnSync('diff', ['-r', '--exclude=.git', '--exclude=.checkmod', repo.root, clone], { encoding: 'utf8' }).stdout).toBe('');
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
    expect(problems).toEqual([]);
  });
});
