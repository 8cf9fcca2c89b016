import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInIds, builtIns } from '../src/registry.ts';
import { fixturesOf } from './helpers/fixture.ts';
import { listed } from './helpers/wishes.ts';

const FOLDER = join(import.meta.dirname, '../transforms');
const transforms = await builtIns();

describe.each(transforms.map((transform) => [transform.id, transform] as const))('%s', (id, transform) => {
  it('is found by its folder name', () => {
    expect(builtInIds()).toContain(id);
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('says what it does and why', () => {
    expect(transform.title).not.toMatch(/\.$/);
    expect(transform.why).toMatch(/\.$/);
    expect(transform.cues.length).toBeGreaterThan(0);
  });

  it('has a README under its name', () => {
    const path = join(FOLDER, id, 'README.md');
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8').split('\n')[0]).toBe(`# ${id}`);
  });

  if (transform.check) {
    it('says what to do, and whether something is to be there or to be gone', () => {
      expect(transform.check!.advice).toMatch(/\.$/);
      expect(['presence', 'absence']).toContain(transform.check!.wants);
    });

    it('has a README that says what it looks for and which lines ask for it', () => {
      const text = readFileSync(join(FOLDER, id, 'README.md'), 'utf8');
      expect(text).toMatch(/^## What it looks for$/m);
      expect(listed(id, 'Asked for by').length).toBeGreaterThan(1);
      expect(listed(id, 'Not asked for by').length).toBeGreaterThan(1);
    });
    return;
  }

  it('has a README that says which shape has which tier and what is left alone', () => {
    const text = readFileSync(join(FOLDER, id, 'README.md'), 'utf8');
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
