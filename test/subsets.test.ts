import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../src/registry.ts';
import { caseName, fixturesOf, runText, textAfter } from './helpers/fixture.ts';

const RUNS_PER_FIXTURE = 8;
const transforms = await loadTransforms(undefined, '.');

/** A reviewer may accept any fixes of any transforms: what comes out must stand on its own. */
describe.each(transforms.map(({ id }) => id))('any subset of the fixes in the fixtures of %s', (id) => {
  it.each(fixturesOf(id).map((fixture) => [caseName(fixture), fixture] as const))('%s', async (_, fixture) => {
    const all = await runText(fixture.input, transforms, fixture.language, { ...fixture, acceptance: { unsafe: true } });
    expect(all.failures ?? []).toEqual([]);
    const ids = all.sites.filter(({ status }) => status === 'pending').map((site) => site.id);
    const tried = new Set<string>();
    await fc.assert(fc.asyncProperty(fc.subarray(ids), async (accepted) => {
      // Few fixes have few subsets, and each gives the same every time.
      if (tried.has(accepted.join())) return;
      tried.add(accepted.join());
      const choices = Object.fromEntries(accepted.map((site) => [site, { decision: 'accepted' as const }]));
      const result = await runText(fixture.input, transforms, fixture.language, { ...fixture, acceptance: { unsafe: true, onlyAccepted: true, choices } });
      expect(result.failures ?? []).toEqual([]);
      expect(result.status).not.toBe('failed');
      if (accepted.length === 0) expect(textAfter(result, fixture.input)).toBe(fixture.input);
      for (const site of result.taken ?? []) expect(accepted).toContain(site);
    }), { numRuns: RUNS_PER_FIXTURE, seed: 1 });
  });
});
