import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { renderDecisions, parseDecisions } from '../../src/decisions/file.ts';
import { decisionsJsonSchema } from '../../src/decisions/json-schema.ts';
import type { Decided } from '../../src/decisions/schema.ts';
import { openReview } from '../../src/review/open-review.ts';
import type { ReviewSession } from '../../src/review/session.ts';
import type { Report } from '../../src/report.ts';
import { run, type RunOptions } from '../../src/run.ts';
import { checkmod } from '../helpers/cli.ts';
import { MARKS } from '../helpers/marks.ts';
import { repository, type Repository } from '../helpers/repository.ts';

const FILE = '.checkmod/decisions.json';
const SERVER = `const express = require('express');
const { v4: uuidv4 } = require('uuid');
const app = express();

app.post('/login', async (req, res) => {
  try {
    res.json(await login(req.body));
  } catch (error) {
  }
});

app.post('/logout', async (req, res) => {
  try {
    res.json(await logout(req.body));
  } catch (error) {
  }
});

app.post('/reset', (req, res) => {
  const resetToken = uuidv4();
  save(resetToken);
  console.log('reset asked for');
  console.log('reset done');
});

module.exports = app;
`;
const FILES = { 'server.js': SERVER, 'package.json': '{ "name": "shop", "main": "server.js", "dependencies": { "express": "4", "uuid": "9", "winston": "3" } }\n' };

/** Decides in turn about every fix of a repository, as a review does. */
async function decide(repo: Repository, decisionOf: (n: number) => 'accepted' | 'rejected' | 'undecided'): Promise<void> {
  await reviewing(repo, async (review) => {
    for (const [n, { site }] of review.state().fixes.entries()) await review.decide({ site, decision: decisionOf(n) });
  });
}

async function reviewing<T>(repo: Repository, work: (review: ReviewSession) => Promise<T>, options: RunOptions = {}): Promise<T> {
  const review = await openReview({ cwd: repo.root, allowDirty: true, ...options });
  try {
    return await work(review);
  } finally {
    await review.close();
  }
}

function decided(repo: Repository): readonly Decided[] {
  return parseDecisions(repo.read(FILE), FILE).decisions;
}

function replayed(repo: Repository, options: RunOptions = {}): Promise<Report> {
  return run({ cwd: repo.root, decisions: FILE, allowDirty: true, ...options });
}

const places = ({ files }: Report, decision: string | undefined) => files.flatMap((file) => file.sites).filter((site) => site.decision === decision && site.safety !== 'manual').map(({ before }) => before);
const commit = (repo: Repository, message: string) => { repo.git('add', '-A'); repo.git('commit', '-q', '-m', message); };

it('the schema that ships is made from the one that is checked', async () => {
  await expect(`${JSON.stringify(decisionsJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(join(import.meta.dirname, '../../schemas/decisions.schema.json'));
});

describe('decisions', () => {
  it('write what was accepted and nothing else', async () => {
    const repo = repository(FILES);
    await decide(repo, (n) => (n === 0 ? 'accepted' : n === 1 ? 'rejected' : 'undecided'));
    const dry = await replayed(repo);
    expect(dry.decisions).toMatchObject({ accepted: 1, rejected: 1, unmatched: [] });
    expect(dry.decisions!.undecided).toBeGreaterThan(0);
    const [accepted] = places(dry, 'accepted');
    const report = await replayed(repo, { write: true });
    expect(report.files.flatMap(({ sites }) => sites).filter(({ status }) => status === 'fixed').map(({ before }) => before)).toEqual([accepted]);
    expect(repo.read('server.js').match(/catch \(error\) \{\n {2}\}/g)).toHaveLength(1);
    expect(repo.read('server.js')).toContain("console.log('reset done')");
  });

  it('keep a rejected place rejected until it is reconsidered, and fail --check on what is undecided only', async () => {
    const repo = repository(FILES);
    await decide(repo, () => 'rejected');
    expect((await replayed(repo)).summary).toMatchObject({ fixes: 0, filesChanged: 0 });
    expect((await checkmod(repo.root, ['run', '--decisions', '--check', '-f', 'json'])).code).toBe(0);
    expect((await replayed(repo, { reconsider: true })).summary.fixes).toBeGreaterThan(0);
    await decide(repo, (n) => (n === 0 ? 'undecided' : 'rejected'));
    expect((await checkmod(repo.root, ['run', '--decisions', '--check', '-f', 'json'])).code).toBe(1);
  });

  it('take an unsafe fix that was accepted, without --unsafe', async () => {
    const repo = repository({ ...MARKS, 'a.py': 'x = "RISKY"\ny = "RISKY"\n' });
    const marks = { transforms: ['./own/marks'] };
    await reviewing(repo, (review) => review.decide({ site: review.state().fixes[0]!.site, decision: 'accepted' }), marks);
    await replayed(repo, { ...marks, write: true });
    expect(repo.read('a.py')).toBe('x = "DONE"\ny = "RISKY"\n');
  });

  it('survive code that moves, a rebase and a rename', async () => {
    const repo = repository(FILES);
    await decide(repo, (n) => (n % 2 === 0 ? 'accepted' : 'rejected'));
    const before = await replayed(repo);
    commit(repo, 'decisions');
    repo.git('checkout', '-q', '-b', 'feature');
    repo.git('mv', 'server.js', 'app.js');
    repo.write('package.json', FILES['package.json'].replace('server.js', 'app.js'));
    commit(repo, 'rename');
    repo.git('checkout', '-q', 'HEAD~1');
    repo.git('checkout', '-q', '-b', 'other');
    repo.write('server.js', SERVER.replace("app.post('/login'", "app.get('/', (req, res) => res.send('hello'));\n\napp.post('/login'"));
    commit(repo, 'a route');
    repo.git('checkout', '-q', 'feature');
    repo.git('rebase', '-q', 'other');
    expect(repo.read('app.js')).toContain('hello');
    const after = await replayed(repo);
    expect(after.decisions!.unmatched).toEqual([]);
    expect(places(after, 'accepted')).toEqual(places(before, 'accepted'));
    expect(places(after, 'rejected')).toEqual(places(before, 'rejected'));
  });

  it('survive a formatter', async () => {
    const repo = repository(FILES);
    await decide(repo, (n) => (n % 2 === 0 ? 'accepted' : 'rejected'));
    const before = await replayed(repo);
    repo.write('server.js', await format(SERVER, { parser: 'babel', singleQuote: false, semi: false, tabWidth: 4 }));
    const after = await replayed(repo);
    expect(after.decisions).toMatchObject({ ...before.decisions, unmatched: [] });
    const plain = (all: readonly string[]) => all.map((code) => code.replace(/[\s"';]/g, ''));
    expect(plain(places(after, 'accepted'))).toEqual(plain(places(before, 'accepted')));
  });

  it('are applied to no other place when theirs is gone or could be one of several', async () => {
    const repo = repository(FILES);
    await decide(repo, () => 'accepted');
    repo.write('server.js', SERVER.replace("  console.log('reset done');\n", '').replace("  console.log('reset asked for');\n", "  again();\n  console.log('reset asked for');\n  more();\n  console.log('reset asked for');\n"));
    const { unmatched } = (await replayed(repo)).decisions!;
    expect(unmatched.map(({ why }) => why).sort()).toEqual(['ambiguous', 'gone']);
    const { stdout } = await checkmod(repo.root, ['decisions']);
    expect(stdout).toMatch(/place is gone[^]*Several places/);
    await checkmod(repo.root, ['decisions', '--prune']);
    expect((await replayed(repo)).decisions!.unmatched).toEqual([]);
  });

  it('are about the same places after a write that moves them', async () => {
    const repo = repository(FILES);
    await decide(repo, (n) => (n % 2 === 0 ? 'rejected' : 'accepted'));
    const rejected = places(await replayed(repo), 'rejected');
    await replayed(repo, { write: true });
    const after = await replayed(repo);
    expect(places(after, 'rejected')).toEqual(rejected);
    expect(after.decisions).toMatchObject({ accepted: 0, undecided: 0, unmatched: [] });
    expect(decided(repo).filter(({ written }) => written).length).toBeGreaterThan(0);
  });

  it('of other files and transforms are none that lost their place', async () => {
    const repo = repository(FILES);
    await decide(repo, () => 'rejected');
    expect((await replayed(repo, { transforms: ['cors-wildcard-to-allowlist'] })).decisions!.unmatched).toEqual([]);
  });
});

describe('a file of decisions', () => {
  it('is one sorted line per decision and reads back', () => {
    const one: Decided = { site: 'b', transform: 't', path: 'z.py', scope: '', decision: 'accepted', fingerprint: 'x:1/1' };
    const text = renderDecisions({ version: 1, decisions: [one, { ...one, path: 'a.py' }] });
    const lines = text.split('\n').filter((line) => line.includes('"site"'));
    expect(lines.map((line) => (JSON.parse(line.trim().replace(/,$/, '')) as Decided).path)).toEqual(['a.py', 'z.py']);
    expect(parseDecisions(text, 'f').decisions).toHaveLength(2);
  });

  it.each([
    ['{', /not valid JSON.*restore/], ['[]', /no decisions file/], ['{ "version": 2, "decisions": [] }', /newer checkmod.*update/],
    ['{ "version": 1, "decisions": [{ "site": 1 }] }', /`decisions\[0\]\.site`/], ['<<<<<<< HEAD\n{}\n', /merge conflict/],
  ])('that is %j is told off in one line', async (text, message) => {
    const repo = repository({ ...FILES, [FILE]: text });
    const { code, stdout, stderr } = await checkmod(repo.root, ['run', '--decisions', '-f', 'json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(join(repo.root, FILE), 'utf8')).toBe(text);
  });

  it('is asked for where there is none', async () => {
    const { code, stderr } = await checkmod(repository(FILES).root, ['run', '--decisions']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/there is no \.checkmod\/decisions\.json; decide with checkmod review/);
  });
});
