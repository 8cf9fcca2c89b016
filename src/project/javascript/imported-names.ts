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

/** Names of a file that others import, `{ pay } from './shop'`, hand on, or read from the whole of it, `shop.pay`. */
export function importedNames(path: string, importers: Importers, texts: ReadonlyMap<string, string>): string[] {
  const names = new Set<string>();
  for (const { from, edge } of importers.get(path) ?? []) {
    for (const { name, as } of edge.names) {
      if (name !== '*') names.add(name);
      if (as === '*') for (const handedOn of importedNames(from, withoutPath(importers, path), texts)) names.add(handedOn);
      if ((name !== '*' && name !== 'default') || !/^[\w$]+$/.test(as)) continue;
      const member = new RegExp(`(?<![\\w$.])${as.replaceAll('$', '\\$')}\\s*\\??\\.\\s*([\\w$]+)`, 'g');
      for (const match of texts.get(from)!.matchAll(member)) names.add(match[1]!);
    }
  }
  return [...names].sort();
}

/** The importers without those of one file, so that two files that hand each other on do not go round for ever. */
function withoutPath(importers: Importers, path: string): Importers {
  return new Map([...importers].filter(([to]) => to !== path));
}
