import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { UsageError } from '../errors.ts';
import { builtInIds, isPath } from '../registry.ts';
import { configSchema } from './schema.ts';
import type { Config } from './types.ts';

/** Checks a configuration as written. Throws `UsageError` about the first wrong key or value, with the nearest right one. */
export function checkConfig(written: unknown): Config {
  const value = withoutSchema(written);
  const result = configSchema.safeParse(value, { reportInput: true });
  if (!result.success) throw new UsageError(describe(result.error.issues[0]!));
  const config = result.data;
  const own = config.transforms?.some(isPath) ?? false;
  config.transforms?.forEach((id, i) => { if (!isPath(id)) checkId(id, `transforms[${i}]`); });
  // The id of a user's own transform is known only once it is loaded.
  if (!own) {
    for (const id of Object.keys(config.options ?? {})) checkId(id, 'options');
    for (const [item, ids] of Object.entries(config.checklist ?? {})) for (const id of ids) checkId(id, `checklist.${item}`);
  }
  return config;
}

/** Editors read `$schema`; checkmod does not. */
function withoutSchema(written: unknown): unknown {
  if (written === null || typeof written !== 'object' || Array.isArray(written)) return written;
  const { $schema: _, ...rest } = written as { readonly $schema?: unknown };
  return rest;
}

function checkId(id: string, where: string): void {
  const ids = builtInIds();
  if (!ids.includes(id)) throw new UsageError(`\`${where}\` names \`${id}\`, which is no transform${nearest(id, ids)}; \`checkmod list\` shows them all`);
}

function describe(issue: z.core.$ZodIssue): string {
  const where = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    return `there is no key \`${pathText([...issue.path, key])}\`${nearest(key, keysAt(issue.path))}`;
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return `\`${where}\` is ${shown(issue.input)}, which is none of ${values.join(', ')}${typeof issue.input === 'string' ? nearest(issue.input, values) : ''}`;
  }
  if (issue.path.length === 0) return 'the configuration must be a table of keys';
  if (issue.code === 'invalid_type') return `\`${where}\` is ${shown(issue.input)} and must be ${TYPES[issue.expected] ?? issue.expected}`;
  return `\`${where}\` is ${shown(issue.input)} and ${issue.message}`;
}

const TYPES: { readonly [type: string]: string } = {
  array: 'a list', object: 'a table of keys', record: 'a table of keys', string: 'a text', boolean: 'true or false', number: 'a number',
};

function nearest(word: string, words: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const near = words.find((each) => plain(each) === plain(word)) ?? (words.length > 0 ? closest(word, words) : undefined);
  if (near === undefined) return '';
  return distance(plain(word), plain(near)) <= word.length / 2 ? `; did you mean \`${near}\`?` : ` (there are ${words.join(', ')})`;
}

/** The keys that may stand at a path of the configuration. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema = configSchema as unknown as SchemaNode;
  for (const key of path) schema = inner(inner(schema).shape?.[String(key)] ?? schema);
  return Object.keys(inner(schema).shape ?? {});
}

interface SchemaNode {
  readonly shape?: { readonly [key: string]: SchemaNode };
  unwrap?(): SchemaNode;
}

function inner(schema: SchemaNode): SchemaNode {
  return schema.unwrap ? inner(schema.unwrap()) : schema;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
