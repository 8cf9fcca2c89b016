import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { batch, type BatchOptions, type BatchReport } from '../../src/batch.ts';
import type { BatchReview } from '../../src/batch-review/batch-review.ts';
import { openBatchReview } from '../../src/batch-review/open.ts';
import { shapesJsonSchema } from '../../src/decisions/json-schema.ts';
import { checkmod } from '../helpers/cli.ts';
import { IDENTITY, migration, server, type Migration } from '../helpers/remotes.ts';

Object.assign(process.env, IDENTITY);
const BRANCH = 'checkmod/logging';

/** Bare repositories that each print, and swallow an exception; and a manifest of them. */
function several(names: readonly string[], more = ''): Migration {
  const all = migration();
  for (const name of ['orders', 'payments', 'stock']) all.remote(name, server(name));
  name(all, names, more);
  return all;
}

function name(all: Migration, names: readonly string[], more = ''): void {
  all.write('migration.yaml', `repositories: [${names.map((each) => `./remotes/${each}.git`).join(', ')}]\ntransforms: [print-to-logger, silent-catch-to-warning]\nbranch: ${BRANCH}\n${more}`);
}

async function doing({ root }: Migration, phase: BatchOptions['phase']): Promise<BatchReport> {
  return batch({ manifest: 'migration.yaml', cwd: root, phase });
}

async function reviewing<T>({ root }: Migration, work: (review: BatchReview) => Promise<T>): Promise<T> {
  const review = await openBatchReview({ manifest: 'migration.yaml', cwd: root });
  let isOpen = true;
  onTestFinished(async () => { if (isOpen) await review.close(); });
  const result = await work(review);
  await review.close();
  isOpen = false;
  return result;
}

const print = (review: BatchReview) => review.shapes().find(({ transform }) => transform === 'print-to-logger')!;
const sitesOf = (review: BatchReview, transform: string) => review.state().fixes.filter((fix) => fix.transform === transform).map(({ site }) => site);
const code = ({ git }: Migration, repository: string) => git(`remotes/${repository}.git`, 'show', `${BRANCH}:app.py`);
const shapes = ({ root }: Migration) => join(root, '.checkmod-batch/shapes.json');

describe('a review over several repositories', () => {
  it('counts a shape over all of them, and one decision covers its places, also of a repository that is planned later', async () => {
    const all = several(['orders', 'payments']);
    await doing(all, 'plan');
    await reviewing(all, async (review) => {
      expect(print(review)).toMatchObject({ before: 'print("…")', after: 'logger.info("…")', places: 2, repositories: 2, accepted: 0 });
      const { changed } = await review.decideMany({ sites: sitesOf(review, 'print-to-logger').slice(0, 1), decision: 'accepted', rule: true });
      expect(changed.map(({ repository, decision, ruled }) => [repository, decision, ruled])).toEqual([['orders', 'accepted', true], ['payments', 'accepted', true]]);
    });
    name(all, ['orders', 'payments', 'stock']);
    const report = await doing(all, 'apply');
    expect(report.repositories.map(({ apply }) => apply!.commits.map(({ transform }) => transform))).toEqual(Array.from({ length: 3 }, () => ['print-to-logger']));
    expect(report.repositories.map(({ plan }) => [plan!.fixes, plan!.undecided])).toEqual(Array.from({ length: 3 }, () => [1, 1]));
    await reviewing(all, async (review) => expect(review.shapes().map(({ transform, places, accepted }) => [transform, places, accepted]).sort()).toEqual([['print-to-logger', 3, 3], ['silent-catch-to-warning', 3, 0]]));
    expect((await checkmod(all.root, ['batch', 'apply', 'migration.yaml'])).stdout).toMatch(/ 3 fixes in all\. 3 more were left for lack of a decision\.\n/);
  });

  it('lets what was decided about a place win over a rule', async () => {
    const all = several(['orders', 'payments']);
    await doing(all, 'plan');
    await reviewing(all, async (review) => {
      const [orders, payments] = sitesOf(review, 'print-to-logger');
      await review.decide({ site: orders!, decision: 'rejected', reason: 'Intended here' });
      await review.decideShapes([print(review).shape], 'accepted');
      expect(review.state().fixes.filter(({ site }) => [orders, payments].includes(site)).map(({ decision, reason, ruled }) => ({ decision, reason, ruled }))).toEqual([
        { decision: 'rejected', reason: 'Intended here', ruled: undefined }, { decision: 'accepted', reason: undefined, ruled: true },
      ]);
    });
    const { repositories: [orders] } = await doing(all, 'apply');
    expect(orders).toMatchObject({ standing: 'undecided', apply: { commits: [] } });
    await doing(all, 'push');
    expect(code(all, 'payments')).toMatch(/logger\.info[^]*except Exception:\n {8}pass/);
    const kept = JSON.parse(readFileSync(join(all.root, '.checkmod-batch/decisions', `${orders!.id}.json`), 'utf8')) as { decisions: unknown[] };
    expect(kept).toMatchObject({ version: 1, decisions: [{ transform: 'print-to-logger', path: 'app.py', decision: 'rejected', reason: 'Intended here' }] });
  });

  it('is undone step by step; when nothing is decided any more, all fixes are made as before', async () => {
    const all = several(['orders', 'payments']);
    await doing(all, 'plan');
    await reviewing(all, async (review) => {
      await review.decide({ site: sitesOf(review, 'print-to-logger')[0]!, decision: 'accepted' });
      await review.decideShapes([print(review).shape], 'rejected');
      expect(print(review)).toMatchObject({ accepted: 1, rejected: 1, rule: 'rejected' });
      expect((await review.undo()).changed.map(({ repository, decision }) => [repository, decision])).toEqual([['payments', 'undecided']]);
      expect(existsSync(shapes(all))).toBe(true);
      await review.undo();
      expect(review.state()).toMatchObject({ canUndo: false, repositories: 2 });
      await expect(review.undo()).rejects.toThrow('there is nothing to undo');
    });
    expect(existsSync(shapes(all))).toBe(false);
    expect((await doing(all, 'plan')).repositories.map(({ plan }) => plan!.fixes)).toEqual([2, 2]);
  });

  it('shows a file as its plan saw it, also once it is applied, without what is rejected', async () => {
    const all = several(['orders', 'payments']);
    await doing(all, 'apply');
    await reviewing(all, async (review) => {
      const [, payments] = review.state().fixes.filter(({ transform }) => transform === 'print-to-logger');
      const before = await review.file(payments!.path);
      expect(before.before).toContain('print(f"payments {n}")');
      expect(before.after).toMatch(/logger\.info\([^]*logger\.warning/);
      expect(before.marks.map(({ site }) => site)).toContain(payments!.site);
      await review.decideShapes([payments!.shape], 'rejected');
      expect((await review.file(payments!.path)).after).toMatch(/ {4}print\(f"payments \{n\}"\)[^]*logger\.warning/);
      await expect(review.file('elsewhere/app.py')).rejects.toThrow('there is no fix in elsewhere/app.py');
      await expect(review.decide({ site: payments!.site, decision: 'accepted', text: 'x' })).rejects.toThrow(/checkmod review in a clone/);
      await expect(review.apply()).rejects.toThrow(/checkmod batch apply commits/);
      await expect(doing(all, 'plan')).rejects.toThrow(/works on .*\.checkmod-batch/);
    });
    rmSync(join(all.root, '.checkmod-batch/trees'), { recursive: true });
    rmSync(join(all.root, 'remotes/payments.git'), { recursive: true });
    await reviewing(all, async (review) => {
      const [orders, payments] = review.state().fixes.filter(({ transform }) => transform === 'print-to-logger');
      expect((await review.file(orders!.path)).before).toContain('print(f"orders {n}")');
      await expect(review.file(payments!.path)).rejects.toThrow(/^payments cannot be looked at: there is no folder/);
      await review.decideShapes([orders!.shape], 'undecided');
    });
    const { repositories: [applied] } = await doing(all, 'status');
    expect((await doing(all, 'apply')).repositories.map(({ standing }) => standing)).toEqual(['applied', 'failed']);
    expect(all.git(`.checkmod-batch/trees/${applied!.id}`, 'log', '--format=%s', BRANCH)).toMatch(/^Log .*\n.*logger/);
  });
});

describe('verify', () => {
  it('keeps what it leaves out as rejected with the reason, so that it stays out, until a person accepts it', async () => {
    const all = several(['orders'], 'verify: grep -q "print(" app.py || { echo the test needs its print; exit 1; }\n');
    const { repositories: [first] } = await doing(all, 'apply');
    expect(first!.apply!.verified!.leftOut).toHaveLength(1);
    const file = join(all.root, '.checkmod-batch/decisions', `${first!.id}.json`);
    const { decisions } = JSON.parse(readFileSync(file, 'utf8')) as { decisions: unknown[] };
    expect(decisions).toMatchObject([{ transform: 'print-to-logger', path: 'app.py', scope: 'show', decision: 'rejected', reason: 'grep -q "print(" app.py || { echo the test needs its print; exit 1; } fails with it: the test needs its print' }]);
    expect((await doing(all, 'apply')).repositories[0]).toEqual(first);
    name(all, ['orders']);
    const { repositories: [without] } = await doing(all, 'apply');
    expect(without).toMatchObject({ plan: { fixes: 1 }, apply: { commits: [{ transform: 'silent-catch-to-warning' }] } });
    await reviewing(all, async (review) => {
      for (const { site } of review.state().fixes) await review.decide({ site, decision: 'accepted' });
    });
    expect((await doing(all, 'apply')).repositories[0]!.plan!.fixes).toBe(2);
  });
});

describe('batch review on the command line', () => {
  it('lists shapes and decides about them', async () => {
    const all = several(['orders', 'payments']);
    expect(await checkmod(all.root, ['batch', 'review', 'migration.yaml', '--shapes'])).toMatchObject({ code: 2, stderr: 'checkmod: nothing is planned yet; run checkmod batch plan migration.yaml\n' });
    await doing(all, 'plan');
    const { stdout } = await checkmod(all.root, ['batch', 'review', 'migration.yaml', '--shapes']);
    const key = /^([0-9a-f]{12}) {2}2 places of 2 repositories {2}print-to-logger {2}undecided\n {2}- print\("…"\)\n {2}\+ logger\.info\("…"\)\n/m.exec(stdout)![1]!;
    const decided = await checkmod(all.root, ['batch', 'review', 'migration.yaml', '--reject', key, '--reason', 'wanted']);
    expect(decided).toMatchObject({ code: 0, stderr: '', stdout: `${key}  2 places of 2 repositories: rejected\n\n    checkmod batch apply migration.yaml   commits what is accepted, and nothing else\n` });
    expect(JSON.parse(readFileSync(shapes(all), 'utf8'))).toMatchObject({ version: 1, rules: [{ shape: key, transform: 'print-to-logger', before: 'print("…")', decision: 'rejected', reason: 'wanted' }] });
    expect(JSON.parse((await checkmod(all.root, ['batch', 'review', 'migration.yaml', '--shapes', '--json'])).stdout)).toContainEqual(expect.objectContaining({ shape: key, rule: 'rejected', rejected: 2 }));
    expect(await checkmod(all.root, ['batch', 'review', 'migration.yaml', '--accept', 'abc'])).toMatchObject({ code: 2, stderr: 'checkmod: no fix has the shape abc; --shapes lists those that there are\n' });
    all.write('.checkmod-batch/shapes.json', '{ "version": 1, "rules": [{ "shape": 1 }] }');
    expect((await checkmod(all.root, ['batch', 'apply', 'migration.yaml']))).toMatchObject({ code: 2, stderr: expect.stringMatching(/shapes\.json is no file of decisions by shape: `rules\[0\]\.shape`/) });
  });

  it('has a schema for the file of rules', async () => {
    await expect(`${JSON.stringify(shapesJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(join(import.meta.dirname, '../../schemas/shapes.schema.json'));
  });
});
