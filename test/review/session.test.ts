import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReview, type ReviewOptions } from '../../src/review/open-review.ts';
import type { ReviewSession } from '../../src/review/session.ts';
import { run } from '../../src/run.ts';
import { repository, type Repository } from '../helpers/repository.ts';

const APP = `import os

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/orders")
def orders():
    try:
        return load_orders()
    except Exception:
        pass


@app.get("/totals")
def totals():
    try:
        return load_totals()
    except Exception as exc:
        raise HTTPException(status_code=500, detail=f"Totals failed: {exc}")


@app.post("/orders")
def create(order: dict):
    print("order received")
    return save(order)
`;
const FILES = { 'main.py': APP, 'requirements.txt': 'fastapi\n', 'Dockerfile': 'CMD ["uvicorn", "main:app"]\n' };
const FILE = '.checkmod/decisions.json';

async function reviewing<T>(repo: Repository, work: (review: ReviewSession) => Promise<T>, options: ReviewOptions = {}): Promise<T> {
  const review = await openReview({ cwd: repo.root, ...options });
  try {
    return await work(review);
  } finally {
    await review.close();
  }
}

const siteOf = (review: ReviewSession, transform: string) => review.state().fixes.find((fix) => fix.transform === transform)!.site;

describe('a review', () => {
  it('shows a file as the fixes that are not rejected leave it, with what they bring along', async () => {
    await reviewing(repository(FILES), async (review) => {
      expect((await review.file('main.py')).after).toContain('logger = logging.getLogger(__name__)');
      for (const { site } of review.state().fixes) await review.decide({ site, decision: 'rejected' });
      const { before, after, marks } = await review.file('main.py');
      expect(after).toBe(before);
      expect(marks.length).toBeGreaterThan(0);
    });
  });

  it('keeps each decision on disk, and takes back any number of them', async () => {
    const repo = repository(FILES);
    await reviewing(repo, async (review) => {
      const start = review.decisions();
      const sites = review.state().fixes.map(({ site }) => site);
      for (const site of sites) await review.decide({ site, decision: 'accepted' });
      expect(JSON.parse(repo.read(FILE))).toEqual(review.decisions());
      expect(await reviewing(repo, async (again) => again.state().fixes.map(({ decision }) => decision))).toEqual(sites.map(() => 'accepted'));
      for (const _ of sites) await review.undo();
      expect(review.decisions()).toEqual(start);
      await expect(review.undo()).rejects.toThrow('nothing to undo');
    });
  });

  it('decides about many in one step', async () => {
    await reviewing(repository(FILES), async (review) => {
      const sites = review.state().fixes.map(({ site }) => site);
      const { changed } = await review.decideMany({ sites, decision: 'rejected', reason: 'not  now\n' });
      expect(changed.map(({ site }) => site)).toEqual(sites);
      expect(review.state().fixes.map(({ reason }) => reason)).toEqual(sites.map(() => 'not now'));
      await review.undo();
      expect(review.state().fixes.map(({ decision }) => decision)).toEqual(sites.map(() => 'undecided'));
    });
  });

  it('takes a text that a person changed, with only what it needs', async () => {
    const repo = repository(FILES);
    await reviewing(repo, async (review) => {
      const others = review.state().fixes.filter(({ transform }) => transform !== 'print-to-logger').map(({ site }) => site);
      await review.decideMany({ sites: others, decision: 'rejected' });
      const site = siteOf(review, 'print-to-logger');
      await review.decide({ site, decision: 'accepted', text: 'os.write(2, b"order received")' });
      const { after } = await review.file('main.py');
      expect(after).toBe(APP.replace('print("order received")', 'os.write(2, b"order received")'));
      await review.apply({});
    });
    expect(repo.read('main.py')).toContain('os.write(2, b"order received")');
  });

  it.each([
    ['print(', /would not be right.*(parse|expected|unexpected|EOF|paren)/is],
    ['nowhere("order received")', /would not be right.*nowhere/s],
  ])('refuses %j, which breaks the file, and keeps the decision before it', async (text, message) => {
    const repo = repository(FILES);
    await reviewing(repo, async (review) => {
      const site = siteOf(review, 'print-to-logger');
      await review.decide({ site, decision: 'rejected', reason: 'first' });
      const before = repo.read(FILE);
      await expect(review.decide({ site, decision: 'accepted', text })).rejects.toThrow(message);
      expect(repo.read(FILE)).toBe(before);
      expect(review.state().fixes.find((fix) => fix.site === site)).toMatchObject({ decision: 'rejected', reason: 'first' });
    });
  });

  it('keeps a place for good with a comment, which a later run respects', async () => {
    const repo = repository(FILES);
    await reviewing(repo, async (review) => {
      await review.decide({ site: siteOf(review, 'silent-catch-to-warning'), decision: 'rejected', reason: 'orders are\n optional', ignore: true });
      expect((await review.file('main.py')).after).toMatch(/\n {4}# checkmod-ignore: silent-catch-to-warning orders are optional\n {4}except Exception:\n {8}pass/);
      await review.apply({});
    });
    const report = await run({ cwd: repo.root, allowDirty: true });
    expect(report.files[0]!.sites.filter(({ transform }) => transform === 'silent-catch-to-warning').map(({ status }) => status)).toEqual(['suppressed']);
  });

  it('writes what a run under its decisions writes, and goes on with what is left', async () => {
    const [reviewed, replayed] = [repository(FILES), repository(FILES)];
    const applied = await reviewing(reviewed, async (review) => {
      await review.decide({ site: siteOf(review, 'silent-catch-to-warning'), decision: 'accepted' });
      await review.decide({ site: siteOf(review, 'print-to-logger'), decision: 'rejected' });
      replayed.write(FILE, reviewed.read(FILE));
      const patch = await review.patch();
      const result = await review.apply({});
      replayed.write('patched.diff', patch);
      expect(review.state().fixes.map(({ transform, decision }) => [transform, decision])).toEqual([['detail-leak-to-generic-error', 'undecided'], ['print-to-logger', 'rejected']]);
      return result;
    });
    expect(applied.written).toContain('main.py');
    execFileSync('git', ['apply', '--check', 'patched.diff'], { cwd: replayed.root });
    await run({ cwd: replayed.root, decisions: FILE, write: true });
    expect(replayed.read('main.py')).toBe(reviewed.read('main.py'));
    execFileSync('sh', ['-c', applied.undo!], { cwd: reviewed.root });
    expect(reviewed.read('main.py')).toBe(APP);
  });

  it('tells of files that changed meanwhile, and writes the fixes of the new text', async () => {
    const repo = repository(FILES);
    await reviewing(repo, async (review) => {
      await review.decide({ site: siteOf(review, 'silent-catch-to-warning'), decision: 'accepted' });
      writeFileSync(join(repo.root, 'main.py'), `# moved\n${APP}`);
      await expect(review.apply({})).rejects.toThrow(/uncommitted changes in main\.py/);
      repo.git('commit', '-qam', 'moved');
      expect((await review.apply({})).changedMeanwhile).toEqual(['main.py']);
      expect(review.state().notes.join()).toMatch(/main\.py was changed/);
    });
    expect(repo.read('main.py')).toMatch(/^# moved\n[^]*exc_info=True/);
  });

  it('says what cannot be: an unknown place, a text for a rejected fix, a file without a fix, nothing to write', async () => {
    await reviewing(repository(FILES), async (review) => {
      await expect(review.decide({ site: 'none', decision: 'accepted' })).rejects.toThrow('no fix none');
      await expect(review.decide({ site: siteOf(review, 'print-to-logger'), decision: 'rejected', text: 'x' })).rejects.toThrow('goes with accepting');
      await expect(review.file('../secret')).rejects.toThrow('no fix in ../secret');
      await expect(review.apply({})).rejects.toThrow('nothing is accepted');
    });
  });
});
