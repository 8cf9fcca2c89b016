import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { batch, type BatchOptions, type BatchReport } from '../../src/batch.ts';
import { openReview } from '../../src/review/open-review.ts';
import { checkmod } from '../helpers/cli.ts';
import { IDENTITY, migration, server, type Migration } from '../helpers/remotes.ts';

Object.assign(process.env, IDENTITY);
const MANIFEST = 'repositories:\n  - ./remotes/orders.git\n  - url: {{payments}}\n    transforms: [print-to-logger]\ntransforms: [print-to-logger, silent-catch-to-warning]\nbranch: checkmod/logging\n';

function two(more = ''): Migration {
  const all = migration();
  for (const name of ['orders', 'payments']) all.remote(name, server(name));
  all.write('migration.yaml', MANIFEST.replace('{{payments}}', `file://${all.root}/remotes/payments.git`) + more);
  return all;
}

function one(files: { readonly [path: string]: string }, settings: string): Migration {
  const all = migration();
  all.remote('shop', files);
  all.write('migration.yaml', `repositories: [./remotes/shop.git]\ntransforms: [print-to-logger, silent-catch-to-warning]\nbranch: checkmod/logging\n${settings}`);
  return all;
}

function doing({ root }: Migration, ...phases: readonly BatchOptions['phase'][]): Promise<BatchReport> {
  return phases.reduce(async (before, phase) => (await before, batch({ manifest: 'migration.yaml', cwd: root, phase })), Promise.resolve(undefined as unknown as BatchReport));
}

const standings = ({ repositories }: BatchReport) => repositories.map(({ standing }) => standing);
const tip = ({ git }: Migration, name: string, branch = 'checkmod/logging') => git(`remotes/${name}.git`, 'rev-parse', branch).trim();
/** Somebody else's commit on a branch of a bare repository. */
function advance(all: Migration, name: string, branch: string): string {
  const path = join(all.root, 'remotes', `${name}.git`);
  const at = execFileSync('git', ['-C', path, 'rev-parse', branch], { encoding: 'utf8' }).trim();
  const sha = execFileSync('git', ['-C', path, 'commit-tree', `${at}^{tree}`, '-p', at, '-m', 'theirs'], { encoding: 'utf8' }).trim();
  execFileSync('git', ['-C', path, 'update-ref', `refs/heads/${branch}`, sha]);
  return sha;
}

describe('batch', () => {
  it('from the least manifest: plans, applies and pushes, each again without doing it twice', async () => {
    const all = two();
    expect(standings(await doing(all, 'plan'))).toEqual(['planned', 'planned']);
    expect(all.git('remotes/orders.git', 'branch').trim()).toBe('* main');
    const applied = await doing(all, 'plan', 'apply', 'apply');
    expect(standings(applied)).toEqual(['applied', 'applied']);
    expect(applied.repositories.map(({ apply }) => apply!.commits.map(({ transform }) => transform))).toEqual([['print-to-logger', 'silent-catch-to-warning'], ['print-to-logger']]);
    expect(all.git('remotes/orders.git', 'branch').trim()).toBe('* main');
    expect(standings(await doing(all, 'push', 'push'))).toEqual(['pushed', 'pushed']);
    expect(tip(all, 'orders')).toBe(applied.repositories[0]!.apply!.head);
    expect(all.git('remotes/orders.git', 'show', 'checkmod/logging:app.py')).toContain('logger.info(');
    expect(all.git('remotes/orders.git', 'log', '-1', '--format=%an %cI', 'checkmod/logging').trim()).toBe(`Ada ${applied.repositories[0]!.plan!.at.replace('Z', '+00:00')}`);
    expect(standings(await doing(all, 'undo'))).toEqual(['planned', 'planned']);
    expect(all.git('remotes/orders.git', 'branch').trim()).toBe('* main');
    const again = await doing(all, 'run');
    expect(again.repositories[0]!.apply!.commits[0]!.title).toBe('Write to the logger instead of printing');
  });

  it('makes only the fixes that a decisions file accepts', async () => {
    const all = one(server('shop'), 'decisions: ./decided.json\n');
    all.git('.', 'clone', '--quiet', 'remotes/shop.git', 'reviewed');
    const review = await openReview({ cwd: join(all.root, 'reviewed'), decisions: join(all.root, 'decided.json'), transforms: ['print-to-logger', 'silent-catch-to-warning'] });
    const { fixes } = review.state();
    for (const { site, transform } of fixes) await review.decide({ site, decision: transform === 'print-to-logger' ? 'accepted' : 'rejected' });
    await review.close();
    expect(new Set(fixes.map(({ transform }) => transform)).size).toBe(2);
    const { repositories: [shop] } = await doing(all, 'run', 'push');
    expect(shop!.apply!.commits.map(({ transform }) => transform)).toEqual(['print-to-logger']);
    expect(shop!.plan!.fixes).toBe(fixes.filter(({ transform }) => transform === 'print-to-logger').length);
    all.write('decided.json', '{ "version": 1, "decisions": [] }\n');
    expect((await doing(all, 'plan')).repositories[0]!.plan!.fixes).toBe(0);
  });

  it('says on the command line what a person wants to know, and exits 1 with a count when one fails', async () => {
    const all = two();
    all.write('migration.yaml', MANIFEST.replace('{{payments}}', 'file:///nowhere/at/all.git'));
    const { code, stdout, stderr } = await checkmod(all.root, ['batch', 'plan', 'migration.yaml']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^checkmod: all failed: .*does not appear to be a git repository/);
    expect(stdout).toMatch(/^repository {2}fixes {2}files {2}left {2}is\norders +2 +1 +\d+ {2}planned\nall +failed +the remote could not be reached or refused; see .*\.log\n/);
    expect(stdout).toMatch(/By transform\n {2}print-to-logger +1 fix in 1 repository\n/);
    expect(stdout).toMatch(/By shape\n +1 {2}print-to-logger\n +- print\("…"\)\n +\+ logger\.info\("…"\)\n/);
    expect(stdout).toMatch(/Failed: the remote could not be reached or refused \(1\)\n[^]*checkmod batch plan migration\.yaml --only all\n/);
    expect(stdout).toMatch(/2 repositories: 1 planned, 1 failed\. 2 fixes in all\.\n/);
    const json = JSON.parse((await checkmod(all.root, ['batch', 'status', 'migration.yaml', '--json'])).stdout) as BatchReport;
    expect(json.summary).toEqual({ repositories: 2, failed: 1 });
    expect(readFileSync(json.repositories[1]!.log, 'utf8')).toContain('plan: failed');
    expect((await checkmod(all.root, ['batch', 'plan', 'migration.yaml', '--skip', 'all'])).code).toBe(0);
    expect(await checkmod(all.root, ['batch', 'plan', 'migration.yaml', '--only', 'order'])).toMatchObject({ code: 2, stdout: '', stderr: 'checkmod: no repository is called order; the nearest is orders\n' });
  });

  it('plans again what changed since, and what is asked for in another way', async () => {
    const all = two();
    const first = await doing(all, 'apply');
    const sha = advance(all, 'orders', 'main');
    const second = await doing(all, 'apply');
    expect(second.repositories[0]!.plan!.base).toBe(sha);
    expect(all.git('remotes/orders.git', 'cat-file', '-t', sha).trim()).toBe('commit');
    expect(second.repositories[1]!.apply).toEqual(first.repositories[1]!.apply);
    all.write('migration.yaml', readFileSync(join(all.root, 'migration.yaml'), 'utf8') + 'commit: { per: all, title: "Log in {repository}: {fixes}" }\n');
    const third = await doing(all, 'apply');
    expect(third.repositories[0]!.plan).toEqual(second.repositories[0]!.plan);
    expect(third.repositories[0]!.apply!.commits.map(({ title }) => title)).toEqual(['Log in orders: 2 fixes']);
  });

  it('never pushes over commits of others, to a default branch, or further than asked', async () => {
    const all = two();
    await doing(all, 'apply');
    await batch({ manifest: 'migration.yaml', cwd: all.root, phase: 'push', limit: 1 });
    expect(standings(await doing(all, 'status'))).toEqual(['pushed', 'applied']);
    const dry = await batch({ manifest: 'migration.yaml', cwd: all.root, phase: 'push', dryRun: true });
    expect(standings(dry)).toEqual(['pushed', 'applied']);
    const theirs = advance(all, 'orders', 'checkmod/logging');
    advance(all, 'orders', 'main');
    const refused = await doing(all, 'apply', 'push');
    expect(refused.repositories[0]!.failure!.cause).toBe('the branch has commits of others');
    expect(tip(all, 'orders')).toBe(theirs);
    const undone = await doing(all, 'undo');
    expect(undone.summary.failed).toBe(1);
    expect(tip(all, 'orders')).toBe(theirs);
    expect(all.git('remotes/payments.git', 'branch').trim()).toBe('* main');
    all.write('migration.yaml', MANIFEST.replace('{{payments}}', 'file:///x').replace('checkmod/logging', 'main'));
    expect((await batch({ manifest: 'migration.yaml', cwd: all.root, phase: 'plan', only: ['orders'] })).repositories[0]!.failure!.cause).toBe('the branch is the one to start from');
  });

  it('replaces what it pushed itself', async () => {
    const all = two();
    await doing(all, 'run', 'push');
    advance(all, 'orders', 'main');
    const { repositories } = await doing(all, 'apply', 'push');
    expect(tip(all, 'orders')).toBe(repositories[0]!.apply!.head);
    expect(all.git('remotes/orders.git', 'merge-base', 'main', 'checkmod/logging').trim()).toBe(tip(all, 'orders', 'main'));
  });

  it('makes the branch of a local folder in that folder, whose files and branch stay as they are', async () => {
    const all = two();
    all.git('.', 'clone', '--quiet', 'remotes/orders.git', 'services/orders');
    all.write('services/orders/app.py', 'print("not committed")\n');
    all.write('migration.yaml', 'repositories: [./services/*]\ntransforms: [print-to-logger]\nbranch: checkmod/x\n');
    expect(standings(await doing(all, 'apply', 'push'))).toEqual(['pushed']);
    expect(all.git('services/orders', 'log', '--format=%s', 'main..checkmod/x').trim()).toBe('Write to the logger instead of printing');
    expect(tip(all, 'orders', 'checkmod/x')).toBe(all.git('services/orders', 'rev-parse', 'checkmod/x').trim());
    expect(all.git('services/orders', 'status', '--porcelain').trim()).toBe('M app.py');
    expect(all.git('services/orders', 'branch', '--show-current').trim()).toBe('main');
    await doing(all, 'undo');
    expect(all.git('services/orders', 'branch').trim()).toBe('* main');
    expect(all.git('services/orders', 'worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  it('tells a program what happens as events, silently', async () => {
    const all = two();
    const events: string[] = [];
    const report = await batch({
      manifest: { repositories: ['./remotes/orders.git'], transforms: ['print-to-logger'], branch: 'checkmod/x' }, cwd: all.root, phase: 'run',
      onEvent: (event) => events.push(event.kind === 'finished' ? `${event.repository} ${event.done}/${event.of}` : event.kind),
    });
    expect(events).toEqual(['listed', 'started', 'orders 1/1']);
    expect(report.repositories[0]).toMatchObject({ standing: 'applied', plan: { fixes: 1, transforms: [{ id: 'print-to-logger', fixes: 1 }] } });
  });
});

describe('verify', () => {
  const files = { ...server('shop'), 'other.py': 'from app import app\n\n\n@app.get("/other")\ndef other():\n    print("expected by a test")\n    print("and not this one")\n' };
  it('leaves out exactly the fix that breaks it, and keeps the rest', async () => {
    const all = one(files, 'verify: grep -q "print(.expected" other.py || { echo the test needs its print; exit 1; }\n');
    const [shop] = (await doing(all, 'apply', 'push')).repositories;
    expect(shop!.apply!.verified).toMatchObject({ verdict: 'passes without some', leftOut: [{ transform: 'print-to-logger', path: 'other.py', line: 6 }], output: 'the test needs its print' });
    expect(all.git('remotes/shop.git', 'show', 'checkmod/logging:other.py')).toMatch(/print\("expected by a test"\)\n {4}logger\.info\("and not/);
    expect(all.git('remotes/shop.git', 'show', 'checkmod/logging:app.py')).toMatch(/logger\.info[^]*logger\.warning/);
    const { stdout } = await checkmod(all.root, ['batch', 'status', 'migration.yaml']);
    expect(stdout).toMatch(/Verified\n {2}shop {2}1 fix left out, with which verify fails:\n {6}other\.py:6 {2}print-to-logger: [^]*\| the test needs its print\n/);
  });
  it('blames nothing for a command that is flaky, or failed before', async () => {
    const all = one(files, '');
    const count = join(all.root, 'count');
    all.write('migration.yaml', `${readFileSync(join(all.root, 'migration.yaml'), 'utf8')}verify: { command: "echo x >> ${count}; test $(wc -l < ${count}) != 2" }\n`);
    expect((await doing(all, 'apply')).repositories[0]!.apply).toMatchObject({ verified: { verdict: 'flaky', leftOut: [] }, commits: [{}, {}] });
    all.write('migration.yaml', readFileSync(join(all.root, 'migration.yaml'), 'utf8').replace(/verify: .*/, 'verify: "false"'));
    expect((await doing(all, 'apply')).repositories[0]!.apply).toMatchObject({ verified: { verdict: 'failed before', leftOut: [] }, commits: [{}, {}] });
  });
  it('has a prepared checkout, a time, and of the environment only what is named', async () => {
    Object.assign(process.env, { CHECKMOD_TOKEN: 'secret', CHECKMOD_NAMED: 'named' });
    const all = one(files, 'setup: echo ready > installed\nverify: { command: "cat installed && test -z \\"$CHECKMOD_TOKEN\\" && test $CHECKMOD_NAMED = named", env: [CHECKMOD_NAMED] }\n');
    expect((await doing(all, 'apply')).repositories[0]!.apply!.verified).toEqual({ verdict: 'passed', leftOut: [] });
    expect(readdirSync(join(all.root, '.checkmod-batch/scratch'))).toEqual([]);
    all.write('migration.yaml', readFileSync(join(all.root, 'migration.yaml'), 'utf8').replace(/verify: .*/, 'verify: { command: sleep 60 & sleep 60, time: 1s }'));
    const [shop] = (await doing(all, 'apply')).repositories;
    expect(shop!.apply!.verified).toMatchObject({ verdict: 'failed before', output: 'it took longer than 1 s and was ended' });
  });
});

describe('a hostile repository', () => {
  it('runs nothing of its own', async () => {
    const all = migration();
    const mark = join(all.root, 'executed');
    const touch = `touch ${mark}`;
    all.remote('shop', {
      ...server('shop'), '.gitattributes': '*.py filter=evil diff=evil\n*.bin filter=lfs\n', 'x.bin': 'version https://git-lfs.github.com/spec/v1\n',
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::${touch}\n`, 'we\nird \u001b[31m.py': 'print("x")\n', '-rf.py': 'print("x")\n',
    });
    all.git('.', 'clone', '--quiet', '--no-checkout', 'remotes/shop.git', 'services/shop');
    for (const [name, value] of [['filter.evil.clean', touch], ['filter.evil.smudge', touch], ['filter.evil.required', 'true'], ['core.fsmonitor', touch], ['diff.evil.command', touch], ['core.sshCommand', touch], [`url.ext::${touch} .insteadOf`, 'file://'], ['protocol.ext.allow', 'always'], ['credential.helper', `!${touch}`]]) all.git('services/shop', 'config', name!, value!);
    for (const hook of ['post-checkout', 'pre-commit', 'commit-msg', 'post-commit', 'reference-transaction', 'pre-push']) all.write(`services/shop/.git/hooks/${hook}`, `#!/bin/sh\n${touch}\n`);
    execFileSync('sh', ['-c', `chmod +x ${join(all.root, 'services/shop/.git/hooks')}/*`]);
    all.write('migration.yaml', 'repositories: [./remotes/shop.git, ./services/*]\ntransforms: [print-to-logger]\nbranch: checkmod/x\n');
    const report = await doing(all, 'apply', 'push');
    expect(report.repositories.map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect(existsSync(mark)).toBe(false);
    expect(tip(all, 'shop', 'checkmod/x')).toBe(report.repositories[0]!.apply!.head);
  });
  it('has no configuration of its own executed, and its links lead nowhere', async () => {
    const all = one({ ...server('shop'), 'checkmod.config.mjs': 'globalThis.executed = true;\nexport default {};\n' }, '');
    const [shop] = (await doing(all, 'plan')).repositories;
    expect(shop!.failure!.reason).toMatch(/^checkmod\.config\.mjs is not used: its code would be run/);
    expect(globalThis).not.toHaveProperty('executed');
    all.write('migration.yaml', `${readFileSync(join(all.root, 'migration.yaml'), 'utf8')}config: {}\n`);
    expect(standings(await doing(all, 'plan'))).toEqual(['planned']);
    all.write('outside/secret.py', 'print("outside")\n');
    all.git('.', 'clone', '--quiet', 'remotes/shop.git', 'links');
    symlinkSync('../outside/secret.py', join(all.root, 'links/link.py'));
    all.git('links', 'add', '-A');
    all.git('links', 'commit', '-qm', 'links');
    all.write('migration.yaml', 'repositories: [./links]\ntransforms: [print-to-logger]\nbranch: checkmod/x\nconfig: {}\n');
    expect(standings(await doing(all, 'apply'))).toEqual(['applied']);
    expect(readFileSync(join(all.root, 'outside/secret.py'), 'utf8')).toBe('print("outside")\n');
  });
});
