import { needsBuiltinGenerics } from '../../languages/python/version.ts';
import { dirOf, isAbove } from '../folders.ts';
import type { SourceText } from '../types.ts';

/** Where a repository says on which Python it runs, by the file that says it; each gives the minor version of 3. */
const SAID: readonly (readonly [file: RegExp, pattern: RegExp])[] = [
  [/(?:^|\/)pyproject\.toml$/, /^(?:requires-python|python)\s*=\s*["'][\^~>=\s]*3\.(\d+)|^target-version\s*=\s*\[?\s*["']py3(\d+)["']/gm],
  [/(?:^|\/)\.?ruff\.toml$/, /^target-version\s*=\s*["']py3(\d+)["']/gm],
  [/(?:^|\/)setup\.(?:cfg|py)$/, /\bpython_requires\s*=\s*["']?[\^~>=\s]*3\.(\d+)/g],
  [/(?:^|\/)Pipfile$/, /^python_(?:full_)?version\s*=\s*["']3\.(\d+)/gm],
  [/(?:^|\/)\.python-version$/, /^3\.(\d+)/gm],
  [/(?:^|\/)runtime\.txt$/, /^python-3\.(\d+)/gm],
  [/Dockerfile[\w.-]*$|(?:^|\/)Containerfile$/, /^FROM\s+(?:--\S+\s+)?\S*\bpython:3\.(\d+)/gim],
];

/** The lowest 3.x that a package is known to run on, as `x`; undefined where nothing says it. */
export function minorVersion(dir: string, files: Iterable<SourceText>, own: readonly string[]): number | undefined {
  const around = [...files].filter(({ path }) => isAbove(dirOf(path), dir));
  const said = SAID.flatMap(([file, pattern]) => around.filter(({ path }) => file.test(path))
    .flatMap(({ text }) => Array.from(text.matchAll(pattern), ([, ...minors]) => Number(minors.find((minor) => minor !== undefined)))));
  const lowest = said.length > 0 ? Math.min(...said) : undefined;
  return own.some(needsBuiltinGenerics) ? Math.max(9, lowest ?? 0) : lowest;
}
