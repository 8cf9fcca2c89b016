import { describe, expect, it } from 'vitest';
import { faults, type Unit } from '../../src/batch/faults.ts';

const UNITS: Unit[] = ['print', 'catch', 'leak'].flatMap((transform) => ['a.py', 'b.py', 'c.py', 'd.py'].flatMap((path) => [1, 2, 3].map((n) => ({ id: `${transform}:${path}:${n}`, transform, path }))));

async function found(...bad: readonly (readonly string[])[]) {
  let asked = 0;
  const result = await faults(UNITS, async (taken) => {
    asked += 1;
    return !bad.some((ids) => ids.every((id) => taken.some((unit) => unit.id === id)));
  });
  return { ids: result.map(({ id }) => id).sort(), asked };
}

describe('faults', () => {
  it('are one of many, with few questions', async () => {
    const { ids, asked } = await found(['catch:c.py:2']);
    expect(ids).toEqual(['catch:c.py:2']);
    expect(asked).toBeLessThan(12);
  });
  it('are several that have nothing to do with each other', async () => {
    expect((await found(['catch:c.py:2'], ['leak:a.py:1'], ['leak:d.py:3'])).ids).toEqual(['catch:c.py:2', 'leak:a.py:1', 'leak:d.py:3']);
  });
  it('are two that break it only together', async () => {
    expect((await found(['print:a.py:1', 'leak:d.py:3'])).ids).toEqual(['leak:d.py:3', 'print:a.py:1']);
  });
});
