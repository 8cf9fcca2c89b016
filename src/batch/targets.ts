import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import { hostedAt } from './hosts/address.ts';
import { openHosts, type Hosts } from './hosts/open-hosts.ts';
import { owned } from './hosts/owned.ts';
import type { Manifest, RepositoryEntry, Settings } from './manifest.ts';
import { isUrl, protocolsOf, withoutCredentials } from './url.ts';

/** A repository of a migration, with all that is asked for it. */
export interface Target {
  /** Name of its files in the work folder. */
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  readonly source: Source;
  readonly settings: Settings & { readonly branch: string };
}

/** A remote, or a folder of this machine: a repository with a work tree, or a bare one, which is a remote as well. */
export type Source = { readonly url: string } | { readonly path: string };

/** An entry, and how much it says itself: one with settings of its own stands for one that a glob or an organisation has. */
interface Found {
  readonly entry: RepositoryEntry;
  readonly says: number;
}

/** The repositories of a manifest in its order, each once: globs, lists of files, organisations and groups are looked up. Throws `UsageError`. */
export async function targetsOf(manifest: Manifest, folder: string, hosts: Hosts = openHosts({ hosts: manifest.hosts })): Promise<Target[]> {
  const { repositories, concurrency: _, hosts: __, ...common } = manifest;
  const left = repositories.filter((entry): entry is string => typeof entry === 'string' && entry.startsWith('!')).map((glob) => glob.slice(1));
  const found = (await Promise.all(repositories.map(async (entry) => {
    if (typeof entry === 'string') return (await named(entry, folder)).map((each) => ({ entry: each, says: 1 }));
    const isOwner = entry.organization !== undefined || entry.group !== undefined;
    return isOwner ? (await owned(entry, hosts)).map((each) => ({ entry: each, says: 0 })) : [{ entry, says: Object.keys(entry).length }];
  }))).flat();
  const isLeftOut = left.length > 0 ? picomatch(left.map((glob) => slashed(relative(folder, resolve(folder, glob)))), { dot: true }) : () => false;
  const byPlace = new Map<string, Found>();
  for (const each of found) {
    const { entry, says } = each;
    if (entry.path !== undefined && isLeftOut(slashed(relative(folder, resolve(folder, entry.path))))) continue;
    const place = samePlace(placeOf(entry, folder), hosts);
    const known = byPlace.get(place);
    if (known && known.says > 1 && says > 1) throw new UsageError(`the manifest has two entries for ${withoutCredentials(place)}; keep one of them`);
    if (!known || says > known.says) byPlace.set(place, each);
  }
  if (byPlace.size === 0) throw new UsageError('the manifest names no repository: its globs match no folder');
  return withNames([...byPlace.values()].map(({ entry }) => ({ place: placeOf(entry, folder), entry }))).map(({ place, entry, name }) => ({
    id: idOf(place), name, source: entry.url === undefined ? { path: place } : { url: entry.url }, settings: merged(common, entry),
  }));
}

/** What one text of the list stands for. */
async function named(text: string, folder: string): Promise<RepositoryEntry[]> {
  if (text.startsWith('!')) return [];
  if (isUrl(text)) return [{ url: text }];
  const path = resolve(folder, text);
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isFile()) return (await Promise.all(linesOf(path).map((line) => listed(line, path)))).flat();
  if (kind || !/[*?[{]/.test(text)) return [{ path: text }];
  const { globby } = await import('globby');
  const found = await globby(slashed(text), { cwd: folder, onlyDirectories: true, expandDirectories: false, markDirectories: false, followSymbolicLinks: false });
  return found.sort().map((each) => ({ path: each }));
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** A line of a file of repositories; paths in it are relative to that file. */
async function listed(line: string, file: string): Promise<RepositoryEntry[]> {
  if (isUrl(line) && !protocolsOf(line)) throw new UsageError(`${file}: \`${line}\` is no URL that checkmod reaches; it takes https, http, ssh, git and file, and user@host:path`);
  if (statSync(resolve(dirname(file), line), { throwIfNoEntry: false })?.isFile()) throw new UsageError(`${file}: \`${line}\` is a file, and a list in a list is not read`);
  return (await named(line, dirname(file))).map((entry) => (entry.path === undefined ? entry : { path: resolve(dirname(file), entry.path) }));
}

function placeOf({ url, path }: RepositoryEntry, folder: string): string {
  return url ?? resolve(folder, path!);
}

/** The same for the ways to write a clone URL of a host. */
function samePlace(place: string, { settings }: Hosts): string {
  const hosted = isUrl(place) ? hostedAt(place, settings) : undefined;
  return hosted ? `${hosted.address.name}/${hosted.path}`.toLowerCase() : place;
}

function merged(common: Settings, { url: _, path: __, name: ___, ...own }: RepositoryEntry): Target['settings'] {
  const { transforms, checklist, ...rest } = common;
  const work = own.transforms || own.checklist !== undefined ? {} : { ...(transforms && { transforms }), ...(checklist !== undefined && { checklist }) };
  const both = <K extends 'commit' | 'limits' | 'pullRequest'>(key: K) => (common[key] && own[key] ? { [key]: { ...common[key], ...own[key] } } : {});
  return { ...rest, ...work, ...own, ...both('commit'), ...both('limits'), ...both('pullRequest') } as Target['settings'];
}

/** A name that a file may have, and that differs where the places do. */
function idOf(place: string): string {
  return `${shortName(place).replace(/[^\w.-]+/g, '-').replace(/^[.-]+/, '').slice(0, 60) || 'repository'}-${createHash('sha256').update(place).digest('hex').slice(0, 8)}`;
}

function shortName(place: string): string {
  return basename(place.replace(/[/\\]+$/, '').replace(/\.git$/, '').replace(/^[^/]*:(?=[^/])/, ''));
}

/** As short as tells them apart: the last part of the place, else the last two, else all of it. */
function withNames(found: readonly { readonly place: string; readonly entry: RepositoryEntry }[]): { place: string; entry: RepositoryEntry; name: string }[] {
  const wishes = found.map(({ place, entry }) => (entry.name !== undefined ? [entry.name] : [shortName(place), place.replace(/\.git$/, '').split(/[/\\:]/).filter(Boolean).slice(-2).join('/'), withoutCredentials(place)]));
  const isOnce = (name: string, level: number) => wishes.filter((names) => names[Math.min(level, names.length - 1)] === name).length === 1;
  return found.map((each, i) => ({ ...each, name: wishes[i]!.find(isOnce) ?? wishes[i]!.at(-1)! }));
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
