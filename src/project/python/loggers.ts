import { LoggerEvidence } from '../../languages/python/logger-evidence.ts';
import { libraryFactory, libraryLogger } from '../../languages/python/logger-libraries.ts';
import { parsePython, type PythonDoc } from '../../languages/python/parse.ts';
import { SyntaxProblem, type LoggerDefinition } from '../../languages/types.ts';
import type { PythonImport } from './imports.ts';
import type { Modules } from './modules.ts';
import type { PythonScan } from './scan.ts';

/** A name as its import statement has it, and the repository's file and module path behind it. */
export interface ImportedName {
  readonly level: number;
  readonly module: string;
  readonly name: string;
  readonly file?: string;
  readonly path?: string;
}

/** `logger`, `audit_log`, `get_logger`, `AppLogger`, `logging_config`, but not `dialog`. */
const SOUNDS_LIKE_LOGGER = /(?:^|_)log(?:s|ging)?(?:_|$)|logger/i;
const PLAIN_NAME = /^_*log(?:ger)?$/i;

/** Says what the loggers and logger factories of a repository are, from their definitions. */
export class Loggers {
  readonly #scans: ReadonlyMap<string, PythonScan>;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #modules: Modules;
  readonly #known = new Map<string, LoggerDefinition | undefined>();
  readonly #imports = new Map<string, { readonly [origin: string]: LoggerDefinition }>();
  /** Files whose module is called `log` or `logger`. */
  #plainlyNamed: readonly string[] | undefined;
  readonly #evidence = new Map<string, { readonly doc: PythonDoc; readonly names: LoggerEvidence } | undefined>();

  constructor(scans: ReadonlyMap<string, PythonScan>, texts: ReadonlyMap<string, string>, modules: Modules) {
    this.#scans = scans;
    this.#texts = texts;
    this.#modules = modules;
  }

  /** What a name at the top of a file is; undefined where that cannot be read. */
  definition(file: string, name: string): LoggerDefinition | undefined {
    const key = `${file}:${name}`;
    if (!this.#known.has(key)) {
      this.#known.set(key, undefined);
      this.#known.set(key, this.#find(file, name));
    }
    return this.#known.get(key);
  }

  /** Where a name of a file is imported from: a file of the repository, or only the module of a library. */
  importOf(file: string, name: string): ImportedName | undefined {
    for (const statement of this.#scans.get(file)?.imports ?? []) {
      const taken = statement.names.find(({ as }) => as === name);
      if (!taken) continue;
      const found = this.#modules.imported(statement, file);
      const { level, module } = statement;
      return { level, module, name: taken.name, ...(found?.file && found.file !== file && { file: found.file, path: found.path }) };
    }
    return undefined;
  }

  /** Whether a name is imported whatever happens: not in a `try` that has something else for it, nor in a function. */
  isImportedAlways(file: string, name: string): boolean {
    return new RegExp(`^from[ \\t]+[\\w.]+[ \\t]+import\\b[^\\n(]*(?:\\([^)]*)?\\b${name}\\b`, 'm').test(this.#texts.get(file) ?? '');
  }

  /** What the imports of a file that sound like loggers are, by the origin their statements give. */
  importsOf(file: string): { readonly [origin: string]: LoggerDefinition } {
    const known = this.#imports.get(file);
    if (known) return known;
    const found: { [origin: string]: LoggerDefinition } = {};
    this.#imports.set(file, found);
    for (const statement of this.#scans.get(file)?.imports ?? []) {
      for (const [origin, definition] of this.#imported(file, statement)) if (definition !== undefined) found[origin] = definition;
    }
    for (const name of this.#modulesBeside(file)) found[name] ??= 'other';
    return found;
  }

  *#imported(file: string, statement: PythonImport): Generator<readonly [string, LoggerDefinition | undefined]> {
    const from = '.'.repeat(statement.level) + statement.module;
    const source = this.#modules.imported(statement, file);
    const { makers } = this.#scans.get(file)!.logs;
    if (!source || source.file === file && statement.names.length === 0) return;
    if (statement.names.length === 0) {
      if (!SOUNDS_LIKE_LOGGER.test(statement.module) && !(statement.as && SOUNDS_LIKE_LOGGER.test(statement.as))) return;
      yield [from, this.#module(source.file)];
      yield* this.#namesOf(from, source.file);
    }
    for (const { name, as } of statement.names) {
      if (![name, as].some((each) => SOUNDS_LIKE_LOGGER.test(each)) && !makers.includes(as)) continue;
      const origin = from.endsWith('.') ? from + name : `${from}.${name}`;
      const own = source.file === undefined || source.file === file ? undefined : this.definition(source.file, name);
      const child = own === undefined ? this.#modules.child(source, name) : undefined;
      yield [origin, child ? this.#module(child.file) : own];
      if (child) yield* this.#namesOf(origin, child.file);
    }
  }

  /** The names of a module about logging, which are reached through it: `log.get_logger`. */
  *#namesOf(origin: string, file: string | undefined): Generator<readonly [string, LoggerDefinition | undefined]> {
    const { doc } = (file === undefined ? undefined : this.#read(file)) ?? {};
    for (const name of doc?.scopes.moduleNames.keys() ?? []) if (SOUNDS_LIKE_LOGGER.test(name)) yield [`${origin}.${name}`, this.definition(file!, name)];
  }

  /** Modules that a package has beside its `__init__.py`: importing one binds its name there. */
  #modulesBeside(file: string): string[] {
    if (!file.endsWith('__init__.py')) return [];
    this.#plainlyNamed ??= [...this.#scans.keys()].filter((path) => PLAIN_NAME.test(moduleName(path)));
    const folder = file.slice(0, -'__init__.py'.length);
    return this.#plainlyNamed.filter((path) => path.startsWith(folder)).map((path) => modulePath(path.slice(folder.length))).filter((name) => PLAIN_NAME.test(name));
  }

  #module(file: string | undefined): LoggerDefinition {
    return (file === undefined ? undefined : this.#read(file)?.names.module()) ?? 'other';
  }

  #find(file: string, name: string): LoggerDefinition | undefined {
    const source = this.isImportedAlways(file, name) ? this.importOf(file, name) : undefined;
    if (source?.file) return this.definition(source.file, source.name);
    if (source) return libraryDefinition(`${source.module}.${source.name}`);
    return this.#read(file)?.names.definition(name);
  }

  #read(file: string): { readonly doc: PythonDoc; readonly names: LoggerEvidence } | undefined {
    if (!this.#evidence.has(file)) {
      this.#evidence.set(file, undefined);
      const doc = parsed(this.#texts.get(file) ?? '', file);
      if (doc) this.#evidence.set(file, { doc, names: new LoggerEvidence(doc, (origin) => this.importsOf(file)[origin]) });
    }
    return this.#evidence.get(file);
  }
}

function modulePath(path: string): string {
  return path.replace(/(\/__init__)?\.py$/, '');
}

function moduleName(path: string): string {
  const module = modulePath(path);
  return module.slice(module.lastIndexOf('/') + 1);
}

function parsed(text: string, path: string): PythonDoc | undefined {
  try {
    return parsePython(text, path);
  } catch (error) {
    if (error instanceof SyntaxProblem) return undefined;
    throw error;
  }
}

/** What a name of a library is: a logger, or what makes one. */
function libraryDefinition(origin: string): LoggerDefinition | undefined {
  const made = libraryFactory(origin);
  return made ? { ...made, makes: true } : libraryLogger(origin);
}
