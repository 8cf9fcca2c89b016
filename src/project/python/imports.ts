/** One import statement, as written. */
export interface PythonImport {
  /** Leading dots of a relative import. */
  readonly level: number;
  /** Dotted module; `''` in `from . import x`. */
  readonly module: string;
  /** Names taken from the module, with the names they are bound to; empty for `import module`. */
  readonly names: readonly { readonly name: string; readonly as: string }[];
  /** What `import module` is called in the file. */
  readonly as?: string;
  readonly when: ImportTime;
}

/** When the import runs: with the module, in a call, never (for type checkers), only as a program. */
export type ImportTime = 'load' | 'call' | 'types' | 'main';

const IMPORT =
  /\b(?:from(?:[ \t]|\\\n)*(\.[. \t]*)?([\w.]*)(?:[ \t]|\\\n)+)?import\b(?:[ \t]|\\\n)*(\([^)]*\)|(?:[^\n;\\(]|\\\n)+)/g;
const IMPORT_BY_NAME = /\b(?:import_module|__import__|import_string)\(\s*["']/g;

/** Every import of a file. `code` is the text without strings and comments, `text` the text itself. */
export function importsOf(code: string, text: string): PythonImport[] {
  const imports: PythonImport[] = [];
  for (const match of code.matchAll(IMPORT)) {
    const [statement, dots, from, clause] = match;
    const names = importedNames(clause!);
    const when = timeOf(code, match.index);
    if (statement.startsWith('from')) {
      imports.push({ level: (dots ?? '').replace(/[^.]/g, '').length, module: from ?? '', names, when });
    } else {
      for (const { name, as } of names) imports.push({ level: 0, module: name, names: [], as, when });
    }
  }
  for (const match of code.matchAll(IMPORT_BY_NAME)) {
    const name = /^(\.*)([\w.]+)["']/.exec(text.slice(match.index + match[0].length, match.index + match[0].length + 200));
    if (name) imports.push({ level: name[1]!.length, module: name[2]!, names: [], when: timeOf(code, match.index) });
  }
  return imports;
}

function importedNames(clause: string): { name: string; as: string }[] {
  return clause.replace(/[()\\]/g, ' ').split(',').flatMap((part) => {
    const [name, , as] = part.trim().split(/\s+/);
    return name ? [{ name, as: as ?? name }] : [];
  });
}

/** An indented import belongs to the statement at the margin above it. */
function timeOf(code: string, offset: number): ImportTime {
  for (let line = code.lastIndexOf('\n', offset - 1) + 1; ; line = code.lastIndexOf('\n', line - 2) + 1) {
    const margin = code[line];
    if (margin !== undefined && !' \t\n)]}'.includes(margin)) {
      const statement = code.slice(line, line + 60);
      if (/^(?:async\s+)?def\b/.test(statement)) return 'call';
      if (/^if\b.*\bTYPE_CHECKING\b/.test(statement)) return 'types';
      if (/^if\b.*\b__name__\b/.test(statement)) return 'main';
      return 'load';
    }
    if (line === 0) return 'load';
  }
}
