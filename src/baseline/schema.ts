import { z } from 'zod';

const count = () => z.int().nonnegative();

/** What `.checkmod/baseline.json` holds; `schemas/baseline.schema.json` is made from it. */
export const baselineSchema = z.strictObject({
  version: z.literal(1),
  entries: z.array(z.strictObject({
    path: z.string().describe('Relative to the root, with forward slashes.'),
    transform: z.string().describe('Id of the transform.'),
    fixes: count().describe('Safe fixes that were pending.'),
    unsafeFixes: count().optional().describe('Further ones that need --unsafe.'),
  })).describe('By path and transform, one a line.'),
});

/** As JSON Schema: what editors check the file with. */
export function baselineJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(baselineSchema, { io: 'input' });
  return { $schema, title: 'Baseline of checkmod', description: 'Fixes that were pending when `checkmod baseline` wrote it: `checkmod run --check` fails on more.', ...rest };
}
