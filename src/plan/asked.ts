import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { matchItems } from '../checklist/match.ts';
import { judge, type Judged } from '../checklist/verdict.ts';
import type { Facts, Taking } from '../checklist/standing.ts';
import type { Recognised } from '../checklist/types.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/types.ts';
import type { Root } from '../engine/git.ts';
import { listFiles } from '../engine/walk.ts';
import { builtInIds, findTransforms, isPath } from '../registry.ts';
import { runWithFacts, type RunOptions } from '../run.ts';
import type { Transform } from '../transform.ts';
import type { ChecklistFile } from './read-checklist.ts';

/** What the items of a checklist ask for. */
export interface Asked {
  readonly file: ChecklistFile;
  readonly recognised: readonly Recognised[];
  /** Every transform that an item asks for, with the name a run takes it by. */
  readonly transforms: readonly { readonly transform: Transform; readonly name: string }[];
  /** Those that further items want looked at only. */
  readonly verified: readonly { readonly transform: Transform; readonly name: string }[];
}

/** Matches the items of a checklist to the built-in transforms and those of the project's own. Throws `UsageError` for an id that is none. */
export async function askedBy(file: ChecklistFile, root: Root, cwd: string, given: Config | undefined): Promise<Asked> {
  const { config, folder } = given ? { config: given, folder: cwd } : await loadConfig(root.path, cwd);
  const names = [...builtInIds(), ...(config.transforms ?? []).filter(isPath).map((name) => resolve(folder, name))];
  const transforms = await findTransforms(names, cwd);
  const recognised = matchItems(file.checklist.items, transforms, { mapping: config.checklist ?? {} });
  const asked = new Set(recognised.flatMap((each) => each.transforms.map(({ transform }) => transform)));
  const verified = new Set(recognised.flatMap(({ verifies = [] }) => verifies));
  const named = transforms.map((transform, i) => ({ transform, name: names[i]! }));
  return {
    file, recognised,
    transforms: named.filter(({ transform: { id } }) => asked.has(id)), verified: named.filter(({ transform: { id } }) => verified.has(id) && !asked.has(id)),
  };
}

/** Looks at a repository with everything that is asked for, writes nothing, and gives a way to judge the items by what it found. */
export async function lookAt(
  { file, recognised, transforms: asked, verified }: Asked, root: Root, options: Pick<RunOptions, 'paths' | 'cwd' | 'config' | 'unsafe' | 'zones' | 'onEvent' | 'signal'>,
): Promise<(taking?: Taking) => Judged[]> {
  const { paths } = await listFiles(root);
  const transforms = [...asked, ...verified];
  const facts: Facts = transforms.length === 0 ? { files: [], findings: [], packages: [], programs: [], right: {}, servedFiles: 0, about: {}, packageOf: () => '', paths }
    : { ...await found(transforms.map(({ name }) => name), options), paths };
  return (taking) => judge(file.checklist, recognised, transforms.map(({ transform }) => transform), facts, taking);
}

async function found(transforms: readonly string[], options: RunOptions): Promise<Omit<Facts, 'paths'>> {
  const { report, repository } = await runWithFacts({ ...options, transforms });
  const { findings, about, packageOf, programs, right, servedFiles } = repository;
  return { files: report.files, findings, about, packageOf, programs, right, servedFiles, packages: repository.packages.filter(isWithin(report.root, options)) };
}

/** The packages that the paths lie in or hold. */
function isWithin(root: string, { paths = [], cwd = process.cwd() }: RunOptions): (each: { readonly dir: string }) => boolean {
  const places = paths.map((path) => `${realpathSync(resolve(cwd, path))}/`);
  return ({ dir }) => places.length === 0 || places.some((place) => {
    const own = `${resolve(root, dir)}/`;
    return own.startsWith(place) || place.startsWith(own);
  });
}
