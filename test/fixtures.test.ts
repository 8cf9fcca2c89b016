import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../src/registry.ts';
import { caseName, FIXTURES, fixturesOf, runText, textAfter } from './helpers/fixture.ts';

const NOT_TRANSFORMS = ['repos', 'checklists'];
const folders = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NOT_TRANSFORMS.includes(entry.name)).map(({ name }) => name);
const transforms = new Map((await loadTransforms(folders, '.')).map((transform) => [transform.id, transform]));

describe.each(folders)('%s', (id) => {
  const transform = transforms.get(id)!;
  it.each(fixturesOf(id).map((fixture) => [caseName(fixture), fixture] as const))('%s', async (_, fixture) => {
    const result = runText(fixture.input, [transform], fixture.language, fixture);
    expect(result.failures ?? []).toEqual([]);
    expect(result.status).not.toBe('failed');
    if (!fixture.outputPath) {
      expect(textAfter(result, fixture.input)).toBe(fixture.input);
      for (const site of result.sites.filter(({ status }) => status === 'left')) expect(site.reason).toBeTruthy();
      return;
    }
    const after = textAfter(result, fixture.input);
    expect(after).not.toBe(fixture.input);
    await expect(after).toMatchFileSnapshot(fixture.outputPath);
    const second = runText(after, [transform], fixture.language, fixture);
    expect(second.sites.filter(({ status }) => status === 'pending')).toEqual([]);
    const rejected = runText(fixture.input, [transform], fixture.language, { ...fixture, acceptance: { unsafe: true, accepted: [] } });
    expect(textAfter(rejected, fixture.input)).toBe(fixture.input);
  });
});
