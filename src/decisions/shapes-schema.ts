import { z } from 'zod';

const text = z.string().min(1);

/** One decision about every fix of a shape, as the file keeps it. All but `shape` and the decision is for people. */
export const shapeRuleSchema = z.strictObject({
  shape: text.describe('Key of the shape, as `checkmod batch review --shapes` lists it.'),
  transform: text,
  before: z.string().describe('What the fix takes, with names, strings and numbers blanked.'),
  after: z.string().describe('What it puts there.'),
  decision: z.enum(['accepted', 'rejected']),
  reason: text.optional(),
  who: text.optional(),
  when: text.optional().describe('The day, as YYYY-MM-DD.'),
});

export const shapesSchema = z.strictObject({
  version: z.literal(1),
  rules: z.array(shapeRuleSchema),
});

export type ShapeRule = Readonly<z.infer<typeof shapeRuleSchema>>;

/** `.checkmod-batch/shapes.json` as plain data: what was decided by shape, for all repositories of a migration. */
export interface ShapesFile {
  readonly version: 1;
  readonly rules: readonly ShapeRule[];
}
