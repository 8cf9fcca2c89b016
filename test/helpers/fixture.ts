import { join } from 'node:path';
import { fixturesIn, type Fixture } from '../../src/engine/fixtures.ts';

export * from '../../src/engine/fixtures.ts';

export const FIXTURES = join(import.meta.dirname, '../../__testfixtures__');

/** Every fixture of a built-in transform. */
export function fixturesOf(transform: string): Fixture[] {
  return fixturesIn(join(FIXTURES, transform), transform);
}
