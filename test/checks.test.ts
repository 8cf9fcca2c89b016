import { describe, expect, it } from 'vitest';
import { builtInIds, loadTransforms } from '../src/registry.ts';
import { caseName, fixturesOf, runText } from './helpers/fixture.ts';

const checks = (await loadTransforms(builtInIds(), '.')).filter(({ check }) => check);

describe.each(builtInIds().filter((id) => checks.some((check) => check.id === id) && fixturesOf(id).length > 0))('what %s finds', (id) => {
  const check = checks.find((each) => each.id === id)!;
  it.each(fixturesOf(id).map((fixture) => [caseName(fixture), fixture] as const))('%s', async (_, fixture) => {
    const { sites, status, reason } = await runText(fixture.input, [check], fixture.language, fixture);
    expect({ status, reason }).toEqual({ status: 'unchanged', reason: undefined });
    const found = sites.map(({ line, evidence, message }) => JSON.stringify({ line, ...(evidence && { evidence }), message }));
    await expect(found.length > 0 ? `[\n  ${found.join(',\n  ')}\n]\n` : '[]\n').toMatchFileSnapshot(fixture.inputPath.replace(/\.valid\.\w+$/, '.findings.json'));
  });
});
