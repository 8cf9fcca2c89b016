import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addressOf, hostedAt } from '../../src/batch/hosts/address.ts';
import type { PullRequestHost } from '../../src/batch/hosts/host.ts';
import { openHosts } from '../../src/batch/hosts/open-hosts.ts';
import { checkedManifest } from '../../src/batch/read-manifest.ts';
import { targetsOf } from '../../src/batch/targets.ts';
import type { HostKind } from '../../src/batch/manifest.ts';
import { codeHost, type CodeHost } from '../helpers/code-host.ts';
import { migration } from '../helpers/remotes.ts';

const TOKENS = { github: 'GITHUB_TOKEN', gitlab: 'GITLAB_TOKEN' };
const NEW = { branch: 'main', base: 'develop', title: 'Log', body: 'Fixes.', draft: true };

async function opened(kind: HostKind, more: { readonly answerMs?: number; readonly onWait?: (host: string, seconds: number) => void } = {}): Promise<{ host: CodeHost; client: PullRequestHost }> {
  const all = migration();
  all.remote('acme/orders', { 'a.py': '' });
  const host = await codeHost(`${all.root}/remotes`, 'acme/orders');
  vi.stubEnv(TOKENS[kind], host.token);
  onTestFinished(() => { vi.unstubAllEnvs(); });
  return { host, client: await openHosts({ ...more }).at(addressOf(host.name, { [host.name]: kind }, 'http')!) };
}

describe.each(['github', 'gitlab'] as const)('a manifest names all of an owner at %s', (kind) => {
  const owner = kind === 'github' ? 'organization' : 'group';
  async function names(host: CodeHost, entry: object, ...more: readonly object[]) {
    const hosts = { [host.name]: { kind, api: `${host.origin}/api/${kind === 'github' ? 'v3' : 'v4'}` } };
    const { manifest } = checkedManifest({ repositories: [{ [owner]: 'acme', host: host.name, ...entry }, ...more], transforms: ['print-to-logger'], branch: 'checkmod/x', hosts }, '/');
    return (await targetsOf(manifest, '/')).map(({ name, settings: { base, include } }) => [name, base, include].filter(Boolean).join(' '));
  }

  it('but archived repositories and forks, and what is left out by name or topic', async () => {
    const { host } = await opened(kind);
    for (const [name, more] of Object.entries({ 'svc-a': { topics: ['backend'] }, 'svc-b': {}, 'svc-old': { archived: true }, 'svc-fork': { fork: true }, web: { topics: ['backend'] } })) host.repositories[`acme/${name}`] = { path: `acme/${name}`, pulls: [], ...more };
    expect(await names(host, {})).toEqual(['orders', 'svc-a', 'svc-b', 'web']);
    expect(await names(host, { include: ['svc-*'], exclude: ['*-b'], base: 'develop' })).toEqual(['svc-a develop']);
    expect(await names(host, { topics: ['backend', 'x'] }, { url: `${host.origin}/acme/svc-a`, base: 'next', include: ['src/**'] })).toEqual(['svc-a next src/**', 'web']);
    await expect(names(host, { include: ['none-*'] })).rejects.toThrow(`acme at ${host.name} has no repository that is asked for: of 6 all are archived, forks, or left out`);
    await expect(names(host, { [owner]: 'nobody' })).rejects.toThrow(/^the repositories of nobody cannot be listed: .* has no nobody that the token of/);
    await expect(names(host, { host: 'git.example.com' })).rejects.toThrow(`which \`hosts\` in the manifest does not call ${kind}`);
  });
});

describe('a remote is of a host', () => {
  it.each([
    ['https://github.com/acme/orders.git', 'https://api.github.com acme/orders'],
    ['git@github.com:acme/orders.git', 'https://api.github.com acme/orders'],
    ['ssh://git@ssh.github.com:443/acme/orders', 'https://api.github.com acme/orders'],
    ['https://ada:secret@gitlab.com/acme/team/orders.git', 'https://gitlab.com/api/v4 acme/team/orders'],
    ['ssh://git@git.example.com:2222/acme/orders.git', 'https://git.example.com/api/v3 acme/orders'],
    ['http://127.0.0.1:4000/acme/orders.git', 'http://127.0.0.1:4000/api/v4 acme/orders'],
    ['git@code.example.com:acme/orders.git', 'https://code.example.com/github acme/orders'],
    ['https://git.elsewhere.com/acme/orders.git', undefined],
    ['https://github.com/acme', undefined],
    ['file:///srv/acme/orders.git', undefined],
  ])('%s', (url, expected) => {
    const place = hostedAt(url, { 'git.example.com': 'github', '127.0.0.1:4000': 'gitlab', 'code.example.com': { kind: 'github', api: 'https://code.example.com/github/' } });
    expect(place && `${place.address.api} ${place.path}`).toBe(expected);
  });
});

describe.each(['github', 'gitlab'] as const)('%s', (kind) => {
  it('opens a pull request once, changes and closes it', async () => {
    const { host, client } = await opened(kind);
    expect(await client.repository('acme/orders')).toEqual({ path: 'acme/orders', defaultBranch: 'main', archived: false, canPush: true });
    expect(await client.find('acme/orders', 'main')).toEqual([]);
    const pull = await client.open('acme/orders', NEW);
    expect(pull).toMatchObject({ number: 1, state: 'open', draft: true, title: 'Log', body: 'Fixes.', labels: [], author: 'ada', head: expect.stringMatching(/^\w{40}$/) });
    expect(await client.open('acme/orders', NEW)).toEqual(pull);
    await client.label('acme/orders', 1, ['a', 'b']);
    await client.askReviewers('acme/orders', 1, ['grace']);
    expect(await client.update('acme/orders', pull, { title: 'Log more', body: 'More.' })).toMatchObject({ draft: true, title: 'Log more', body: 'More.', labels: ['a', 'b'], reviewers: ['grace'] });
    expect(await client.update('acme/orders', pull, { close: true })).toMatchObject({ state: 'closed', title: 'Log more' });
    expect((await client.find('acme/orders', 'main')).map(({ number, state }) => [number, state])).toEqual([[1, 'closed']]);
    expect(host.repositories['acme/orders']!.pulls).toHaveLength(1);
    expect(host.repositories['acme/orders']!.pulls[0]).toMatchObject({ draft: true, base: 'develop' });
  });

  it('tells what the checks of a pull request say', async () => {
    const { host, client } = await opened(kind);
    const pull = await client.open('acme/orders', NEW);
    const said = [];
    for (const checks of [undefined, ...(kind === 'github' ? ['in_progress', 'success', 'failure'] : ['running', 'success', 'failed'])]) {
      Object.assign(host.repositories['acme/orders']!, { checks });
      said.push(await client.checks('acme/orders', pull));
    }
    expect(said).toEqual(['none', 'running', 'passing', 'failing']);
  });

  it('lists an organisation of more than one page', async () => {
    const { host, client } = await opened(kind);
    for (let i = 0; i < 230; i += 1) host.repositories[`acme/s${i}`] = { path: `acme/s${i}`, pulls: [], ...(i === 7 && { archived: true, topics: ['backend'], fork: true }) };
    const listed = await client.list('acme');
    expect(listed).toHaveLength(231);
    expect(listed.find(({ name }) => name === 's7')).toEqual({ url: `${host.origin}/acme/s7.git`, name: 's7', topics: ['backend'], archived: true, fork: true });
  });

  it('waits as long as it is told to, and tries again what the server failed at', async () => {
    const waits: unknown[] = [];
    const { host, client } = await opened(kind, { answerMs: 300, onWait: (name, seconds) => waits.push([name, seconds]) });
    const reset = String(Math.floor(Date.now() / 1000));
    host.trouble(/^GET .*orders$/,
      { status: 429, headers: { 'retry-after': '1' }, body: { message: 'slow down' } },
      kind === 'github' ? { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }, body: { message: 'API rate limit exceeded' } } : { status: 429, headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': reset } });
    expect(await client.repository('acme/orders')).toMatchObject({ path: 'acme/orders' });
    expect(waits.length).toBeGreaterThan(0);
    expect(waits[0]).toEqual([host.name, 1]);
    host.trouble(/^GET .*orders$/, 'hangs');
    expect(await client.repository('acme/orders')).toMatchObject({ path: 'acme/orders' });
    host.trouble(/^POST .*(?:pulls|merge_requests)$/, 'lost', { status: 502, headers: { 'retry-after': '0' } });
    expect(await client.open('acme/orders', NEW)).toMatchObject({ number: 1 });
    expect(host.repositories['acme/orders']!.pulls).toHaveLength(1);
  });

  it('gives up with a reason', async () => {
    const { host, client } = await opened(kind);
    host.trouble(/^GET .*orders$/, ...Array<{ status: number; headers: { 'retry-after': string } }>(5).fill({ status: 503, headers: { 'retry-after': '0' } }));
    await expect(client.repository('acme/orders')).rejects.toMatchObject({ failureCause: 'the host does not answer', message: `${host.name}: error 503 of the server, 5 times` });
    host.trouble(/^GET .*orders$/, { status: 429, headers: { 'retry-after': '90000' } });
    await expect(client.repository('acme/orders')).rejects.toMatchObject({ failureCause: 'a limit of the host is reached', message: expect.stringContaining('takes no more requests until 20') });
    await expect(client.repository('acme/none')).rejects.toMatchObject({ failureCause: 'the token sees no such repository' });
    host.trouble(/^GET .*orders$/, { status: 403, body: { message: 'Resource not accessible by personal access token' } });
    await expect(client.repository('acme/orders')).rejects.toMatchObject({ failureCause: 'the token may not do that' });
    vi.stubEnv(TOKENS[kind], 'stale-token');
    const other = await openHosts({}).at(addressOf(host.name, { [host.name]: kind }, 'http')!);
    await expect(other.repository('acme/orders')).rejects.toMatchObject({ failureCause: 'the token is not accepted', message: expect.not.stringContaining('stale-token') });
    vi.stubEnv(TOKENS[kind], '');
    vi.stubEnv('GH_TOKEN', '');
    await expect(openHosts({}).at(addressOf(host.name, { [host.name]: kind })!)).rejects.toMatchObject({ failureCause: 'no token' });
  });
});
