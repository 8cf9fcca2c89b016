import { UsageError } from '../errors.ts';
import { builtInIds, isPath } from '../registry.ts';
import { describeIssue, nearest, worstOf } from './describe.ts';
import { configSchema } from './schema.ts';
import type { Config } from './types.ts';

/** Checks a configuration as written. Throws `UsageError` about the first wrong key or value, with the nearest right one. */
export function checkConfig(written: unknown): Config {
  const value = withoutSchema(written);
  const result = configSchema.safeParse(value, { reportInput: true });
  if (!result.success) throw new UsageError(describeIssue(worstOf(result.error.issues), configSchema, 'the configuration'));
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

/** Throws `UsageError` for an id that is no transform. */
export function checkId(id: string, where: string): void {
  const ids = builtInIds();
  if (!ids.includes(id)) throw new UsageError(`\`${where}\` names \`${id}\`, which is no transform${nearest(id, ids)}; \`checkmod list\` shows them all`);
}
