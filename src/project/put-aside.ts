import { dirOf, join } from './folders.ts';
import { isKeptFolder, type PathZone } from './paths.ts';

/** Names that some programs have for a part of theirs, which is told by a manifest of its own. */
const MAYBE_KEPT = /^(?:archive|_?backups?|_?old|[\w-]+[-_]snapshots?)$/i;

type Edges = ReadonlyMap<string, readonly { readonly to: string }[]>;

/**
 * The zones of files in folders of code that was put aside. A folder whose files anything outside of it imports
 * is part of the program, and so is one with a file that `isRun` by something else, such as a command or its path.
 */
export function putAside(paths: Iterable<string>, edges: Edges, packageDirs: ReadonlySet<string>, isRun: (path: string, folder: string) => boolean): ReadonlyMap<string, PathZone> {
  const candidates = [...paths].map((path) => ({ path, folders: foldersOf(path, packageDirs) })).filter(({ folders }) => folders.length > 0);
  const used = new Set(candidates.flatMap(({ path, folders }) => folders.filter((folder) => isRun(path, folder))));
  const within = new Map(candidates.map(({ path, folders }) => [path, folders]));
  for (const [from, targets] of edges) {
    for (const { to } of targets) for (const folder of within.get(to) ?? []) if (!from.startsWith(`${folder}/`)) used.add(folder);
  }
  const aside = new Map<string, PathZone>();
  for (const { path, folders } of candidates) {
    const folder = folders.find((each) => !used.has(each));
    if (folder !== undefined) aside.set(path, { zone: 'generated', reason: `in ${folder}/, which was put aside: nothing outside imports it` });
  }
  return aside;
}

/** The folders around a path that sound as if they were put aside, the outermost first. */
function foldersOf(path: string, packageDirs: ReadonlySet<string>): string[] {
  const found: string[] = [];
  let dir = '';
  for (const name of dirOf(path).split('/')) {
    dir = join(dir, name);
    if (isKeptFolder(name) || MAYBE_KEPT.test(name) && !packageDirs.has(dir)) found.push(dir);
  }
  return found;
}
