import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report.ts';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { copyOf, repository, type Repository } from '../helpers/repository.ts';
import { applyFixes, resultsIn, sarifErrors } from '../helpers/sarif.ts';

const CI = ['github', 'sarif', 'gitlab', 'junit', 'markdown'] as const;
const ON_GITHUB = { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'team/app', GITHUB_SHA: 'abc123' };
const project = (files: { readonly [path: string]: string }) => repository({ ...MARKS, ...files });

describe('exit codes', () => {
  it.each(CI)('of -f %s are those of every format, and a refusal prints nothing', async (format) => {
    const { root, write } = project({ 'a.py': 'x = "LEAVE"\n' });
    const run = (...args: string[]) => checkmod(root, ['run', ...USE_MARKS, '-f', format, ...args]);
    expect(await run('--check')).toMatchObject({ code: 0, stderr: '' });
    write('a.py', 'x = "FIX"\n');
    expect((await run()).code).toBe(0);
    expect((await run('--check')).code).toBe(1);
    expect(await run('--write')).toMatchObject({ code: 2, stdout: '' });
    write('a.py', 'x = "BREAK"\n');
    expect((await run()).code).toBe(1);
  });
});

describe('the format under GitHub Actions', () => {
  const run = async (args: readonly string[], env: NodeJS.ProcessEnv = ON_GITHUB) => {
    const { root, read } = project({ 'a.py': 'x = "FIX"\n' });
    const { code, stdout } = await checkmod(root, ['run', ...USE_MARKS, ...args], env);
    return { code, stdout, output: existsSync(join(root, 'out')) ? read('out') : undefined };
  };
  it('is github for --check', async () => {
    expect(await run(['--check'])).toEqual({
      code: 1, output: undefined, stdout: '::warning title=marks,file=a.py,line=1,endLine=1,col=6,endColumn=9::the word FIX (safe fix)\nWould fix 1 place in 1 file. Nothing was written: add --write to apply.\n',
    });
  });
  it('is what was asked for, and text elsewhere', async () => {
    expect((await run([])).stdout).toMatch(/^a\.py/);
    expect((await run(['--check', '-f', 'text'])).stdout).toMatch(/^a\.py/);
    expect((await run(['--check', '-o', 'out'])).output).toMatch(/^a\.py/);
    expect((await run(['--check'], {})).stdout).toMatch(/^a\.py/);
  });
  it('links places where a comment is read, there and on GitLab', async () => {
    expect((await run(['-f', 'markdown'])).stdout).toContain('- [`a.py:1`](https://github.com/team/app/blob/abc123/a.py#L1) **marks**');
    expect((await run(['-f', 'markdown'], { GITLAB_CI: 'true', CI_PROJECT_URL: 'https://gitlab.com/team/app', CI_COMMIT_SHA: 'abc' })).stdout).toContain('(https://gitlab.com/team/app/-/blob/abc/a.py#L1)');
    expect((await run(['-f', 'markdown'], {})).stdout).toContain('- `a.py:1` **marks**');
  });
});

describe('-f sarif', () => {
  const log = async (root: string, ...args: string[]) => JSON.parse((await checkmod(root, ['run', ...args, '-f', 'sarif'])).stdout) as Log;

  it('has the page of each transform as its help, also of one of your own', async () => {
    const { root, write } = project({ 'a.py': 'x = "FIX"\n', 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\nprint("up")\n' });
    write('own/marks/README.md', '# marks\n\nWhat they are.\n');
    const { rules } = (await log(root, ...USE_MARKS, '-t', 'print-to-logger')).runs[0]!.tool.driver;
    expect(rules).toMatchObject([{ id: 'marks', help: { markdown: '# marks\n\nWhat they are.\n' }, shortDescription: { text: 'Do what the words say' } }, { id: 'print-to-logger', help: { markdown: expect.stringMatching(/^# print-to-logger\n/) } }]);
  });

  const textsOf = (repo: Repository) => Object.fromEntries(repo.git('ls-files', '-co', '--exclude-standard').trim().split('\n').map((path) => [path, repo.read(path)]));

  it.each(['express-orders', 'fastapi-orders'])('is valid for %s, and its fixes make what a write makes', async (name) => {
    const repo = copyOf(join(import.meta.dirname, '../../__testfixtures__/repos', name));
    const before = textsOf(repo);
    const found = await log(repo.root);
    expect(sarifErrors(found)).toEqual([]);
    const pending = resultsIn(found).filter(({ properties }) => properties!['status'] === 'pending');
    const applied = applyFixes(before, pending.flatMap(({ fixes = [] }) => fixes));
    const report = JSON.parse((await checkmod(repo.root, ['run', '-f', 'json', '--write'])).stdout) as Report;
    expect(pending).toHaveLength(report.summary.fixes);
    const written = textsOf(repo);
    expect(pending.every(({ fixes }) => fixes)).toBe(true);
    expect(applied).toEqual(written);
  });
});
