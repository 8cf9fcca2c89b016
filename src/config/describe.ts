import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';

/** Says what is wrong with a value that was written, by zod's first issue about it, with the nearest right key or value. */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType, whole: string): string {
  if (issue.code === 'invalid_union') {
    const inner = meant(issue);
    if (inner) return describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, schema, whole);
  }
  const where = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    return `there is no key \`${pathText([...issue.path, key])}\`${nearest(key, keysAt(issue.path, schema))}`;
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return `\`${where}\` is ${shown(issue.input)}, which is none of ${values.join(', ')}${typeof issue.input === 'string' ? nearest(issue.input, values) : ''}`;
  }
  if (issue.path.length === 0) return `${whole} must be a table of keys`;
  if (issue.code === 'invalid_type') return `\`${where}\` is ${shown(issue.input)} and must be ${TYPES[issue.expected] ?? issue.expected}`;
  return `\`${where}\` is ${shown(issue.input)} and ${issue.message}`;
}

const TYPES: { readonly [type: string]: string } = {
  array: 'a list', object: 'a table of keys', record: 'a table of keys', string: 'a text', boolean: 'true or false', number: 'a number',
};

export function nearest(word: string, words: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const near = words.find((each) => plain(each) === plain(word)) ?? (words.length > 0 ? closest(word, words) : undefined);
  if (near === undefined) return '';
  return distance(plain(word), plain(near)) <= word.length / 2 ? `; did you mean \`${near}\`?` : ` (there are ${words.join(', ')})`;
}

/** Where a text or a table may stand: what is wrong by the form that was written. */
export function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue | undefined {
  if (issue.code !== 'invalid_union') return undefined;
  const issues = issue.errors.find(([first]) => first && !(first.code === 'invalid_type' && first.path.length === 0));
  return issues && worstOf(issues);
}

/** A wrong key before all others: what is missing is often what the wrong key was to be. */
export function worstOf(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
}

/** The keys that may stand at a path of what is written. */
function keysAt(path: readonly PropertyKey[], whole: z.ZodType): string[] {
  let schema = table(whole as unknown as SchemaNode);
  for (const key of path) schema = table(schema.shape?.[String(key)] ?? schema.element ?? schema);
  return Object.keys(schema.shape ?? {});
}

interface SchemaNode {
  readonly shape?: { readonly [key: string]: SchemaNode };
  readonly element?: SchemaNode;
  readonly options?: readonly SchemaNode[];
  unwrap?(): SchemaNode;
}

/** The form of a schema that has keys or elements. */
function table(schema: SchemaNode): SchemaNode {
  if (schema.element || schema.shape) return schema;
  const options = schema.options?.map((option) => (typeof option === 'object' ? table(option) : option));
  return options?.find((option) => option.shape) ?? (schema.unwrap ? table(schema.unwrap()) : schema);
}

export function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
