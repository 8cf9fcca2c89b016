import type { SourceText } from '../types.ts';

const REQUIREMENTS = /(?:^|\/)requirements[\w.-]*\.txt$|(?:^|\/)requirements\/[\w-]+\.txt$/;
const TABLE = /(?:dependencies|dev-dependencies|packages|optional-dependencies|dependency-groups)/;

/** Import names that the manifests declare, as far as a package is imported by the name it is installed by. */
export function declaredNames(files: readonly SourceText[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, text } of files) {
    if (REQUIREMENTS.test(path)) addLines(text, names);
    else if (/(?:^|\/)(?:pyproject\.toml|Pipfile|setup\.cfg)$/.test(path)) addManifest(text, names);
  }
  return names;
}

function addLines(text: string, names: Set<string>): void {
  for (const match of text.matchAll(/^[ \t]*([A-Za-z][\w.-]*)/gm)) names.add(importName(match[1]!));
}

/** Quoted requirements (`"redis>=5"`) and keys of dependency tables (`redis = "^5"`). */
function addManifest(text: string, names: Set<string>): void {
  let inTable = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) inTable = TABLE.test(line);
    const key = /^[ \t]*"?([A-Za-z][\w-]*)"?[ \t]*=/.exec(line)?.[1];
    if (inTable && key) names.add(importName(key));
    const quoted = /^[ \t]*["']?([A-Za-z][\w.-]*)(?:\[[\w,-]+\])?[ \t]*[=<>~!]=?[ \t]*\d[^"']*["']?,?[ \t]*$/.exec(line)?.[1];
    if (quoted) names.add(importName(quoted));
    for (const match of line.matchAll(/["']([A-Za-z][\w.-]*)(?:\[[\w,-]+\])?[ \t]*[<>~!=]=/g)) names.add(importName(match[1]!));
  }
}

function importName(requirement: string): string {
  return requirement.toLowerCase().replace(/[-.]/g, '_');
}
