import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInIds, findTransforms, isPath } from '../registry.ts';
import type { About } from '../reporters/types.ts';
import { packageFolder } from './package.ts';

/** What transforms say of themselves, by id: built-in ones, and a user's own as far as they were named. */
export async function aboutTransforms(ids: readonly string[], named: readonly string[] = []): Promise<ReadonlyMap<string, About>> {
  const names = [...named.filter(isPath), ...builtInIds().filter((id) => ids.includes(id))];
  const transforms = await findTransforms(names, process.cwd());
  return new Map(transforms.map(({ id, title, why }, i) => {
    const help = readmeOf(names[i]!);
    return [id, { title, why, ...(help !== undefined && { help }) }];
  }));
}

/** The page of a transform, by its id or the path of its folder. */
export function readmeOf(name: string): string | undefined {
  const path = join(isPath(name) ? name : join(packageFolder(), 'transforms', name), 'README.md');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
