import { languageOf } from '../languages/index.ts';
import type { RepositoryPackage } from '../languages/types.ts';
import type { ProjectFacts } from '../project/facts.ts';
import { isAboutRepository } from '../project/files.ts';
import { nearestPackage } from '../project/packages.ts';
import { roleFrom } from '../project/serving.ts';
import type { SourceText } from '../project/types.ts';
import type { LoadedTransform } from '../transform.ts';
import type { PackageInFacts, RepositoryFacts } from '../types.ts';

export interface RepositoryQuestion {
  readonly transforms: readonly LoadedTransform[];
  readonly paths: readonly string[];
  readonly sources: readonly SourceText[];
  readonly facts: ProjectFacts;
  read(paths: readonly string[]): Promise<SourceText[]>;
}

interface PackageSources {
  readonly package: RepositoryPackage;
  /** Its server and library code. */
  readonly served: readonly SourceText[];
  readonly role: PackageInFacts['role'];
}

/** What the transforms say about the repository as a whole, and what it has that they are about. */
export async function repositoryFacts({ transforms, paths, sources, facts, read }: RepositoryQuestion): Promise<RepositoryFacts> {
  const packages = packagesOf(sources, facts);
  const asking = transforms.filter(({ repository }) => repository);
  const files = asking.length > 0 ? await read(paths.filter(isAboutRepository)) : [];
  const view = { paths, files, packages: packages.map((each) => each.package) };
  const dirs = new Set(['', ...packages.map((each) => each.package.dir)]);
  return {
    paths,
    findings: asking.flatMap((transform) => Array.from(transform.repository!(view), (finding) => ({ ...finding, transform: transform.id }))),
    packages: packages.map(({ package: { dir, language, serverFiles }, role }) => ({ dir, language, serverFiles, role })),
    programs: facts.programs(),
    about: Object.fromEntries(transforms.map(({ id, about }) => [id, dirsWith(about, packages)])),
    right: Object.fromEntries(transforms.map(({ id, right }) => [id, placesOf(right, packages)])),
    servedFiles: packages.reduce((sum, { served }) => sum + served.length, 0),
    packageOf: (path) => (languageOf(path) ? facts.packageOf(path).dir : nearestPackage(path, dirs)),
  };
}

/** The packages that hold source code, by folder and language. */
function packagesOf(sources: readonly SourceText[], facts: ProjectFacts): PackageSources[] {
  const found = new Map<string, SourceText[]>();
  for (const source of sources) {
    const key = `${facts.packageOf(source.path).dir}\0${languageOf(source.path)!.id}`;
    const own = found.get(key);
    if (own) own.push(source);
    else found.set(key, [source]);
  }
  return [...found.keys()].sort().map((key) => {
    const own = found.get(key)!;
    const inZone = (...zones: string[]) => own.filter(({ path }) => zones.includes(facts.zoneOf(path).zone));
    const served = inZone('server', 'library');
    return {
      package: {
        ...facts.packageOf(own[0]!.path), language: languageOf(own[0]!.path)!.id, serverFiles: inZone('server').length,
        envNames: [...new Set(served.flatMap(({ path }) => facts.envNames(path)))],
      },
      served,
      role: roleFrom(inZone('server').map(({ path }) => facts.zoneOf(path).reason)),
    };
  });
}

/** Folders of the packages whose server and library code a pattern is found in; of those that serve something, without one. */
function dirsWith(about: RegExp | undefined, packages: readonly PackageSources[]): string[] {
  const having = packages.filter(({ package: { serverFiles }, served }) => (about ? served.some(({ text }) => text.search(about) >= 0) : serverFiles > 0));
  return [...new Set(having.map((each) => each.package.dir))];
}

/** The first place of a pattern in each file of server and library code. */
function placesOf(pattern: RegExp | undefined, packages: readonly PackageSources[]): { path: string; line: number }[] {
  if (!pattern) return [];
  return packages.flatMap(({ served }) => served.flatMap(({ path, text }) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [{ path, line: text.slice(0, at).split('\n').length }];
  })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
