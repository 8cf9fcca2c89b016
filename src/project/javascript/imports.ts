/** One import of a module by name, as written. */
export interface JavaScriptImport {
  readonly specifier: string;
  readonly kind: 'import' | 'require' | 'dynamic' | 'export' | 'type';
  /** Names taken and what they are called here: `default` for the whole of a CommonJS module too, `*` for a namespace. */
  readonly names: readonly ImportedName[];
  /** Offset of the statement or call. */
  readonly start: number;
  /** Whether it runs when the module is loaded, or only in a call. */
  readonly when: 'load' | 'call';
}
export interface ImportedName {
  readonly name: string;
  readonly as: string;
}

const IMPORT = /(?<![\w$.@])import\b(?:\s+(type)(?=\s+[\w{*](?!rom\b)|\s*\{))?\s*([\w$\s{},*]*?)\s*(?:(?<![\w$])from\s*)?(["'])/g;
const EXPORT = /(?<![\w$.])export\s*(?:(type)\s*(?=[{*]))?(\*(?:\s*as\s+[\w$]+)?|\{[^{}]*\})\s*from\s*(["'])/g;
const CALL = /(?<![\w$]|(?<!\.\.)\.)(require(?:\.resolve)?|import)\s*\(\s*(["'`])/g;
/** What a call is assigned to, right before it. */
const TARGET = /(?:\b(?:const|let|var|import)\s+([\w$]+|\{[^{}]*\})(?:\s*:[^=;]*)?|(?:^|[;\n}])\s*([\w$]+))\s*=\s*(?:await\s+)?\(?\s*(?:await\s+)?$/;
/** Modules that are run by name: workers, child processes. */
const RUN = /(?<![\w$.])(?:new\s+(?:Worker|SharedWorker|Piscina|Tinypool|URL)|(?:child_process\.)?fork)\s*\(\s*(?:new\s+URL\s*\(\s*)?(["'`])(?=\s*\1)/g;
const LONGEST_TARGET = 300;
const LONGEST_SPECIFIER = 200;

/** Every import of a file. `code` is the text without strings and comments, `text` the text itself. */
export function importsOf(code: string, text: string): JavaScriptImport[] {
  const imports: JavaScriptImport[] = [];
  const specifierAt = (quote: number) => stringAt(text, quote);
  for (const match of code.matchAll(IMPORT)) {
    const [statement, type, clause] = match;
    const specifier = specifierAt(match.index + statement.length - 1);
    if (specifier === undefined) continue;
    const { names, isType } = namesOf(clause!);
    imports.push({ specifier, kind: type !== undefined || isType ? 'type' : 'import', names, start: match.index, when: 'load' });
  }
  for (const match of code.matchAll(EXPORT)) {
    const [statement, type, clause] = match;
    const specifier = specifierAt(match.index + statement.length - 1);
    if (specifier === undefined) continue;
    const { names, isType } = namesOf(clause!.replace(/^\*$/, '* as *'));
    imports.push({ specifier, kind: type !== undefined || isType ? 'type' : 'export', names, start: match.index, when: 'load' });
  }
  for (const match of code.matchAll(CALL)) {
    const specifier = specifierAt(match.index + match[0].length - 1);
    if (specifier === undefined) continue;
    const end = code.indexOf(')', match.index + match[0].length) + 1;
    const kind = match[1] !== 'import' ? 'require' : isTypePosition(code, match.index, end) ? 'type' : 'dynamic';
    const when = kind === 'dynamic' || isIndented(code, match.index) ? 'call' : 'load';
    imports.push({ specifier, kind, names: assignedNames(code, match.index, end, kind), start: match.index, when });
  }
  for (const match of code.matchAll(RUN)) {
    const specifier = specifierAt(match.index + match[0].length - 1);
    if (specifier !== undefined && /^\.{1,2}\//.test(specifier)) imports.push({ specifier, kind: 'dynamic', names: [], start: match.index, when: 'call' });
  }
  return imports.sort((a, b) => a.start - b.start);
}

/** The value of the short literal that starts at a quote; undefined when it has parts that are only known at run time. */
function stringAt(text: string, quote: number): string | undefined {
  const end = text.indexOf(text[quote]!, quote + 1);
  const value = text.slice(quote + 1, end);
  return end < 0 || end - quote > LONGEST_SPECIFIER || /[\n\\]|\$\{/.test(value) ? undefined : value;
}

/** Names of a clause such as `React, { useState as state, type FC }` or `* as fs`. */
function namesOf(clause: string): { names: ImportedName[]; isType: boolean } {
  const names: ImportedName[] = [];
  const braces = /\{([^}]*)\}/.exec(clause);
  const outside = clause.replace(/\{[^}]*\}/, '').split(',').map((part) => part.trim()).filter(Boolean);
  for (const part of outside) {
    const namespace = /^\*\s*as\s+([\w$*]+)$/.exec(part);
    if (namespace) names.push({ name: '*', as: namespace[1]! });
    else if (/^[\w$]+$/.test(part)) names.push({ name: 'default', as: part });
  }
  const parts = (braces?.[1] ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  for (const part of parts) {
    const [name, as] = part.replace(/^type\s+(?!as\b)/, '').split(/\s+as\s+|\s*:\s*|\s*=\s*/);
    if (/^[\w$]+$/.test(name!)) names.push({ name: name!, as: /^[\w$]+$/.test(as ?? '') ? as! : name! });
  }
  return { names, isType: outside.length === 0 && parts.length > 0 && parts.every((part) => /^type\s+(?!as\b)/.test(part)) };
}

/** Names a call's result is bound to: `const x = require(…)`, `const { a: b } = await import(…)`, `const c = require(…).c`. */
function assignedNames(code: string, start: number, end: number, kind: JavaScriptImport['kind']): ImportedName[] {
  const match = TARGET.exec(code.slice(Math.max(0, start - LONGEST_TARGET), start));
  const target = match?.[1] ?? match?.[2];
  if (target === undefined) return [];
  const property = /^\s*\)?\s*\.\s*([\w$]+)/.exec(code.slice(end, end + 80))?.[1];
  if (target.startsWith('{')) return property === undefined || property === 'default' ? namesOf(target).names : [];
  return [{ name: property ?? (kind === 'require' ? 'default' : '*'), as: target }];
}

/** `typeof import('x')` and `import('x').Name` are types. */
function isTypePosition(code: string, start: number, end: number): boolean {
  return /\btypeof\s+$/.test(code.slice(Math.max(0, start - 20), start)) || /^\.[A-Z]/.test(code.slice(end, end + 2));
}

/** A call on an indented line belongs to a function or a condition. */
function isIndented(code: string, offset: number): boolean {
  const line = code.lastIndexOf('\n', offset - 1) + 1;
  return /[ \t]/.test(code[line] ?? '') && !/^[ \t]*(?:[\w$]+\s*[:,]|\}|\))/.test(code.slice(line, offset));
}
