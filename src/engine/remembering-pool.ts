import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileResult } from '../types.ts';
import { collectedKey, type Batch, type Collected, type FileJob } from './jobs.ts';
import { keyOf, type Memo } from './memo.ts';
import type { Pool } from './pool.ts';
import { inChunks } from './walk.ts';

/**
 * A pool that asks another one only about what no earlier run did. A file's result depends on its bytes, its job and
 * what the batch says of its package, its language and the run: all of it is in the key. What single decisions change
 * is not kept, and neither is a failure.
 */
export function rememberingPool(pool: Pool, memo: Memo): Pool {
  return {
    collect: async (batch, done) => {
      const all = await through<Collected | null>(memo, 'collect', batch, done, async (rest, told) => {
        const found = new Map((await pool.collect(rest, told)).map((each) => [each.path, each]));
        return rest.files.map(({ path }) => found.get(path) ?? null);
      });
      return all.filter((each) => each !== null);
    },
    run: (batch, done) => (hasChoices(batch) ? pool.run(batch, done) : through<FileResult>(memo, 'run', batch, done, pool.run)),
    close: () => pool.close(),
  };
}

async function through<T extends Collected | FileResult | null>(
  memo: Memo, kind: string, batch: Batch, done: (files: number) => void, work: (rest: Batch, done: (files: number) => void) => Promise<readonly T[]>,
): Promise<T[]> {
  const keyFor = keysOf(kind, batch);
  const keys = await inChunks(batch.files, async (job) => keyFor(job, await bytesOf(batch, job)));
  const known = keys.map((key) => (key === undefined ? undefined : memo.get(key) as T | undefined));
  const missing = batch.files.filter((_, i) => known[i] === undefined);
  const before = batch.files.length - missing.length;
  if (before > 0) done(before);
  const made = missing.length > 0 ? await work({ ...batch, files: missing }, (files) => done(before + files)) : [];
  const results = new Map<FileJob, T>(missing.map((job, i) => [job, made[i]!]));
  // Somebody may have saved the file between the key and the look at it.
  await inChunks(batch.files.map((job, i) => [job, keys[i]] as const).filter(([job, key]) => key !== undefined && results.has(job)), async ([job, key]) => {
    const result = results.get(job)!;
    if (!isFailure(result) && keyFor(job, await bytesOf(batch, job)) === key) memo.set(key!, result);
  });
  return batch.files.map((job, i): T => {
    const own = known[i];
    return own === undefined ? results.get(job)! : own;
  });
}

/** The key of a file in a batch; undefined for one that cannot be read. */
function keysOf(kind: string, batch: Batch): (job: FileJob, bytes: Buffer | undefined) => string | undefined {
  const { files: _, packages, collected, root: __, from: ___, ...run } = batch;
  const common = keyOf(kind, JSON.stringify(run));
  const ofPackage = packages.map((facts) => keyOf(JSON.stringify(facts)));
  const ofLanguage = new Map<string, string>();
  const collectedFor = (language: FileJob['language']) => {
    const own = ofLanguage.get(language) ?? keyOf(JSON.stringify(Object.entries(collected).filter(([key]) => key === collectedKey(key.split(' ', 1)[0]!, language))));
    ofLanguage.set(language, own);
    return own;
  };
  return (job, bytes) => bytes && keyOf(common, ofPackage[job.package]!, collectedFor(job.language), JSON.stringify({ ...job, package: undefined }), bytes);
}

function bytesOf({ root }: Batch, { path }: FileJob): Promise<Buffer | undefined> {
  return readFile(join(root, path)).catch(() => undefined);
}

function hasChoices({ acceptance: { choices = {} } }: Batch): boolean {
  return Object.keys(choices).length > 0;
}

function isFailure(result: Collected | FileResult | null): boolean {
  return result !== null && 'status' in result && result.status === 'failed';
}
