import { isJavaScript } from '../../src/project/javascript/facts.ts';
import { isProjectFile } from '../../src/project/files.ts';
import { projectFacts, type FactOptions, type ProjectFacts } from '../../src/project/facts.ts';

/** The facts of a repository given as texts by path. */
export function factsOf(files: { readonly [path: string]: string }, options?: FactOptions): ProjectFacts {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  return projectFacts(
    all.filter(({ path }) => path.endsWith('.py') || isJavaScript(path)),
    all.filter(({ path }) => isProjectFile(path)),
    all.map(({ path }) => path),
    options,
  );
}

/** The zone of every source file. */
export function zonesOf(files: { readonly [path: string]: string }, options?: FactOptions): { [path: string]: string } {
  const facts = factsOf(files, options);
  const sources = Object.keys(files).filter((path) => path.endsWith('.py') || isJavaScript(path));
  return Object.fromEntries(sources.map((path) => [path, facts.zoneOf(path).zone]));
}
