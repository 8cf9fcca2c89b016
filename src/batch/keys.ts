import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPath } from '../registry.ts';
import { isBeside } from './place.ts';
import { hashOf } from './read-manifest.ts';
import { newsOf, type Reviewed } from './reviewed.ts';
import type { Target } from './targets.ts';

/** What a plan, and a branch, depend on beside the commit they start from: where it is the same, they need not be made again. */
export function keysOf({ settings }: Target, from: string, version: string, reviewed: Reviewed): { readonly plan: string; readonly apply: string } {
  const { transforms, checklist, decisions, unsafe, zones, include, exclude, config, base, limits, branch, commit, setup, verify } = settings;
  const files = [...(transforms ?? []).filter(isPath), ...[checklist, decisions].filter((name) => name !== undefined).filter(isBeside)].map((name) => contentsOf(resolve(from, name)));
  const plan = hashOf([version, transforms, checklist, decisions, unsafe, zones, include, exclude, config, base, limits?.changedFiles, files, newsOf(reviewed)]);
  return { plan, apply: hashOf([plan, branch, commit, setup, verify]) };
}

/** The texts of a file, or of a folder such as that of a transform of one's own. */
function contentsOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [readFileSync(path, 'utf8')];
  return readdirSync(path, { withFileTypes: true }).filter(({ name }) => name !== 'node_modules').sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() || entry.isFile() ? [entry.name, ...contentsOf(join(path, entry.name))] : []));
}
