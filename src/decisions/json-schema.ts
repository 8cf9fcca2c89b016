import { z } from 'zod';
import { decisionsSchema } from './schema.ts';
import { shapesSchema } from './shapes-schema.ts';

/** The decisions file as JSON Schema, for editors and for whoever writes such a file. */
export function decisionsJsonSchema(): Record<string, unknown> {
  return described(decisionsSchema, 'Decisions of checkmod', 'What was decided about the fixes of a repository; `checkmod review` writes it and `checkmod run --decisions` replays it.');
}

/** The decisions by shape as JSON Schema. */
export function shapesJsonSchema(): Record<string, unknown> {
  return described(shapesSchema, 'Decisions of checkmod batch by shape', 'What was decided about all fixes of a shape, in every repository of a migration; `checkmod batch review` writes it and `checkmod batch apply` goes by it.');
}

function described(schema: z.ZodType, title: string, description: string): Record<string, unknown> {
  const { $schema, properties, ...rest } = z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;
  return {
    $schema, title, description, ...rest,
    properties: { $schema: { type: 'string', description: 'Where editors find this schema.' }, ...(properties as object) },
  };
}
