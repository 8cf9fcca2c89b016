/**
 * Files reached from `roots`, each with the file it was first reached from (a root has none). Breadth first, so that
 * the way back from a file is a shortest one.
 */
export function reach(
  roots: Iterable<string>,
  next: (path: string) => Iterable<string>,
): ReadonlyMap<string, string | undefined> {
  const from = new Map<string, string | undefined>();
  for (const root of roots) from.set(root, undefined);
  // A Map hands out what is added while it is walked, so it is its own queue.
  for (const path of from.keys()) {
    for (const to of next(path)) if (!from.has(to)) from.set(to, path);
  }
  return from;
}

/** The root a reached file hangs from. */
export function rootOf(path: string, from: ReadonlyMap<string, string | undefined>): string {
  let root = path;
  for (let before = from.get(root); before !== undefined; before = from.get(root)) root = before;
  return root;
}
