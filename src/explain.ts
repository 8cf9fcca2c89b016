import { realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { loadConfig } from './config/load.ts';
import { findRoot, type Root } from './engine/git.ts';
import { looksAt, ruleOf } from './engine/find-sites.ts';
import { readForScan } from './engine/scan.ts';
import { inChunks, listFiles } from './engine/walk.ts';
import { UsageError } from './errors.ts';
import { languageOf } from './languages/index.ts';
import { projectFacts } from './project/facts.ts';
import { isProjectFile } from './project/files.ts';
import { builtInIds, isPath, loadTransforms } from './registry.ts';
import { runWithFacts } from './run.ts';
import type { Site, Zone } from './types.ts';

/** What checkmod makes of a file. */
export interface Explanation {
  /** POSIX, relative to the root. */
  readonly path: string;
  readonly lines: number;
  readonly zone: Zone;
  readonly zoneReason: string;
  /** Why the file is not looked at whatever the transforms are; absent when it is. */
  readonly skipped?: string;
  readonly rules: readonly RuleView[];
}

export interface RuleView {
  readonly transform: string;
  /** It only looks: nothing of it is worth a word where it sees nothing. */
  readonly isCheck: boolean;
  /** Whether the file's text holds what the rule looks for at all. */
  readonly hits: boolean;
  /** Whether a run looks at files of this zone for this transform. */
  readonly looksAtZone: boolean;
  /** What it says, or would say if it looked at this zone. */
  readonly sites: readonly Site[];
}

/** Looks at one file as a run would, with every transform. Throws `UsageError` for a file that checkmod does not read. */
export async function explain(file: string, cwd: string = process.cwd()): Promise<Explanation> {
  const root = await findRoot([file], cwd);
  const path = relative(root.path, realpathSync(resolve(cwd, file))).split(sep).join('/');
  const language = languageOf(path);
  if (!language) throw new UsageError(`checkmod does not read files such as ${file}`);
  const { paths } = await listFiles(root);
  if (!paths.includes(path)) throw new UsageError(`${file} is not looked at: git ignores it, or it lies in a folder of other people's code`);
  const { config, folder } = await loadConfig(root.path, cwd);
  const own = (config.transforms ?? []).filter(isPath).map((name) => resolve(folder, name));
  const names = [...builtInIds(), ...own];
  const { zone, reason } = await zoneIn(root, paths, path, config.zoneOverrides ?? {});
  const text = await readForScan(join(root.path, path));
  const { report: { files } } = await runWithFacts({ paths: [join(root.path, path)], cwd, transforms: names, zones: [zone] });
  const report = files.find((each) => each.path === path);
  return {
    path, zone, zoneReason: reason, lines: text.split('\n').length,
    ...(report?.status === 'skipped' && { skipped: report.reason ?? 'skipped' }),
    rules: (await loadTransforms(names, cwd, [language.id])).map((transform) => ({
      transform: transform.id,
      isCheck: transform.check !== undefined,
      hits: ruleOf(transform, language)?.prefilter.test(text) ?? false,
      looksAtZone: looksAt(transform, { zones: config.zones ?? [] }, zone),
      sites: (report?.sites ?? []).filter((site) => site.transform === transform.id),
    })),
  };
}

async function zoneIn(root: Root, paths: readonly string[], path: string, zones: { readonly [glob: string]: Zone }) {
  const read = (wanted: readonly string[]) => inChunks(wanted, async (each) => ({ path: each, text: await readForScan(join(root.path, each)) }));
  const facts = projectFacts(await read(paths.filter(languageOf)), await read(paths.filter(isProjectFile)), paths, { zones });
  return facts.zoneOf(path);
}
