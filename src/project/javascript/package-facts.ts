import { moduleKey } from '../../languages/javascript/modules.ts';
import type { JavaScriptFacts } from '../../languages/types.ts';
import { dirOf, isAbove, join } from '../folders.ts';
import type { PathZone } from '../paths.ts';
import { mostCommon } from '../python/counts.ts';
import { aliasesOf, usualAlias } from './aliases.ts';
import { edgeFiles } from './edge.ts';
import { userErrorsIn } from './error-classes.ts';
import { asObject } from './json.ts';
import { loggerHabits } from './logger-convention.ts';
import { Loggers } from './loggers.ts';
import { compilerOptions, dependenciesOf, dirsUp, installOf, lowestVersion, manifestOf, moduleKindOf, type ProjectFiles } from './manifest.ts';
import { nestTakesText } from './nest-logger.ts';
import { newLogger, newModule } from './new-logger.ts';
import { layoutOf, prettierOptions } from './prettier.ts';
import { resolvePath, type Resolver } from './resolve.ts';
import { siblingLogger } from './sibling-logger.ts';
import { sampleReason } from './samples.ts';
import type { JavaScriptScan } from './scan.ts';

export interface PackageInputs {
  readonly dir: string;
  /** The JavaScript and TypeScript files nearest to the package. */
  readonly files: readonly string[];
  readonly scans: ReadonlyMap<string, JavaScriptScan>;
  readonly texts: ReadonlyMap<string, string>;
  readonly zones: ReadonlyMap<string, PathZone>;
  readonly resolver: Resolver;
  readonly manifests: ProjectFiles;
  readonly paths: ReadonlySet<string>;
}

const TYPED = /\.[mc]?tsx?$/;
/** As many files as it takes to see how a package is laid out. */
const SAMPLE = 60;

/** The loggers of a repository, which its packages share: each file is parsed once. */
const repositories = new WeakMap<Resolver, Loggers>();

function loggersOf(texts: ReadonlyMap<string, string>, resolver: Resolver): Loggers {
  const known = repositories.get(resolver) ?? new Loggers(texts, resolver);
  repositories.set(resolver, known);
  return known;
}

/** Facts of a package, from the texts of its files and of the files of the project. */
export function packageFacts({ dir, files, scans, texts, zones, resolver, manifests, paths }: PackageInputs): JavaScriptFacts {
  const zoneOf = (file: string) => zones.get(file)?.zone ?? 'unknown';
  const server = files.filter((file) => ['server', 'library'].includes(zoneOf(file)));
  const telling = server.length > 0 ? server : files.filter((file) => !['test', 'generated', 'static', 'frontend'].includes(zoneOf(file)));
  const manifest = manifestOf(dir, manifests);
  const options = compilerOptions(dir, manifests);
  const ownDependencies = dependenciesOf(manifest);
  const dependencies = [...new Set(dirsUp(dir).flatMap((each) => dependenciesOf(manifestOf(each, manifests))))].sort();
  const plain = telling.filter((file) => !TYPED.test(file));
  const importing = plain.filter((file) => scans.get(file)!.imports.some(({ kind }) => kind === 'import'));
  const moduleKind = moduleKindOf(manifest, options, plain.length * 2 < telling.length, importing.length * 2 > plain.length);
  const inputs = { dir, telling, files, scans, texts, zones, resolver, loggers: loggersOf(texts, resolver), paths };
  const habits = loggerHabits(inputs);
  const hasNone = habits.logger === undefined && habits.unclearLogger === undefined;
  const sibling = hasNone ? siblingLogger(inputs) : undefined;
  const logger = habits.logger ?? (sibling && !('reason' in sibling) ? sibling : undefined);
  const edge = edgeFiles(files, { own: ownDependencies, all: dependencies }, scans, texts, resolver);
  const installed = installOf(dir, manifests, paths);
  const layout = (path: string) => prettierOptions(path, manifests) ?? layoutOf(telling.slice(0, SAMPLE).map((file) => texts.get(file)!));
  const made = !hasNone || logger ? undefined : sibling && 'reason' in sibling ? sibling : newLogger({
    dir, server: server.filter((file) => zoneOf(file) === 'server'), edge, files, scans, texts, paths, ownDependencies, moduleKind, compilerOptions: options, ...installed, layout,
  });
  const originsModule = newModule({ dir, server: server.filter((file) => zoneOf(file) === 'server'), files, texts, paths, moduleKind, layout }, ['allowed', 'origins']);
  const sample = sampleReason(dir, manifest);
  const engine = asObject(manifest['engines'])['node'];
  const node = typeof engine === 'string' ? lowestVersion(engine) : undefined;
  const prettier = prettierOptions(join(dir, `index.${plain.length * 2 < telling.length ? 'ts' : 'js'}`), manifests);
  const aliases = aliasesOf(dir, files, scans, resolver);
  const usual = usualAlias(telling, scans, aliases);
  return {
    ...(logger && { logger }),
    ...(nestTakesText(files.filter((file) => zoneOf(file) !== 'test').map((file) => texts.get(file)!), dependencies) && { nestTakesText: true as const }),
    loggers: habits.loggers,
    ...(made && ('reason' in made ? { noLogger: made.reason } : sample !== undefined ? { noLogger: sample } : { newLogger: made })),
    ...(originsModule && { originsModule }),
    ...(habits.unclearLogger !== undefined && { unclearLogger: habits.unclearLogger }),
    ...(edge.length > 0 && { edgeFiles: edge }),
    aliases,
    ...(usual !== undefined && { usualAlias: usual }),
    ownModules: ownModules(files, scans, resolver),
    moduleKind,
    importExtension: importEnding(telling, scans, resolver, moduleKind, options),
    ...crossings(telling, scans, resolver, options),
    dependencies,
    ...(node !== undefined && { node }),
    ...installed,
    ...(prettier && { prettier }),
    userErrors: userErrorsIn(withImported(files.filter((file) => zoneOf(file) !== 'test'), dir, scans, resolver), scans, texts),
  };
}

/** The modules of the repository that files load where they get there, rather than at their top. */
function ownModules(files: readonly string[], scans: ReadonlyMap<string, JavaScriptScan>, resolver: Resolver): readonly string[] {
  const loaded = files.flatMap((file) => scans.get(file)!.imports.filter(({ kind, when }) => when === 'call' && (kind === 'require' || kind === 'dynamic')).map(({ specifier }) => resolver.file(specifier, file)));
  return [...new Set(loaded.filter((file) => file !== undefined).map(moduleKey))];
}

/** What most relative imports end with; in a package without any, what its kind of modules asks for. */
function importEnding(
  files: readonly string[],
  scans: ReadonlyMap<string, JavaScriptScan>,
  resolver: Resolver,
  moduleKind: 'esm' | 'commonjs',
  options: { readonly [name: string]: unknown },
): JavaScriptFacts['importExtension'] {
  const endings = files.flatMap((file) => scans.get(file)!.imports
    .filter(({ specifier, kind }) => kind !== 'type' && specifier.startsWith('.') && resolver.file(specifier, file) !== undefined)
    .map(({ specifier }) => (/\.[cm]?tsx?$/.test(specifier) ? '.ts' : /\.[cm]?jsx?$/.test(specifier) ? '.js' : '')));
  const common = mostCommon(endings) as JavaScriptFacts['importExtension'] | undefined;
  if (common !== undefined) return common;
  const isTyped = files.filter((file) => TYPED.test(file)).length * 2 > files.length;
  const asksForEndings = moduleKind === 'esm' && (!isTyped || /^node/i.test(String(options['moduleResolution'] ?? options['module'] ?? '')));
  return asksForEndings ? '.js' : '';
}

/** Which of the two languages loads the other, as imports between them show or the compiler is told. */
function crossings(
  files: readonly string[],
  scans: ReadonlyMap<string, JavaScriptScan>,
  resolver: Resolver,
  options: { readonly [name: string]: unknown },
): Pick<JavaScriptFacts, 'plainLoadsTyped' | 'typedLoadsPlain'> {
  const crosses = (isTyped: boolean) => files.some((file) => TYPED.test(file) === isTyped && scans.get(file)!.imports.some(({ specifier, kind }) => {
    const target = kind === 'type' ? undefined : resolver.file(specifier, file);
    // What is loaded from a folder of build output is not the source it leads to.
    const isItself = target !== undefined && (!specifier.startsWith('.') || moduleKey(resolvePath(dirOf(file), specifier) ?? '') === moduleKey(target));
    return isItself && TYPED.test(target) !== isTyped;
  }));
  return { ...(crosses(false) && { plainLoadsTyped: true }), ...((options['allowJs'] === true || crosses(true)) && { typedLoadsPlain: true }) };
}

/** The files of a package and those of other packages they import, such as shared errors. */
function withImported(files: readonly string[], dir: string, scans: ReadonlyMap<string, JavaScriptScan>, resolver: Resolver): string[] {
  const imported = files.flatMap((file) => scans.get(file)!.imports.flatMap(({ specifier }) => resolver.file(specifier, file) ?? []));
  return [...new Set([...files, ...imported.filter((file) => !isAbove(dir, file) && scans.has(file))])];
}
