import { PositionEncoding, Workspace, type Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../src/registry.ts';
import { caseName, fixturesOf, runText, textAfter } from './helpers/fixture.ts';

/** What the written code answers to where a project configures no lint rules: print, silent except, names, syntax. */
const ruff = new Workspace({ 'target-version': 'py312', lint: { select: ['T20', 'S110', 'F', 'E9'] } }, PositionEncoding.Utf16);
const transforms = await loadTransforms(undefined, '.');

/** What a strict project may look for. Where these disagree with what is to be written they are not listed, such as G004. */
const STRICT = ['A', 'ANN', 'B', 'BLE', 'C4', 'D', 'E', 'F', 'I', 'ISC', 'N', 'PIE', 'PLC', 'PLE', 'RET', 'RSE', 'RUF100', 'S110', 'S112', 'SIM', 'T20', 'W'];
const strict = new Workspace({ 'line-length': 88, 'target-version': 'py312', lint: { select: STRICT } }, PositionEncoding.Utf16);
const strictSettings = { isFormatted: true, format: { 'line-length': 88 }, imports: { 'line-length': 88 }, select: STRICT, ignore: [], lineLength: 88 };

function lint(text: string, workspace = ruff): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of workspace.check(text) as Diagnostic[]) counts.set(code ?? 'syntax', (counts.get(code ?? 'syntax') ?? 0) + 1);
  return counts;
}

async function open(text: string, fixture: ReturnType<typeof fixturesOf>[number]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const { sites } = await runText(text, transforms, fixture.language, { ...fixture, acceptance: { unsafe: true } });
  for (const { transform, status } of sites) if (status === 'pending') counts.set(transform, (counts.get(transform) ?? 0) + 1);
  return counts;
}

describe.each(transforms.map(({ id }) => id))('what %s writes', (id) => {
  const fixtures = fixturesOf(id).filter(({ language, outputPath }) => language === 'python' && outputPath);
  it.each(fixtures.map((fixture) => [caseName(fixture), fixture] as const))('%s', async (_, fixture) => {
    const after = textAfter(await runText(fixture.input, transforms.filter((transform) => transform.id === id), fixture.language, fixture), fixture.input);
    const before = lint(fixture.input);
    for (const [code, count] of lint(after)) expect(count, `${code} in the result`).toBeLessThanOrEqual(before.get(code) ?? 0);
    const problems = await open(fixture.input, fixture);
    for (const [other, count] of await open(after, fixture)) expect(count, `${other} has more to do than before`).toBeLessThanOrEqual(problems.get(other) ?? 0);
  });
});

describe.each(transforms.map(({ id }) => id))('what %s writes into a formatted file with strict rules', (id) => {
  const fixtures = fixturesOf(id).filter(({ language, outputPath, view }) => language === 'python' && outputPath && !view?.package);
  it.each(fixtures.map((fixture) => [caseName(fixture), fixture] as const))('%s', async (_, fixture) => {
    const input = strict.format(fixture.input);
    const own = transforms.filter((transform) => transform.id === id);
    const after = textAfter(await runText(input, own, fixture.language, { ...fixture, python: { ...fixture.python, lint: strictSettings } }), input).replaceAll('\r\n', '\n');
    expect(after).toBe(strict.format(after));
    const before = lint(input, strict);
    for (const [code, count] of lint(after, strict)) expect(count, `${code} in the result`).toBeLessThanOrEqual(before.get(code) ?? 0);
  });
});

describe.each(transforms.map(({ id }) => id))('what %s writes into JavaScript gives the others nothing more to do', (id) => {
  const fixtures = fixturesOf(id).filter(({ language, outputPath }) => language === 'javascript' && outputPath);
  it.each(fixtures.map((fixture) => [caseName(fixture), fixture] as const))('%s', async (_, fixture) => {
    const own = transforms.filter((transform) => transform.id === id);
    const after = textAfter(await runText(fixture.input, own, fixture.language, { ...fixture, acceptance: { unsafe: true } }), fixture.input);
    const problems = await open(fixture.input, fixture);
    for (const [other, count] of await open(after, fixture)) expect(count, `${other} has more to do than before`).toBeLessThanOrEqual(problems.get(other) ?? 0);
  });
});
