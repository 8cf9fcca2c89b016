import { moduleKey } from '../../languages/javascript/modules.ts';
import { isAbove } from '../folders.ts';
import { mostCommon } from '../python/counts.ts';
import type { FileOf } from './export-origin.ts';
import type { JavaScriptScan } from './scan.ts';

/**
 * What the aliases that files import by stand for, told from where their imports lead: `paths`, `imports`, `baseUrl` and
 * the customs of bundlers all show there. An alias nobody uses is no habit of the package.
 */
export function aliasesOf(dir: string, files: readonly string[], scans: ReadonlyMap<string, JavaScriptScan>, resolver: FileOf): { readonly [prefix: string]: string } {
  const targets = new Map<string, string[]>();
  for (const file of files) {
    for (const { specifier } of scans.get(file)!.imports) {
      if (specifier.startsWith('.')) continue;
      const target = resolver.file(specifier, file);
      // Another package of the workspace goes by its name, not by an alias.
      const found = target === undefined || !isAbove(dir, target) ? undefined : aliasIn(specifier, target);
      if (found) targets.set(found.prefix, [...(targets.get(found.prefix) ?? []), found.folder]);
    }
  }
  const prefixes = [...targets.keys()].sort();
  return Object.fromEntries(prefixes.map((prefix) => [prefix, mostCommon(targets.get(prefix)!)!]));
}

/** The alias that files go by more often than by `../`. */
export function usualAlias(files: readonly string[], scans: ReadonlyMap<string, JavaScriptScan>, aliases: { readonly [prefix: string]: string }): string | undefined {
  const prefixes = ['../', ...Object.keys(aliases).filter((prefix) => prefix.endsWith('/'))];
  const used = files.flatMap((file) => scans.get(file)!.imports.flatMap(({ specifier }) => prefixes.find((prefix) => specifier.startsWith(prefix)) ?? []));
  const usual = mostCommon(used);
  return usual === '../' ? undefined : usual;
}

/** `@/lib/db`, which is `src/lib/db.ts`: `@/` is `src/`. */
function aliasIn(specifier: string, target: string): { prefix: string; folder: string } | undefined {
  const path = moduleKey(target);
  for (let slash = specifier.indexOf('/'); slash > 0; slash = specifier.indexOf('/', slash + 1)) {
    const rest = moduleKey(specifier.slice(slash + 1));
    if (rest !== '' && (path === rest || path.endsWith(`/${rest}`))) return { prefix: specifier.slice(0, slash + 1), folder: path.slice(0, path.length - rest.length) };
  }
  return specifier.startsWith('#') ? { prefix: specifier, folder: target } : undefined;
}
