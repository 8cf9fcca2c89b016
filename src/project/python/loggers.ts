import type { LogStyle } from '../../languages/types.ts';
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

/** Says what the loggers and logger factories of a repository are, from their definitions. */
export class Loggers {
  readonly #scans: ReadonlyMap<string, PythonScan>;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #modules: Modules;
  readonly #known = new Map<string, LogStyle | undefined>();

  constructor(scans: ReadonlyMap<string, PythonScan>, texts: ReadonlyMap<string, string>, modules: Modules) {
    this.#scans = scans;
    this.#texts = texts;
    this.#modules = modules;
  }

  /** The style of a name at the top of a file; undefined when it is neither a logger nor makes one. */
  styleOf(file: string, name: string): LogStyle | undefined {
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

  #find(file: string, name: string): LogStyle | undefined {
    const scan = this.#scans.get(file);
    if (!scan) return undefined;
    const made = scan.logs.made.find((logger) => logger.name === name);
    if (made) return this.#styleOfCall(file, made.callee);
    const source = this.importOf(file, name);
    if (source?.file) return this.styleOf(source.file, source.name);
    if (source) return libraryStyle(source.module, source.name);
    const alias = new RegExp(`^${name}[ \\t]*(?::[^=\\n]+)?=[ \\t]*([A-Za-z_]\\w*)[ \\t]*(?:#.*)?$`, 'm').exec(this.#texts.get(file) ?? '')?.[1];
    return alias === undefined ? this.#styleOfFunction(file, name) : this.styleOf(file, alias);
  }

  #styleOfCall(file: string, callee: string): LogStyle {
    const parts = callee.split('.');
    if (parts.length === 1) return this.styleOf(file, callee) ?? 'unknown';
    const library = libraryStyle(parts[0]!, parts.at(-1)!);
    if (library) return library;
    const prefix = parts.slice(0, -1).join('.');
    const imported = this.#scans.get(file)!.imports.find(({ names, module }) => names.length === 0 && module === prefix);
    const target = imported && this.#modules.absolute(imported.module, file)?.file;
    return (target === undefined ? undefined : this.styleOf(target, parts.at(-1)!)) ?? 'unknown';
  }

  /** A factory is what its body makes, else what it says it returns. */
  #styleOfFunction(file: string, name: string): LogStyle | undefined {
    const text = this.#texts.get(file) ?? '';
    const found = new RegExp(`^(?:async[ \\t]+)?def[ \\t]+${name}[ \\t]*\\([^]*?\\n(?=[^\\s#)\\]])`, 'm').exec(`${text}\n;`)?.[0];
    if (found === undefined) return undefined;
    if (/\bstructlog\b/.test(found)) return 'structlog';
    if (/\bloguru\b/.test(found)) return 'loguru';
    if (/\b(?:logging\.)?getLogger\b|->[ \t]*"?(?:logging\.)?(?:Logger|LoggerAdapter)\b|\bLoggerAdapter\(/.test(found)) return 'stdlib';
    const inner = /\breturn[ \t]+([A-Za-z_]\w*)[ \t]*(?:\(|$)/m.exec(found)?.[1];
    const style = inner === undefined ? undefined : this.styleOf(file, inner);
    return style ?? (/log/i.test(name) ? 'unknown' : undefined);
  }
}

/** The style of what a library's own name gives. */
function libraryStyle(module: string, name: string): LogStyle | undefined {
  const library = module.split('.', 1)[0];
  if (library === 'logging' && /^(?:getLogger|LoggerAdapter|Logger)$/.test(name)) return 'stdlib';
  if (library === 'structlog' && /^(?:get_logger|getLogger)$/.test(name)) return 'structlog';
  if (library === 'loguru' && name === 'logger') return 'loguru';
  if (library === 'celery' && name === 'get_task_logger') return 'stdlib';
  return undefined;
}
