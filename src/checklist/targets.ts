import picomatch from 'picomatch';
import type { Reference } from './types.ts';

/** A place that something was found at. */
interface Spot {
  readonly path: string;
  readonly line?: number;
}

/** Lines of a file that an item names, with the files of the repository it means. */
export interface Target {
  readonly reference: Reference;
  /** Empty when there is no such file. */
  readonly paths: readonly string[];
}

/**
 * Finds what an item names among the paths of a repository: the path itself, a folder, a glob, or the end of a path,
 * since a list that lies in `backend/docs` says `api/main.py` for `backend/api/main.py`.
 */
export function targetsOf(references: readonly Reference[], paths: readonly string[]): Target[] {
  return references.map((reference) => ({ reference, paths: pathsOf(reference.path.replace(/^\.?\//, ''), paths) }));
}

function pathsOf(name: string, paths: readonly string[]): string[] {
  if (/[*?{[]/.test(name)) {
    const isMatch = picomatch([name, `**/${name}`], { dot: true });
    return paths.filter((path) => isMatch(path));
  }
  if (paths.includes(name)) return [name];
  const folder = `${name.replace(/\/$/, '')}/`;
  const attempts: readonly ((path: string) => boolean)[] = [
    (path) => path.startsWith(folder),
    (path) => path.endsWith(`/${name}`),
    (path) => path.includes(`/${folder}`),
  ];
  for (const isMeant of attempts) {
    const found = paths.filter(isMeant);
    if (found.length > 0) return found;
  }
  return [];
}

/** The reference as an item writes it. */
export function referenceText({ path, from, to }: Reference): string {
  return `\`${path}${from === undefined ? '' : `:${from}${to === undefined || to === from ? '' : `-${to}`}`}\``;
}

/** The spots that an item names. Where the lines it names hold none, the code has moved: the nearest spot of the file is meant. */
export function namedSpots<S extends Spot>(targets: readonly Target[], spots: readonly S[]): Set<S> {
  return new Set(targets.flatMap((target) => {
    const inFile = spots.filter(({ path }) => target.paths.includes(path));
    const onLines = inFile.filter((spot) => distanceTo(target.reference, spot) === 0);
    return onLines.length > 0 ? onLines : nearest(target.reference, inFile);
  }));
}

/** What an item says of places that is no longer so, in sentences. */
export function staleReferences(targets: readonly Target[], spots: readonly Spot[]): string[] {
  return targets.flatMap(({ reference, paths }) => {
    const name = referenceText(reference);
    if (paths.length === 0) return looksLikeFile(reference.path) ? [`${name}, which it names, is not in the repository`] : [];
    if (reference.from === undefined) return [];
    const inFile = spots.filter(({ path }) => paths.includes(path));
    const [near] = nearest(reference, inFile);
    if (!near || distanceTo(reference, near) === 0) return [];
    return [`it names ${name}; the nearest place is at line ${near.line} now`];
  });
}

/** A route such as `/api/client/reset` is no file that is missing. */
function looksLikeFile(path: string): boolean {
  return /[^/]\.\w{1,6}$/.test(path) && !/[*?{[]/.test(path);
}

function nearest<S extends Spot>(reference: Reference, spots: readonly S[]): S[] {
  const [first] = spots.filter(({ line }) => line !== undefined).sort((a, b) => distanceTo(reference, a) - distanceTo(reference, b));
  return first ? [first] : [];
}

function distanceTo({ from, to = from }: Reference, { line }: Spot): number {
  if (from === undefined) return 0;
  if (line === undefined) return Infinity;
  return Math.max(from - line, line - to!, 0);
}
