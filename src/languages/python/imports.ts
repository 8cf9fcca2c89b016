import type { Edit, Need } from '../../types.ts';
import { lineStart, statementsOf } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { importedNames } from './scopes.ts';
import { isStandardModule } from './standard-modules.ts';
import type { PyNode } from './tree.ts';

const IMPORTS = ['import_statement', 'import_from_statement'];
/** Statements that may stand among the imports of a module without ending them (pycodestyle E402). */
const AMONG_IMPORTS = ['if_statement', 'try_statement', 'with_statement'];

/** Asks for `import module`, or for `from module import name`. */
export function importNeed(module: string, name?: string): Need {
  return { kind: 'import', key: `import ${module} ${name ?? ''}`, module, ...(name !== undefined && { name }) };
}

/** The same for a module of the project: it goes below those of libraries. */
export function ownImportNeed(module: string, name?: string): Need {
  return { ...importNeed(module, name), isOwn: true };
}

/** The name under which the module level already has `module`, or `name` from it; only if bound there unconditionally. */
export function importedAs(doc: PythonDoc, module: string, name?: string): string | undefined {
  const origin = name === undefined ? module : `${module}.${name}`;
  for (const [bound, bindings] of doc.scopes.moduleNames) {
    const first = bindings[0]!;
    if (bindings.length === 1 && first.origin === origin && importStatement(first.node)?.parent === doc.root) return bound;
  }
  return undefined;
}

export function importStatement(node: PyNode): PyNode | undefined {
  return node.closest(...IMPORTS);
}

/** Where imports and module-level names that need them may go. */
export interface Anchor {
  /** Offset after the last import of the module's leading run, before the line end; where no import is, after the docstring. */
  readonly end: number;
  /** Whether anything precedes: an import, a docstring, a comment. */
  readonly afterImports: boolean;
  readonly imports: readonly PyNode[];
}

/**
 * The run of imports a module starts with: docstring, `__future__`, imports, and the guarded blocks and path set-up
 * that may stand among them. It ends before `firstUse`, an offset at module level that needs a name bound earlier.
 */
export function importAnchor(doc: PythonDoc, firstUse = Infinity): Anchor {
  const imports: PyNode[] = [];
  let end = 0;
  for (const [index, statement] of statementsOf(doc.root).entries()) {
    if (statement.start <= firstUse && firstUse < statement.end) break;
    if (statement.start > firstUse) break;
    if (IMPORTS.includes(statement.kind) || statement.kind === 'future_import_statement') {
      if (statement.kind !== 'future_import_statement') imports.push(statement);
      end = statement.end;
    } else if (index === 0 && isDocstring(statement)) end = statement.end;
    else if (!mayStandAmongImports(statement)) break;
    else if (AMONG_IMPORTS.includes(statement.kind) && holdsImport(statement)) end = statement.end;
  }
  return { end, afterImports: imports.length > 0, imports };
}

export function isDocstring(statement: PyNode): boolean {
  return statement.kind === 'expression_statement' && ['string', 'concatenated_string'].includes(statement.named[0]?.kind ?? '');
}

/** A guarded import, as under `TYPE_CHECKING` or in a `try`: names made after it are made after the imports. */
function holdsImport(statement: PyNode): boolean {
  for (const nested of statement.descendants(...IMPORTS)) if (!nested.closest('function_definition')) return true;
  return false;
}

function mayStandAmongImports(statement: PyNode): boolean {
  if (AMONG_IMPORTS.includes(statement.kind)) return true;
  return statement.kind === 'expression_statement' &&
    /^(__\w+__\s*(:[^=]+)?=|sys\.path\.|os\.environ\b|load_dotenv\(|warnings\.(filterwarnings|simplefilter)\()/.test(statement.text);
}

/** Edits that import what is asked for: one statement each, in the group and order the file keeps. */
export function importEdits(doc: PythonDoc, needs: readonly Need[], firstUse = Infinity): Edit[] {
  const anchor = importAnchor(doc, firstUse);
  const extended = new Map<PyNode, string[]>();
  const added: { at: number; before: boolean; line: string; group: string }[] = [];
  for (const need of [...needs].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const module = String(need['module']);
    const name = need['name'] === undefined ? undefined : String(need['name']);
    const same = name && anchor.imports.find((statement) => takesName(statement, module));
    if (same) extended.set(same, [...(extended.get(same) ?? []), name]);
    else {
      const group = need['isOwn'] ? 'local' : groupOf(module);
      added.push({ ...placeFor(doc, anchor, module, name, group), line: importLine(module, name), group });
    }
  }
  return [
    ...[...extended].flatMap(([statement, names]) => extendImport(statement, names)),
    ...added.map((each, index) => insertLine(doc, each, anchor.afterImports, index, neighbours(added, index))),
  ];
}

function importLine(module: string, name: string | undefined): string {
  return name === undefined ? `import ${module}` : `from ${module} import ${name}`;
}

function takesName(statement: PyNode, module: string): boolean {
  return statement.kind === 'import_from_statement' && statement.field('module_name')?.text === module &&
    !statement.children.some((child) => child.kind === 'wildcard_import' || child.kind === 'comment');
}

/** `from m import a` becomes `from m import a, b`, in order if it is; inside parentheses the last name's own layout is kept. */
function extendImport(statement: PyNode, names: readonly string[]): Edit[] {
  const parts = importedNames(statement).map(({ node }) => node);
  const sorted = parts.every((part, i) => i === 0 || parts[i - 1]!.text <= part.text);
  const separator = separatorOf(statement, parts);
  const added = new Map<PyNode | undefined, string[]>();
  for (const name of names) {
    const before = sorted ? parts.find((part) => part.text > name) : undefined;
    added.set(before, [...(added.get(before) ?? []), name]);
  }
  const end = parts.at(-1)!.end;
  return [...added].map(([before, list]) => (before
    ? { start: before.start, end: before.start, text: list.map((name) => name + separator).join('') }
    : { start: end, end, text: list.map((name) => separator + name).join('') }));
}

function separatorOf(statement: PyNode, parts: readonly PyNode[]): string {
  const [first, second] = parts;
  const open = statement.children.find((child) => child.kind === '(');
  if (first && second) return statement.text.slice(first.end - statement.start, second.start - statement.start);
  if (open && first) return ',' + (statement.text.slice(open.end - statement.start, first.start - statement.start) || ' ');
  return ', ';
}

type Group = 'standard' | 'other' | 'local';

function groupOf(module: string): Group {
  if (module.startsWith('.')) return 'local';
  return isStandardModule(module.split('.')[0]!) ? 'standard' : 'other';
}

const GROUPS: readonly Group[] = ['standard', 'other', 'local'];

/** The existing import a new one goes next to: in its own group by name, else between the groups around it. */
function placeFor(doc: PythonDoc, anchor: Anchor, module: string, name: string | undefined, group: Group): { at: number; before: boolean } {
  const isPlain = name === undefined;
  const top = module.split('.')[0];
  const mates = anchor.imports.filter((statement) => groupOf(moduleOf(statement)) === group);
  const sameTop = anchor.imports.filter((statement) => groupOf(moduleOf(statement)) === groupOf(module)).filter((statement) => moduleOf(statement).split('.')[0] === top);
  const pool = sameTop.length > 0 && group !== 'standard' ? sameTop : sectionFor(doc, mates, module);
  const isBefore = (statement: PyNode) => {
    const plain = statement.kind === 'import_statement';
    return plain === isPlain ? moduleOf(statement).toLowerCase() < module.toLowerCase() : plain;
  };
  const previous = pool.filter(isBefore).at(-1);
  if (previous) return { at: previous.end, before: false };
  if (pool[0]) return { at: pool[0].start, before: true };
  const earlier = anchor.imports.filter((statement) => GROUPS.indexOf(groupOf(moduleOf(statement)) as Group) < GROUPS.indexOf(group)).at(-1);
  if (earlier) return { at: earlier.end, before: false };
  return anchor.imports[0] ? { at: anchor.imports[0].start, before: true } : { at: anchor.end, before: false };
}

/** Of imports that a blank line parts, those of the project itself come last (isort), those of libraries before. */
function sectionFor(doc: PythonDoc, mates: readonly PyNode[], module: string): readonly PyNode[] {
  const sections: PyNode[][] = [];
  for (const statement of mates) {
    const previous = sections.at(-1)?.at(-1);
    if (previous && !doc.text.slice(previous.end, statement.start).includes('\n\n')) sections.at(-1)!.push(statement);
    else sections.push([statement]);
  }
  const isOwn = doc.path.split('/').includes(module.split('.')[0]!);
  return (isOwn ? sections.at(-1) : sections[0]) ?? [];
}

function moduleOf(statement: PyNode): string {
  return statement.field('module_name')?.text ?? importedNames(statement)[0]!.origin;
}

interface NewLine { readonly at: number; readonly before: boolean; readonly line: string; readonly group: string }

/** Whether a new import of the same group goes to the same place, before and after this one. */
function neighbours(added: readonly NewLine[], index: number): { before: boolean; after: boolean } {
  const here = added[index]!;
  const isBeside = (other: NewLine) => other.at === here.at && other.before === here.before && other.group === here.group;
  return { before: added.slice(0, index).some(isBeside), after: added.slice(index + 1).some(isBeside) };
}

function insertLine(doc: PythonDoc, place: NewLine, afterImports: boolean, order: number, beside: { before: boolean; after: boolean }): Edit {
  if (!afterImports) {
    const at = doc.text.slice(0, place.at).trim() === '' ? topOf(doc) : endOfLine(doc, place.at);
    if (at === topOf(doc) && place.at === 0) return { start: at, end: at, text: `${place.line}\n`, order };
    return { start: at, end: at, text: `${order === 0 ? '\n' : ''}\n${place.line}`, order };
  }
  if (place.before) {
    const isTogether = beside.after || sameGroupFollows(doc, place);
    const at = sameGroupFollows(doc, place) ? lineStart(doc, place.at) : aboveHeading(doc, place.at);
    return { start: at, end: at, text: `${place.line}\n${isTogether ? '' : '\n'}`, order };
  }
  const at = endOfLine(doc, place.at);
  const gap = beside.before || groupOfStatementEndingAt(doc, place.at) === place.group ? '\n' : '\n\n';
  return { start: at, end: at, text: gap + place.line, order };
}

/** Above the comment over the imports of another group, such as `# Third party`; one that heads the file stays on top. */
function aboveHeading(doc: PythonDoc, offset: number): number {
  const line = lineStart(doc, offset);
  const heading = /(?:^|\n)\n((?:#.*\n)+)$/.exec(doc.text.slice(0, line));
  return heading ? line - heading[1]!.length : line;
}

function sameGroupFollows(doc: PythonDoc, place: NewLine): boolean {
  const next = doc.root.children.find((child) => child.start === place.at);
  return !!next && groupOf(moduleOf(next)) === place.group;
}

function groupOfStatementEndingAt(doc: PythonDoc, offset: number): string | undefined {
  const statement = doc.root.children.find((child) => child.end === offset && IMPORTS.includes(child.kind));
  return statement && groupOf(moduleOf(statement));
}

/** The start of the first line below a shebang, an encoding line and the comment that heads the file, and its blank lines. */
export function topOf(doc: PythonDoc): number {
  return /^(?:(?:#.*\n)+\n*)?/.exec(doc.text)![0].length;
}

/** The end of the line a statement ends on, after a trailing comment, before the line end. */
export function endOfLine(doc: PythonDoc, offset: number): number {
  const newline = doc.text.indexOf('\n', offset);
  return newline < 0 ? doc.text.length : newline;
}

/** Edits that drop imported names nothing uses any more. `unused` are bindings at any level. */
export function removeImports(doc: PythonDoc, unused: readonly PyNode[]): Edit[] {
  const byStatement = new Map<PyNode, PyNode[]>();
  for (const part of unused) {
    const statement = importStatement(part)!;
    byStatement.set(statement, [...(byStatement.get(statement) ?? []), part]);
  }
  return [...byStatement].flatMap(([statement, parts]): Edit[] => {
    const all = importedNames(statement).map(({ node }) => node);
    if (parts.length === all.length) return removeStatement(doc, statement);
    return withoutParts(all, parts);
  });
}

/** A part goes with the comma behind it; those that end the list go with the comma in front of them. */
function withoutParts(all: readonly PyNode[], parts: readonly PyNode[]): Edit[] {
  const lastKept = all.findLastIndex((part) => !parts.includes(part));
  const tail = lastKept + 1 < all.length ? [{ start: all[lastKept]!.end, end: all.at(-1)!.end, text: '' }] : [];
  const inner = all.flatMap((part, i): Edit[] => (i < lastKept && parts.includes(part) ? [{ start: part.start, end: all[i + 1]!.start, text: '' }] : []));
  return [...inner, ...tail];
}

/** Removes a statement with its line; where it is all a block holds, `pass` takes its place. */
export function removeStatement(doc: PythonDoc, statement: PyNode): Edit[] {
  const block = statement.parent!;
  if (block.kind === 'block' && statementsOf(block).length === 1) return [{ start: statement.start, end: statement.end, text: 'pass' }];
  const start = lineStart(doc, statement.start);
  const end = endOfLine(doc, statement.end);
  const head = doc.text.slice(start, statement.start);
  const tail = doc.text.slice(statement.end, end);
  if (head.trim() === '' && tail.trim() === '') {
    // Behind the last statement of a block the blank lines part what comes next, which stays where it is.
    const isLast = block.kind === 'block' && statementsOf(block).at(-1) === statement;
    if (isLast) return [{ start: start - /(?:(?<=\n)[ \t]*\n)*$/.exec(doc.text.slice(0, start))![0].length, end: Math.min(end + 1, doc.text.length), text: '' }];
    return [{ start, end: withBlankLine(doc, block, statement, end), text: '' }];
  }
  if (head.trim() === '' && tail.trim().startsWith('#')) return [{ start: statement.start, end: statement.end + /^\s*/.exec(tail)![0].length, text: '' }];
  const semicolon = /^\s*;\s*/.exec(tail);
  if (semicolon) return [{ start: statement.start, end: statement.end + semicolon[0].length, text: '' }];
  const before = /\s*;\s*$/.exec(head);
  return [{ start: statement.start - (before?.[0].length ?? 0), end: statement.end, text: '' }];
}

/** The end of the removed line; where a blank line or the head of a block stands before it, the blank lines after it go too. */
function withBlankLine(doc: PythonDoc, block: PyNode, statement: PyNode, end: number): number {
  const start = lineStart(doc, statement.start);
  const isAfterGap = /(^|\n)[ \t]*\n$/.test(doc.text.slice(0, start)) || (block.kind === 'block' && statementsOf(block)[0] === statement) || start === 0;
  const gap = isAfterGap ? /^\n((?:[ \t]*\n)*)/.exec(doc.text.slice(end))?.[1] ?? '' : '';
  return Math.min(end + 1 + gap.length, doc.text.length);
}
