import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInIds, loadTransforms } from '../src/registry.ts';
import { fixturesOf } from './helpers/fixture.ts';

const FOLDER = join(import.meta.dirname, '../transforms');
const transforms = await loadTransforms(undefined, '.');

describe.each(transforms.map((transform) => [transform.id, transform] as const))('%s', (id, transform) => {
  it('is found by its folder name', () => {
    expect(builtInIds()).toContain(id);
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  });

  it('says what it does and why', () => {
    expect(transform.title).not.toMatch(/\.$/);
    expect(transform.why).toMatch(/\.$/);
    expect(transform.cues.length).toBeGreaterThan(0);
  });

  it('has a README that says which shape has which tier and what is left alone', () => {
    const path = join(FOLDER, id, 'README.md');
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8');
    expect(text.split('\n')[0]).toBe(`# ${id}`);
    expect(text).toMatch(/^## What it changes$[\s\S]*?\|\s*safe\b/m);
    expect(text).toMatch(/^## What it leaves alone$/m);
  });

  it.each(Object.keys(transform.rules))('has fixtures for %s that change and that must not', (language) => {
    const fixtures = fixturesOf(id).filter((fixture) => fixture.language === language);
    expect(fixtures.some(({ outputPath }) => outputPath)).toBe(true);
    expect(fixtures.some(({ outputPath }) => !outputPath)).toBe(true);
    for (const fixture of fixtures.filter(({ outputPath }) => outputPath)) expect(fixture.output, fixture.outputPath).toBeDefined();
  });
});
