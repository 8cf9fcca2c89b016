import type { Edge } from './graph.ts';

/** Edges that lead to each file, with the file they come from. */
export type Importers = ReadonlyMap<string, readonly { readonly from: string; readonly edge: Edge }[]>;

export function importersIn(edges: ReadonlyMap<string, readonly Edge[]>): Importers {
  const importers = new Map<string, { from: string; edge: Edge }[]>();
  for (const [from, list] of edges) {
    for (const edge of list) {
      const known = importers.get(edge.to);
      if (known) known.push({ from, edge });
      else importers.set(edge.to, [{ from, edge }]);
    }
  }
  return importers;
}

/**
 * Names of a file that others import and use, `{ pay } from './shop'`, hand on, or read from the whole of it, `shop.pay`.
 * Where all they import lies idle there is one empty name: nobody runs the file for itself either.
 */
export function importedNames(path: string, importers: Importers, texts: ReadonlyMap<string, string>): string[] {
  return [...namesTaken(path, importers, texts, new Set([path]))].sort();
}

/** `seen` are files that hand each other on, so that a round of them ends. */
function namesTaken(path: string, importers: Importers, texts: ReadonlyMap<string, string>, seen: Set<string>): Set<string> {
  const taken = new Set<string>();
  for (const { from, edge } of importers.get(path) ?? []) {
    for (const { name, as } of edge.names) {
      if (name !== '*') taken.add(edge.kind === 'export' || isRead(as, texts.get(from)!) ? name : '');
      if (as === '*' && !seen.has(from)) for (const handedOn of namesTaken(from, importers, texts, seen.add(from))) taken.add(handedOn);
      if ((name === '*' || name === 'default') && as !== '*') for (const member of membersRead(as, texts.get(from)!)) taken.add(member);
    }
  }
  return taken;
}

/** Members that a file reads of a name: `pay` for `shop.pay` and `shop?.pay`. */
function membersRead(name: string, text: string): string[] {
  return Array.from(text.matchAll(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*\\??\\.\\s*([\\w$]+)`, 'g')), (match) => match[1]!);
}

/** Whether a name stands in a file beside the import that brings it. */
function isRead(name: string, text: string): boolean {
  return Array.from(text.matchAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))).length > 1;
}
