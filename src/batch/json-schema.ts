import { z } from 'zod';
import type { JsonSchema } from '../config/json-schema.ts';
import { manifestSchema } from './schema.ts';

/** A manifest as JSON Schema: what editors complete and check it with. */
export function migrationJsonSchema(): JsonSchema {
  const { $schema, properties, ...rest } = z.toJSONSchema(manifestSchema, { io: 'input' }) as JsonSchema;
  return {
    $schema, title: 'Migration of checkmod batch', ...rest,
    properties: { $schema: { type: 'string', description: 'Where editors find this schema.' }, ...properties },
  };
}
