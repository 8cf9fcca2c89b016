import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { batch, type BatchEvent, type BatchOptions, type BatchReport } from '../../src/batch.ts';
import { checkmod } from '../helpers/cli.ts';
import { codeHost, type CodeHost, type KeptPull } from '../helpers/code-host.ts';
import { IDENTITY, migration, server, type Migration } from '../helpers/remotes.ts';

Object.assign(process.env, IDENTITY);
const TOKENS = { github: 'GITHUB_TOKEN', gitlab: 'GITLAB_TOKEN' };
type Files = { readonly [path: string]: string };

interface Setting {
  readonly all: Migration;
  readonly host: CodeHost;
  /** Keys of the manifest beside those that are always there. */
  manifest(more: string): void;
  pulls(name?: string): KeptPull[];
}

async function hosted(more: Files = {}, { kind = 'github' as 'github' | 'gitlab', names = ['orders'] } = {}): Promise<Setting> {
  const all = migration();
  for (const name of names) all.remote(`acme/${name}`, { ...server(name), ...more });
  const host = await codeHost(join(all.root, 'remotes'), ...names.map((name) => `acme/${name}`));
  vi.stubEnv(TOKENS[kind], host.token);
  onTestFinished(() => { vi.unstubAllEnvs(); });
  const setting: Setting = {
    all, host,
    manifest: (keys) => all.write('migration.yaml', `repositories:\n${names.map((name) => `  - ${host.origin}/acme/${name}.git\n`).join('')}transforms: [print-to-logger, silent-catch-to-warning]\nbranch: checkmod/logging\nhosts: { "${host.name}": ${kind} }\n${keys}`),
    pulls: (name = 'orders') => host.repositories[`acme/${name}`]!.pulls,
  };
  setting.manifest('');
  return setting;
}

async function doing({ all: { root } }: Setting, phases: readonly BatchOptions['phase'][], more: Partial<BatchOptions> = {}): Promise<BatchReport> {
  let report: BatchReport | undefined;
  for (const phase of phases) report = await batch({ ...more, manifest: 'migration.yaml', cwd: root, phase });
  return report!;
}

const standings = ({ repositories }: BatchReport) => repositories.map(({ standing }) => standing);
const causes = ({ repositories }: BatchReport) => repositories.map(({ failure }) => failure?.cause);

describe.each(['github', 'gitlab'] as const)('push, at %s', (kind) => {
  it('opens one draft per repository, however often it is run, and undo closes it', async () => {
    const setting = await hosted({}, { kind, names: ['orders', 'payments'] });
    setting.manifest('pullRequest: { labels: [checkmod, logging], reviewers: [grace] }\n');
    const events: BatchEvent[] = [];
    const onEvent = (event: BatchEvent) => { events.push(event); };
    const first = await doing(setting, ['run', 'push'], { onEvent });
    expect(standings(first)).toEqual(['draft', 'draft']);
    expect(standings(await doing(setting, ['push'], { onEvent }))).toEqual(['draft', 'draft']);
    expect(events.flatMap((event) => (event.kind === 'pull' ? [`${event.repository} ${event.action} ${event.pull.number}`] : [])).sort()).toEqual(['orders opened 1', 'payments opened 1']);
    expect(setting.pulls()).toHaveLength(1);
    expect(setting.pulls()[0]).toMatchObject({ branch: 'checkmod/logging', base: 'main', draft: true, labels: ['checkmod', 'logging'], reviewers: ['grace'] });
    expect(setting.pulls()[0]!.title).toBe(`${kind === 'gitlab' ? 'Draft: ' : ''}Apply print-to-logger, silent-catch-to-warning`);
    expect(setting.pulls()[0]!.body).toMatch(/^<!-- checkmod:batch -->\n\n2 fixes in 1 file, made by checkmod\.\n\n### Fixes\n\n- Write to the logger instead of printing \(`print-to-logger`\): 1 fix\n- .* \(`silent-catch-to-warning`\): 1 fix\n\n[^]*<!-- \/checkmod:batch -->$/);
    expect(setting.host.headOf(setting.host.repositories['acme/orders']!, setting.pulls()[0]!)).toBe(first.repositories[0]!.apply!.head);
    const undone = await doing(setting, ['undo'], { onEvent });
    expect(standings(undone)).toEqual(['planned', 'planned']);
    expect(setting.pulls()[0]).toMatchObject({ state: 'closed', body: expect.stringContaining('Taken back with `checkmod batch undo`') });
    expect(setting.all.git('remotes/acme/orders.git', 'branch').trim()).toBe('* main');
    expect(standings(await doing(setting, ['run', 'push'], { only: ['orders'] }))).toEqual(['draft']);
    expect(setting.pulls().map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it('updates its own, but for what a person changed there', async () => {
    const setting = await hosted({}, { kind });
    setting.manifest('pullRequest: { title: Logging, labels: [one], draft: false }\n');
    expect(standings(await doing(setting, ['run', 'push']))).toEqual(['open']);
    const [pull] = setting.pulls() as [KeptPull];
    Object.assign(pull, { body: `Looked at by Grace.\n\n${pull.body}`, labels: [] });
    setting.manifest('pullRequest: { title: "Logging: {fixes}", body: "Ask #platform.", labels: [one, two] }\n');
    expect(standings(await doing(setting, ['push']))).toEqual(['open']);
    expect(pull).toMatchObject({ title: 'Logging: 2 fixes', labels: ['two'], draft: false });
    expect(pull.body).toMatch(/^Looked at by Grace\.\n\n<!-- checkmod:batch -->\n\nAsk #platform\.\n\n### Fixes\n/);
    pull.title = 'Better words';
    setting.manifest('pullRequest: { title: Worse words }\n');
    await doing(setting, ['push']);
    expect(pull.title).toBe('Better words');
    expect(setting.pulls()).toHaveLength(1);
  });

  it('leaves one closed that a person closed, and opens another where one was merged', async () => {
    const setting = await hosted({}, { kind });
    await doing(setting, ['run', 'push']);
    const [pull] = setting.pulls() as [KeptPull];
    Object.assign(pull, { state: 'closed', head: setting.host.headOf(setting.host.repositories['acme/orders']!, pull) });
    expect(standings(await doing(setting, ['status']))).toEqual(['closed']);
    setting.manifest('commit: { title: "Other words" }\n');
    const tip = setting.all.git('remotes/acme/orders.git', 'rev-parse', 'checkmod/logging');
    expect(standings(await doing(setting, ['apply', 'push']))).toEqual(['closed']);
    expect(setting.pulls()).toHaveLength(1);
    expect(setting.all.git('remotes/acme/orders.git', 'rev-parse', 'checkmod/logging')).toBe(tip);
    pull.state = 'merged';
    expect(standings(await doing(setting, ['status']))).toEqual(['merged']);
    setting.manifest('commit: { title: "Third words" }\n');
    expect(standings(await doing(setting, ['apply', 'push']))).toEqual(['draft']);
    expect(setting.pulls().map(({ state }) => state)).toEqual(['merged', 'open']);
  });

  it('finds the one that a run opened that was killed before it could take note', async () => {
    const setting = await hosted({}, { kind });
    const [{ id }] = (await doing(setting, ['run'])).repositories as [BatchReport['repositories'][0]];
    const file = join(setting.all.root, '.checkmod-batch/repositories', `${id}.json`);
    const before = readFileSync(file, 'utf8');
    await doing(setting, ['push']);
    setting.all.write(`.checkmod-batch/repositories/${id}.json`, before);
    expect(standings(await doing(setting, ['status']))).toEqual(['applied']);
    expect(standings(await doing(setting, ['push']))).toEqual(['draft']);
    expect(setting.pulls()).toHaveLength(1);
  });

  it('costs one repository what its host refuses, with a reason', async () => {
    const setting = await hosted({}, { kind, names: ['archived', 'readonly', 'protected', 'broken', 'fine'] });
    const { host: { repositories, trouble }, all } = setting;
    Object.assign(repositories['acme/archived']!, { archived: true });
    Object.assign(repositories['acme/readonly']!, { canPush: false });
    all.write('remotes/acme/protected.git/hooks/update', '#!/bin/sh\necho "GH006: Protected branch update failed for $1." >&2\nexit 1\n');
    chmodSync(join(all.root, 'remotes/acme/protected.git/hooks/update'), 0o755);
    trouble(/^GET .*broken$/, { status: 429, headers: { 'retry-after': '100000' } });
    const report = await doing(setting, ['run', 'push']);
    expect(causes(report)).toEqual(['it is archived', 'the token may not push there', 'the branch is protected', 'a limit of the host is reached', undefined]);
    expect(report.summary).toMatchObject({ failed: 4 });
    expect(standings(report).at(-1)).toBe('draft');
    expect(all.git('remotes/acme/archived.git', 'branch').trim()).toBe('* main');
    expect(causes(await doing(setting, ['push'], { only: ['broken'] }))[0]).toBeUndefined();
  });
});

describe('push', () => {
  it('leaves the pull request and the branch of a person alone', async () => {
    const setting = await hosted();
    await doing(setting, ['run']);
    setting.manifest('pullRequest: false\n');
    expect(standings(await doing(setting, ['push']))).toEqual(['pushed']);
    expect(setting.host.requests).toEqual([]);
    setting.pulls().push({ number: 1, state: 'open', draft: false, title: 'Mine', body: 'Words.', branch: 'checkmod/logging', base: 'main', labels: [], reviewers: [], author: 'grace' });
    setting.manifest('pullRequest: { labels: [checkmod] }\n');
    const report = await doing(setting, ['push']);
    expect(report.repositories[0]!.pull).toMatchObject({ own: false, number: 1, state: 'open' });
    expect(setting.pulls()).toMatchObject([{ title: 'Mine', body: 'Words.', labels: [] }]);
    expect(causes(await doing(setting, ['undo']))).toEqual(['a person opened a pull request from the branch']);
    expect(setting.pulls()[0]!.state).toBe('open');
  });

  it('keeps the template of the repository, and asks nobody whom the host asks itself', async () => {
    const setting = await hosted({ '.github/PULL_REQUEST_TEMPLATE.md': '# Change\n\n## Description\n\nSay why.\n\n- [ ] Tested\n', CODEOWNERS: '* @acme/platform\n*.py @grace # and nobody else\n' });
    setting.manifest('pullRequest: { reviewers: [Grace, ada, linus, acme/platform] }\n');
    expect(standings(await doing(setting, ['run', 'push']))).toEqual(['draft']);
    expect(setting.pulls()[0]!.body).toMatch(/^# Change\n\n<!-- checkmod:batch -->\n\n[^]*<!-- \/checkmod:batch -->\n\n## Description\n\nSay why\.\n\n- \[ \] Tested$/);
    expect(setting.pulls()[0]!.reviewers).toEqual(['linus', 'team:platform']);
  });

  it('says with --dry-run what would be opened, and opens so many at a time', async () => {
    const setting = await hosted({}, { names: ['a', 'b', 'c'] });
    setting.manifest('pullRequest: { maxOpen: 2, title: "Log in {repository}" }\n');
    await doing(setting, ['run']);
    const dry = await checkmod(setting.all.root, ['batch', 'push', 'migration.yaml', '--dry-run'], { GITHUB_TOKEN: setting.host.token });
    expect(dry.stdout).toMatch(/^a +2 +1 +\d+ {2}applied +would open a draft pull request at acme\/a, from checkmod\/logging into main: Log in a\n/m);
    expect(dry.stderr).toBe('checkmod: 1 repository waits: as many pull requests are open as pullRequest.maxOpen allows\n');
    expect(setting.host.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
    expect(standings(await doing(setting, ['push'], { limit: 1 }))).toEqual(['draft', 'applied', 'applied']);
    expect(standings(await doing(setting, ['push', 'push']))).toEqual(['draft', 'draft', 'applied']);
    setting.pulls('a')[0]!.state = 'merged';
    Object.assign(setting.host.repositories['acme/b']!, { checks: 'failure' });
    expect(standings(await doing(setting, ['push']))).toEqual(['draft', 'draft', 'draft']);
    const { stdout } = await checkmod(setting.all.root, ['batch', 'status', 'migration.yaml'], { GITHUB_TOKEN: setting.host.token });
    expect(stdout).toMatch(/^a .* merged +http:\/\/127\.0\.0\.1:\d+\/acme\/a\/pull\/1\nb .* draft +http.*\/acme\/b\/pull\/1, checks fail\nc .* draft +http.*\/acme\/c\/pull\/1\n/m);
    expect(stdout).toContain('3 repositories: 2 draft, 1 merged. The checks of 1 fail.\n');
    const without = await checkmod(setting.all.root, ['batch', 'status', 'migration.yaml'], { GITHUB_TOKEN: '', GH_TOKEN: '' });
    expect(without.stdout).toMatch(/3 pull requests as last known: no token for 127\.0\.0\.1:\d+: set GITHUB_TOKEN or GH_TOKEN/);
  });
});
