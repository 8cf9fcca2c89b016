import { z } from 'zod';

const text = z.string().min(1);

/** One decision, as the file keeps it. `site`, `transform`, `path` and `scope` say which place; the last three for people. */
export const decidedSchema = z.strictObject({
  site: text.describe('Id of the place, as reports have it.'),
  transform: text,
  path: text.describe('Relative to the root, with forward slashes.'),
  scope: z.string().describe('Function or class the place is in; empty at module level.'),
  decision: z.enum(['accepted', 'rejected']),
  reason: text.optional(),
  text: z.string().optional().describe('With `accepted`: what the place becomes instead of what checkmod proposed.'),
  ignore: z.literal(true).optional().describe('With `rejected`: a `checkmod-ignore` comment keeps the place in the code.'),
  written: z.literal(true).optional().describe('It was carried out; the place may be gone since.'),
  fingerprint: text.describe('Finds the place again when its id is gone: after a formatter, a move or a rename.'),
  who: text.optional(),
  when: text.optional().describe('The day, as YYYY-MM-DD.'),
});

export const decisionsSchema = z.strictObject({
  version: z.literal(1),
  decisions: z.array(decidedSchema),
});

export type Decided = Readonly<z.infer<typeof decidedSchema>>;

/** `.checkmod/decisions.json` as plain data. */
export interface DecisionsFile {
  readonly version: 1;
  readonly decisions: readonly Decided[];
}
