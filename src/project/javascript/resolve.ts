import type { Json } from '../../types.ts';
import type { SourceText } from '../types.ts';
import { dirOf, isAbove, join } from '../folders.ts';
import { asObject, readJson, strings, type JsonObject } from './json.ts';

/** Names that imports go by, of one folder: a prefix, whether a rest follows it, and where it leads. */
interface Alias {
  readonly prefix: string;
  readonly suffix: string;
  readonly hasRest: boolean;
  readonly targets: readonly string[];
}
interface WorkspacePackage {
  readonly dir: string;
  readonly manifest: JsonObject;
}

const TYPESCRIPT = ['.ts', '.tsx', '.mts', '.cts'];
const JAVASCRIPT = ['.js', '.jsx', '.mjs', '.cjs'];
/** A `.js` in a specifier means the source it is made from. */
const SOURCE_OF: { readonly [extension: string]: readonly string[] } = {
  '.js': ['.ts', '.tsx', '.jsx'], '.jsx': ['.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'],
};
/** Conditions of `exports` and `imports`, the one that names a source first. */
const CONDITIONS = ['source', 'development', 'import', 'require', 'node', 'module', 'default', 'types', 'browser'];
const BUILT = /^(?:dist|build|lib|out|esm|cjs)(?=\/)(?:\/(?:src|esm|cjs))?/;
const BUILT_FOLDER = /^((?:\.{1,2}\/)+)(?:dist|build)\//;

/** Finds the file of the repository that a specifier means; a package from a registry is none. */
export class Resolver {
  readonly #files: ReadonlySet<string>;
  readonly #configs: ReadonlyMap<string, readonly Alias[]>;
  readonly #manifests: ReadonlyMap<string, JsonObject>;
  readonly #packages: ReadonlyMap<string, readonly WorkspacePackage[]>;
  readonly #known = new Map<string, string | undefined>();

  /** `files` are the sources; of `projectFiles` it reads `package.json` and `tsconfig.json` with its kin. */
  constructor(files: Iterable<string>, projectFiles: readonly SourceText[]) {
    this.#files = new Set(files);
    this.#manifests = manifestsIn(projectFiles);
    this.#packages = packagesByName(this.#manifests);
    this.#configs = aliasesIn(projectFiles, this.#packages);
  }

  /** The file a specifier means in a file, or undefined when it is not one of the repository. */
  file(specifier: string, from: string): string | undefined {
    const dir = dirOf(from);
    const key = `${isScript(from)}\n${dir}\n${specifier}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#resolve(specifier.replace(/[?].*$/, ''), from));
    return this.#known.get(key);
  }

  /** The file at a path, with or without its extension, or the index of a folder; `from` asks for it. */
  at(path: string, from = ''): string | undefined {
    const clean = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
    const extensions = isScript(from) ? [...JAVASCRIPT, ...TYPESCRIPT] : [...TYPESCRIPT, ...JAVASCRIPT];
    const extension = /\.[cm]?jsx?$/.exec(clean)?.[0];
    const stem = extension === undefined ? clean : clean.slice(0, -extension.length);
    const sources = (SOURCE_OF[extension ?? ''] ?? []).map((source) => stem + source);
    // In TypeScript `./a.js` is `a.ts`, also where the built file lies beside it.
    const written = isScript(from) ? [clean, ...sources] : [...sources, clean];
    const candidates = [...written, ...extensions.map((each) => clean + each), ...extensions.map((each) => join(clean, `index${each}`))];
    return candidates.find((candidate) => this.#files.has(candidate));
  }

  #resolve(specifier: string, from: string): string | undefined {
    const dir = dirOf(from);
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return this.#in(dir, specifier, from) ?? this.#in(dir, specifier.replace(BUILT_FOLDER, '$1src/'), from);
    if (specifier.startsWith('/') || /^(?:node|npm|jsr|https?|data|bun|cloudflare):/.test(specifier)) return undefined;
    return this.#aliased(specifier, from) ?? this.#package(specifier, from) ?? this.#customary(specifier, from);
  }

  #in(dir: string, specifier: string, from: string): string | undefined {
    const path = resolvePath(dir, specifier);
    return path === undefined ? undefined : this.at(path, from);
  }

  /** Through `paths`, `baseUrl` and `imports` of the nearest folder whose settings lead to a file. */
  #aliased(specifier: string, from: string): string | undefined {
    for (const dir of dirsUp(dirOf(from))) {
      for (const alias of this.#configs.get(dir) ?? []) {
        const rest = restOf(specifier, alias);
        const found = rest === undefined ? undefined : alias.targets.map((target) => this.at(target.replace('*', rest), from)).find(Boolean);
        if (found !== undefined) return found;
      }
      // `#name` belongs to the nearest package alone.
      if (specifier.startsWith('#') && this.#manifests.has(dir)) return undefined;
    }
    return undefined;
  }

  /** A package of the workspace: what its manifest offers, read as the source it is built from. */
  #package(specifier: string, from: string): string | undefined {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
    const found = nearestOf(this.#packages.get(name) ?? [], dirOf(from));
    if (!found) return undefined;
    const rest = specifier.slice(name.length + 1);
    const offered = rest === '' ? mainsOf(found.manifest) : exportsOf(found.manifest['exports'], `./${rest}`);
    const customary = rest === '' ? ['src/index', 'index', 'lib/index', 'src/main'] : [rest, `src/${rest}`];
    return [...offered.flatMap(sourcesOf), ...customary].map((path) => this.#in(found.dir, `./${path}`, from)).find(Boolean);
  }

  /** `@/x`, `~/x` and `src/x` where only a bundler or a start command says what they mean. */
  #customary(specifier: string, from: string): string | undefined {
    const match = /^(?:[@~]\/|(?=src\/))(.+)$/.exec(specifier);
    if (!match) return undefined;
    const dir = dirsUp(dirOf(from)).find((each) => this.#manifests.has(each)) ?? '';
    return ['src', '', 'app'].map((folder) => this.#in(dir, `./${join(folder, match[1]!)}`, from)).find(Boolean);
  }
}

/** A file that Node runs as it is, and so one that prefers its like. */
function isScript(path: string): boolean {
  return /\.[cm]?jsx?$/.test(path);
}

/** A folder and those around it, from the inside out. */
function dirsUp(from: string): string[] {
  const dirs = [from];
  for (let dir = from; dir !== ''; dir = dirOf(dir)) dirs.push(dirOf(dir));
  return dirs;
}

/** A relative path from a folder; undefined when it leads out of the repository. */
export function resolvePath(dir: string, path: string): string | undefined {
  const parts = dir === '' ? [] : dir.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

function manifestsIn(projectFiles: readonly SourceText[]): ReadonlyMap<string, JsonObject> {
  const manifests = projectFiles.filter(({ path }) => /(?:^|\/)(?:package|deno)\.jsonc?$/.test(path));
  return new Map(manifests.map(({ path, text }) => [dirOf(path), readJson(text)]));
}

function packagesByName(manifests: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, readonly WorkspacePackage[]> {
  const packages = new Map<string, WorkspacePackage[]>();
  for (const [dir, manifest] of manifests) {
    const name = manifest['name'];
    if (typeof name !== 'string') continue;
    packages.set(name, [...(packages.get(name) ?? []), { dir, manifest }]);
  }
  return packages;
}

/** Of packages of one name, such as a copy for deployment, the one that shares the longest path. */
function nearestOf(packages: readonly WorkspacePackage[], from: string): WorkspacePackage | undefined {
  const shared = (dir: string) => dirsUp(from).find((each) => isAbove(each, dir))!.length;
  return [...packages].sort((a, b) => shared(b.dir) - shared(a.dir))[0];
}

function aliasesIn(projectFiles: readonly SourceText[], packages: ReadonlyMap<string, readonly WorkspacePackage[]>): ReadonlyMap<string, readonly Alias[]> {
  const aliases = new Map<string, Alias[]>();
  const add = (dir: string, more: readonly Alias[]) => aliases.set(dir, [...(aliases.get(dir) ?? []), ...more]);
  const configs = new Map(projectFiles.filter(({ path }) => /(?:^|\/)[jt]sconfig[\w.-]*\.json$/.test(path)).map(({ path, text }) => [path, readJson(text)]));
  // tsconfig.json comes before tsconfig.app.json, to which it may only refer.
  const ordered = [...configs.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (const path of ordered) add(dirOf(path), aliasesOf(path, configs, packages));
  for (const { path, text } of projectFiles) {
    if (!/(?:^|\/)(?:package|deno)\.jsonc?$/.test(path)) continue;
    const { imports, _moduleAliases } = readJson(text);
    add(dirOf(path), [...Object.entries(asObject(imports)), ...Object.entries(asObject(_moduleAliases)).flatMap(([name, to]) => [[name, to], [`${name}/*`, `${String(to)}/*`]] as const)]
      .map(([pattern, to]) => aliasOf(pattern, targetsOf(to), dirOf(path))));
  }
  return aliases;
}

/** Aliases of a tsconfig: its own `paths`, else those of what it extends, and its `baseUrl`. */
function aliasesOf(path: string, configs: ReadonlyMap<string, JsonObject>, packages: ReadonlyMap<string, readonly WorkspacePackage[]>): Alias[] {
  let paths: Alias[] | undefined;
  let base: string | undefined;
  for (const each of withExtended(path, configs, packages)) {
    const options = asObject(configs.get(each)!['compilerOptions']);
    const baseUrl = typeof options['baseUrl'] === 'string' ? resolvePath(dirOf(each), options['baseUrl'].replace('${configDir}', '.')) : undefined;
    if (options['paths'] !== undefined) {
      paths ??= Object.entries(asObject(options['paths'])).map(([pattern, targets]) => aliasOf(pattern, strings(targets), baseUrl ?? dirOf(each)));
    }
    base ??= baseUrl;
  }
  return [...(paths ?? []), ...(base === undefined ? [] : [aliasOf('*', ['./*'], base)])];
}

/** A tsconfig and the files of the repository it extends, nearest first. */
function withExtended(path: string, configs: ReadonlyMap<string, JsonObject>, packages: ReadonlyMap<string, readonly WorkspacePackage[]>): Set<string> {
  const chain = new Set([path]);
  for (const each of chain) {
    for (const name of strings(configs.get(each)!['extends']).reverse()) {
      const inPackage = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(name);
      const dir = name.startsWith('.') ? dirOf(each) : nearestOf(packages.get(inPackage?.[1] ?? '') ?? [], dirOf(each))?.dir;
      const target = dir === undefined ? undefined : resolvePath(dir, name.startsWith('.') ? name : inPackage![2]! || 'tsconfig.json');
      const found = [target, `${target}.json`, `${target}/tsconfig.json`].find((candidate) => candidate !== undefined && configs.has(candidate));
      if (found !== undefined) chain.add(found);
    }
  }
  return chain;
}

function aliasOf(pattern: string, targets: readonly string[], dir: string): Alias {
  // An import map of Deno ends its folders with a slash.
  const whole = pattern.endsWith('/') ? `${pattern}*` : pattern;
  const [prefix, suffix] = whole.split('*') as [string, string?];
  const paths = targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => resolvePath(dir, pattern.endsWith('/') ? `${target}*` : target.replace('${configDir}/', './')));
  return { prefix, suffix: suffix ?? '', hasRest: suffix !== undefined, targets: paths.filter((target) => target !== undefined) };
}

function restOf(specifier: string, { prefix, suffix, hasRest }: Alias): string | undefined {
  if (!hasRest) return specifier === prefix ? '' : undefined;
  if (specifier.length < prefix.length + suffix.length || !specifier.startsWith(prefix) || !specifier.endsWith(suffix)) return undefined;
  return specifier.slice(prefix.length, specifier.length - suffix.length);
}

function mainsOf(manifest: JsonObject): string[] {
  return [...exportsOf(manifest['exports'], '.'), ...strings(manifest['source']), ...strings(manifest['module']), ...strings(manifest['main']), ...strings(manifest['types'])];
}

/** What `exports` offers under a name such as `./client`. */
function exportsOf(exports: Json | undefined, name: string): string[] {
  const table = asObject(exports);
  const isTable = Object.keys(table).some((key) => key.startsWith('.'));
  if (!isTable) return name === '.' ? targetsOf(exports) : [];
  if (table[name] !== undefined) return targetsOf(table[name]);
  for (const [pattern, to] of Object.entries(table)) {
    const rest = pattern.includes('*') ? restOf(name, aliasOf(pattern, [], '')) : undefined;
    if (rest !== undefined) return targetsOf(to).map((target) => target.replace('*', rest));
  }
  return [];
}

/** Paths under any condition. */
function targetsOf(value: Json | undefined): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return strings(value);
  const table = asObject(value);
  return CONDITIONS.flatMap((condition) => (table[condition] === undefined ? [] : targetsOf(table[condition])));
}

/** A built file and the sources it may be made from. */
function sourcesOf(path: string): string[] {
  const clean = path.replace(/^\.\//, '').replace(/\.d\.([cm]?ts)$/, '.$1');
  if (!BUILT.test(clean)) return [clean];
  const stem = clean.replace(/\.[cm]?[jt]sx?$/, '');
  return [stem.replace(BUILT, 'src'), stem.replace(BUILT, '.').replace(/^\.\//, ''), clean];
}
