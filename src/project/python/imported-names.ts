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

/** Names of a file that others import, `from shop import pay`, or read from it, `shop.pay`. */
export function importedNames(path: string, importers: Importers, texts: ReadonlyMap<string, string>): string[] {
  const names = new Set<string>();
  for (const { from, edge } of importers.get(path) ?? []) {
    for (const name of edge.names ?? []) names.add(name);
    if (edge.as === undefined) continue;
    const attribute = new RegExp(`\\b${edge.as.replaceAll('.', '\\.')}\\.(\\w+)`, 'g');
    for (const match of texts.get(from)!.matchAll(attribute)) names.add(match[1]!);
  }
  return [...names].sort();
}
