import { z } from 'zod';
import { decisionsSchema } from './schema.ts';

/** The decisions file as JSON Schema, for editors and for whoever writes such a file. */
export function decisionsJsonSchema(): Record<string, unknown> {
  const { $schema, properties, ...rest } = z.toJSONSchema(decisionsSchema, { io: 'input' }) as Record<string, unknown>;
  return {
    $schema, title: 'Decisions of checkmod', description: 'What was decided about the fixes of a repository; `checkmod review` writes it and `checkmod run --decisions` replays it.', ...rest,
    properties: { $schema: { type: 'string', description: 'Where editors find this schema.' }, ...(properties as object) },
  };
}
