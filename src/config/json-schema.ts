import { z } from 'zod';
import { configSchema } from './schema.ts';

/** The part of JSON Schema that a configuration needs. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: { readonly [key: string]: JsonSchema };
  readonly [keyword: string]: unknown;
}

/** The configuration as JSON Schema: what editors complete and check a configuration with. */
export function configJsonSchema(): JsonSchema {
  const { $schema, properties, ...rest } = z.toJSONSchema(configSchema, { io: 'input' }) as JsonSchema;
  return {
    $schema, title: 'Configuration of checkmod', ...rest,
    properties: { $schema: { type: 'string', description: 'Where editors find this schema.' }, ...properties },
  };
}
