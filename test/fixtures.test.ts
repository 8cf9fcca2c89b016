import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../src/registry.ts';
import { caseName, FIXTURES, fixturesOf, runFixture } from './helpers/fixture.ts';

const NOT_TRANSFORMS = ['repos', 'checklists', 'ticks'];
const folders = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NOT_TRANSFORMS.includes(entry.name)).map(({ name }) => name);
const transforms = new Map((await loadTransforms(folders, '.')).map((transform) => [transform.id, transform]));

describe.each(folders)('%s', (id) => {
  it.each(fixturesOf(id).map((fixture) => [caseName(fixture), fixture] as const))('%s', async (_, fixture) => {
    const { after, problems } = await runFixture(fixture, transforms.get(id)!);
    expect(problems).toEqual([]);
    if (fixture.outputPath) await expect(after).toMatchFileSnapshot(fixture.outputPath);
  });
});
