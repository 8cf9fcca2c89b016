import { PositionEncoding, Workspace, type Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import { describe, expect, it } from 'vitest';
import { builtInIds, loadTransforms } from '../src/registry.ts';
import { caseName, fixturesOf, runText, textAfter } from './helpers/fixture.ts';

/** What the written code answers to where a project configures no lint rules: print, silent except, names, syntax. */
const ruff = new Workspace({ 'target-version': 'py312', lint: { select: ['T20', 'S110', 'F', 'E9'] } }, PositionEncoding.Utf16);
const transforms = await loadTransforms(undefined, '.');

function lint(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of ruff.check(text) as Diagnostic[]) counts.set(code ?? 'syntax', (counts.get(code ?? 'syntax') ?? 0) + 1);
  return counts;
}

function open(text: string, fixture: ReturnType<typeof fixturesOf>[number]): Map<string, number> {
  const counts = new Map<string, number>();
  const { sites } = runText(text, transforms, fixture.language, { ...fixture, acceptance: { unsafe: true } });
  for (const { transform, status } of sites) if (status === 'pending') counts.set(transform, (counts.get(transform) ?? 0) + 1);
  return counts;
}

describe.each(builtInIds())('what %s writes', (id) => {
  const fixtures = fixturesOf(id).filter(({ language, outputPath }) => language === 'python' && outputPath);
  it.each(fixtures.map((fixture) => [caseName(fixture), fixture] as const))('%s', (_, fixture) => {
    const after = textAfter(runText(fixture.input, transforms.filter((transform) => transform.id === id), fixture.language, fixture), fixture.input);
    const before = lint(fixture.input);
    for (const [code, count] of lint(after)) expect(count, `${code} in the result`).toBeLessThanOrEqual(before.get(code) ?? 0);
    const problems = open(fixture.input, fixture);
    for (const [other, count] of open(after, fixture)) expect(count, `${other} has more to do than before`).toBeLessThanOrEqual(problems.get(other) ?? 0);
  });
});
