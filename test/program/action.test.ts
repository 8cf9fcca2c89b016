import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { environment } from '../helpers/program.ts';
import { repository } from '../helpers/repository.ts';
import { resultsIn, sarifErrors } from '../helpers/sarif.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface ActionFile {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default: string } };
  readonly runs: { readonly using: string; readonly steps: readonly { readonly id?: string; readonly run?: string; readonly shell?: string; readonly uses?: string; readonly env?: { readonly [name: string]: string } }[] };
}

/** Runs a script of the action as a runner does, in a repository of its own; `gh` only notes what it is asked. */
function step(script: string, files: { readonly [path: string]: string }, env: NodeJS.ProcessEnv, ids = '') {
  const { root } = repository({ ...MARKS, ...files });
  const temp = mkdtempSync(join(tmpdir(), 'checkmod-runner-'));
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  mkdirSync(join(temp, 'bin'));
  writeFileSync(join(temp, 'bin/gh'), `#!/usr/bin/env bash\nprintf '%s ' "$@" >> '${temp}/asked'\necho >> '${temp}/asked'\ncase "$*" in *--paginate*) printf '%s' '${ids}';; esac\n`);
  chmodSync(join(temp, 'bin/gh'), 0o755);
  const { status, stdout, stderr } = spawnSync('bash', [join(ROOT, script)], {
    cwd: root, encoding: 'utf8',
    env: environment({
      ...env, PATH: `${join(temp, 'bin')}${delimiter}${process.env['PATH']}`, RUNNER_TEMP: temp, GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'team/app', GITHUB_SERVER_URL: 'https://github.com', GITHUB_SHA: 'abc', PULL_REQUEST: '7', CHECKMOD_COMMENT: '/tmp/comment.md',
    }),
  });
  const written = (name: string) => (existsSync(join(temp, name)) ? readFileSync(join(temp, name), 'utf8') : '');
  const outputs = Object.fromEntries(written('output').trim().split('\n').map((line) => line.split('=') as [string, string]));
  return { status, stdout, stderr, outputs, summary: written('summary'), asked: written('asked').trim().split('\n').filter(Boolean) };
}

describe('action.yml', () => {
  const action = parse(read('action.yml')) as ActionFile;
  it('runs scripts that are there, and takes only inputs it declares', () => {
    for (const { run } of action.runs.steps) if (run !== undefined) expect(existsSync(join(ROOT, /\$GITHUB_ACTION_PATH\/([\w/.]+)/.exec(run)![1]!))).toBe(true);
    for (const [, name] of read('action.yml').matchAll(/inputs\.([\w-]+)/g)) expect(Object.keys(action.inputs)).toContain(name);
  });
  it('puts no expression into a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });
});

describe('the check of the action', () => {
  const args = { CHECKMOD_ARGS: `${USE_MARKS.join(' ')}\n--unsafe` };
  it('annotates, writes SARIF without what is suppressed, a comment and the summary, and fails', () => {
    const { status, stdout, outputs, summary } = step('action/run.sh', { 'a.py': 'x = "FIX"\ny = "FIX"  # checkmod-ignore: marks it is right\n', 'b.py': 'x = "RISKY"\n' }, args);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::warning title=marks,file=a\.py,line=1,.*\n::warning title=marks,file=b\.py,line=1,.*\nWould fix 2 places in 2 files\./);
    const log = JSON.parse(readFileSync(outputs['sarif']!, 'utf8')) as Log;
    expect(sarifErrors(log)).toEqual([]);
    expect(resultsIn(log).map(({ level, suppressions }) => [level, suppressions])).toEqual([['warning', undefined], ['note', undefined]]);
    expect(readFileSync(outputs['comment']!, 'utf8')).toBe(summary);
    expect(summary).toContain('- [`a.py:1`](https://github.com/team/app/blob/abc/a.py#L1) **marks** the word FIX\n');
    expect(outputs['code']).toBe('1');
  });
  it('passes where nothing is to be fixed', () => {
    expect(step('action/run.sh', { 'a.py': 'x = 1\n' }, args)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Nothing to fix in/), outputs: { code: '0' } });
  });
  it('fails with reports where a fix fails, and without where it is refused', () => {
    expect(step('action/run.sh', { 'a.py': 'x = "BREAK"\n' }, args)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^::error title=checkmod failed,file=a\.py::/), outputs: { code: '1' } });
    const refused = step('action/run.sh', {}, { CHECKMOD_ARGS: '-t $(touch gotcha) nope*' });
    expect(refused).toMatchObject({ status: 2, stdout: '', summary: '' });
    expect(refused.outputs['sarif']).toBeUndefined();
  });
});

describe('the comment of the action', () => {
  it('replaces the one of the run before', () => {
    expect(step('action/comment.sh', {}, { CHECKMOD_CODE: '0' }, '11\n12').asked[1]).toBe('api --silent -X PATCH repos/team/app/issues/comments/11 -F body=@/tmp/comment.md');
  });
  it('is written the first time only where something is to be said', () => {
    expect(step('action/comment.sh', {}, { CHECKMOD_CODE: '1' }).asked[1]).toBe('api --silent repos/team/app/issues/7/comments -F body=@/tmp/comment.md');
    expect(step('action/comment.sh', {}, { CHECKMOD_CODE: '0' }).asked).toHaveLength(1);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('has a hook that checks and one that fixes what is staged', () => {
    const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly { readonly [key: string]: unknown }[];
    expect(hooks.map(({ id, entry, language, pass_filenames }) => [id, entry, language, pass_filenames])).toEqual([
      ['checkmod-check', 'checkmod run --staged --check', 'node', false], ['checkmod-fix', 'checkmod run --staged --write', 'node', false],
    ]);
  });
});
