import type { Edit, Need, Span } from '../../types.ts';
import type { AcceptedFix, Support } from '../types.ts';
import { endOfLine, importAnchor, importedAs, importEdits, importStatement, removeImports, removeStatement, topOf } from './imports.ts';
import { statementOf } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { importedNames, type Binding } from './scopes.ts';
import { isStandardModule } from './standard-modules.ts';
import type { PyNode } from './tree.ts';

const FILE_NEEDS = ['import', 'logger', 'handler-log', 'block'];
const AFTER_IMPORTS = 1000;

/** Asks for the one log line of an `except` clause, as an edit from `at` to `end`; of several requests the lowest rank is taken. */
export function handlerLogNeed(handler: PyNode, rank: number, at: number, text: string, needs: readonly Need[], end = at): Need {
  return { kind: 'handler-log', key: handlerKey(handler), rank, start: at, end, text, needs };
}

/** What a fix provides that turns code already there into the log line of its handler. */
export function handlerKey(handler: PyNode): string {
  return `handler@${handler.start}`;
}

/** Asks for module-level code after the imports and the logger, such as a helper function. `order`: lower first, below zero above the logger; `name`: what it is for, where it binds none. */
export function blockNeed(key: string, text: string, needs: readonly Need[], options: { order?: number; firstUse?: number; name?: string } = {}): Need {
  return { kind: 'block', key, text, needs, ...options };
}

/** Edits for what the accepted fixes need and for the names they stop using. */
export function supportEdits(doc: PythonDoc, accepted: readonly AcceptedFix[]): Support {
  const provided = new Set(accepted.flatMap(({ fix }) => fix.provides ?? []));
  const asked = accepted.flatMap(({ id, fix }) => (fix.needs ?? []).map((need) => ({ need, id })));
  const logs = handlerLogs(asked.map(({ need }) => need).filter((need) => !provided.has(need.key)));
  const every = [...asked.map(({ need }) => need).filter(({ kind }) => kind !== 'handler-log'), ...logs].flatMap(withOwnNeeds);
  const needs = unique(every);
  // One of several requests for a logger may come from code that runs at import: the earliest decides where it goes.
  const firstUse = Math.min(Infinity, ...every.map((need) => Number(need['firstUse'] ?? Infinity)));
  const edits = [
    ...logs.map((log): Edit => ({ start: Number(log['start']), end: Number(log['end']), text: String(log['text']) })),
    ...moduleEdits(doc, needs, firstUse),
  ];
  const all = [...accepted.flatMap(({ fix }) => fix.edits), ...edits];
  const removals = orphanEdits(doc, accepted, all);
  const placed = edits.map((edit) => besideRemoval(edit, removals));
  return {
    edits: [...placed, ...removals.map((removal) => (isReplaced(removal, placed) ? firstLineOf(doc, removal) : removal))],
    names: [...new Set([...needs.flatMap(boundNames), ...namesInBlocks(doc, needs)])],
    rest: asked.filter(({ need }) => !FILE_NEEDS.includes(need.kind)),
  };
}

/** What was to follow a line that goes takes its place. */
function besideRemoval(edit: Edit, removals: readonly Edit[]): Edit {
  const gone = removals.find(({ start, end, text }) => text === '' && start < edit.start && edit.start < end);
  if (!gone || edit.start !== edit.end) return edit;
  return { ...edit, start: gone.start, end: gone.start, text: `${edit.text.replace(/^\n+/, '')}\n` };
}

function isReplaced(removal: Edit, placed: readonly Edit[]): boolean {
  return removal.text === '' && placed.some((edit) => edit.start === removal.start && edit.text.endsWith('\n'));
}

/** The line alone, without the blank lines that would go with it: another line takes its place. */
function firstLineOf(doc: PythonDoc, removal: Edit): Edit {
  const text = doc.text.slice(removal.start, removal.end);
  return { ...removal, end: removal.start + text.trimEnd().length + (/\n/.test(text.slice(text.trimEnd().length)) ? 1 : 0) };
}

function handlerLogs(needs: readonly Need[]): Need[] {
  const best = new Map<string, Need>();
  for (const need of needs.filter(({ kind }) => kind === 'handler-log')) {
    const other = best.get(need.key);
    if (!other || Number(need['rank']) < Number(other['rank'])) best.set(need.key, need);
  }
  return [...best.values()];
}

function withOwnNeeds(need: Need): Need[] {
  const own = (need['needs'] ?? need['imports'] ?? []) as unknown as readonly Need[];
  return [need, ...own.flatMap(withOwnNeeds)];
}

function unique(needs: readonly Need[]): Need[] {
  return [...new Map(needs.map((need) => [need.key, need])).values()];
}

function boundNames(need: Need): string[] {
  if (need.kind === 'logger') return [String(need['name'])];
  if (need.kind === 'import') return [String(need['name'] ?? need['module']).split('.')[0]!];
  if (need.kind === 'block') return [...String(need['text']).matchAll(/^(?:def |class )?(\w+)(?:\s*[:=]|\()/gm)].map((match) => match[1]!);
  return [];
}

/** Names of the module that inserted code uses: they must be bound above it. */
function namesInBlocks(doc: PythonDoc, needs: readonly Need[]): string[] {
  const words = needs.filter(({ kind }) => kind === 'block').flatMap((need) => String(need['text']).match(/\b[A-Za-z_]\w*\b/g) ?? []);
  return words.filter((word) => doc.scopes.moduleNames.has(word));
}

/** Imports, the logger, then blocks: each once, before the first module-level code that uses them. */
function moduleEdits(doc: PythonDoc, needs: readonly Need[], firstUse: number): Edit[] {
  const imports = needs.filter((need) => need.kind === 'import' && !isImported(doc, need, firstUse));
  const loggers = needs.filter(({ kind }) => kind === 'logger').map((need) => `${need['name']} = ${need['call']}`);
  const orderOf = (need: Need) => Number(need['order'] ?? 0);
  const blocks = needs.filter(({ kind }) => kind === 'block').sort((a, b) => orderOf(a) - orderOf(b));
  const textsOf = (chosen: readonly Need[]) => chosen.map((need) => String(need['text']));
  const code = [...textsOf(blocks.filter((need) => orderOf(need) < 0)), ...(loggers.length > 0 ? [loggers.join('\n')] : []), ...textsOf(blocks.filter((need) => orderOf(need) >= 0))];
  const codeUse = Math.min(Infinity, ...needs.filter(({ kind }) => kind !== 'import').map((need) => Number(need['firstUse'] ?? Infinity)));
  return [...importEdits(doc, imports, firstUse), ...(code.length > 0 ? [insertAfterImports(doc, code, codeUse, imports.length > 0)] : [])];
}

/** Imported at module level, for good, before the first use. */
function isImported(doc: PythonDoc, need: Need, firstUse: number): boolean {
  const name = need['name'] === undefined ? undefined : String(need['name']);
  const bound = importedAs(doc, String(need['module']), name);
  if (bound === undefined || bound !== (name ?? String(need['module']))) return false;
  return doc.scopes.moduleNames.get(bound)![0]!.node.start < firstUse;
}

function insertAfterImports(doc: PythonDoc, code: readonly string[], firstUse: number, newImports: boolean): Edit {
  const imports = importAnchor(doc, firstUse);
  const end = isDefinition(code[0]!) ? endOfLogger(doc, endOfImports(doc, imports.end, firstUse, code.join('\n')), firstUse) : imports.end;
  const anchor = { ...imports, end };
  const definition = code.some((part) => /^(def|class|async def|@)/.test(part));
  const gap = definition ? '\n\n\n' : '\n\n';
  const hasHead = anchor.end > 0;
  const at = hasHead ? endOfBlock(doc, endOfLine(doc, anchor.end)) : topOf(doc);
  const text = code.reduce((all, part) => all + (isDefinition(all) || isDefinition(part) ? '\n\n\n' : '\n\n') + part, '').replace(/^\n+/, '');
  const following = doc.text.slice(at).replace(/^\n/, '');
  if (!hasHead) {
    const before = newImports ? '\n' : '';
    return { start: at, end: at, text: `${before}${text}${startsWithDefinition(following) || isDefinition(code.at(-1)!) ? '\n\n\n' : '\n\n'}`, order: AFTER_IMPORTS };
  }
  const blankLines = /^\n*/.exec(following)![0].length;
  const wanted = following.trim() === '' ? 0 : isDefinition(code.at(-1)!) || startsWithDefinition(following.trimStart()) ? 2 : 1;
  return { start: at, end: at, text: gap.slice(0, isDefinition(code[0]!) ? 3 : 2) + text + '\n'.repeat(Math.max(0, wanted - blankLines)), order: AFTER_IMPORTS };
}

/** The end of the imports that are commented out right below a line. */
function endOfBlock(doc: PythonDoc, lineEnd: number): number {
  return lineEnd + /^(?:\n#[ \t]*(?:from[ \t]+[\w.]+[ \t]+import\b|import[ \t]+\w)[^\n]*)*/.exec(doc.text.slice(lineEnd))![0].length;
}

/** A helper goes after imports further down, and after the logger it uses: those above what uses it, or above the first function. */
function endOfImports(doc: PythonDoc, from: number, firstUse: number, code: string): number {
  const isFunction = ({ kind }: PyNode) => ['function_definition', 'class_definition', 'decorated_definition'].includes(kind);
  const until = firstUse < Infinity ? firstUse : doc.root.named.find(isFunction)?.start ?? Infinity;
  const isNeeded = (statement: PyNode) => /import/.test(statement.kind) || new RegExp(`\\b${/^(\w+)\s*=\s*[\w.]*get_?logger\(/i.exec(statement.text)?.[1] ?? '[^\\s\\S]'}\\b`).test(code);
  return Math.max(from, doc.root.named.findLast((statement) => statement.end <= until && isNeeded(statement))?.end ?? 0);
}

/** A helper goes after the logger the module makes right after its imports. */
function endOfLogger(doc: PythonDoc, from: number, firstUse: number): number {
  for (const statement of doc.root.named) {
    if (statement.start < from) continue;
    if (statement.end > firstUse || isDefinition(statement.text)) break;
    if (/^\w+\s*(:[^=\n]+)?=\s*[\w.]*get_?logger\([^\n]*$/i.test(statement.text)) return statement.end;
    if (!/^(\w+\s*=\s*)?[\w.]*(load_dotenv|basicConfig|(setup|configure|init)_?log\w*)\(/.test(statement.text)) break;
  }
  return from;
}

function isDefinition(code: string): boolean {
  return /(^|\n)(def|class|async def|@)/.test(code);
}

function startsWithDefinition(code: string): boolean {
  return /^(def|class|async def|@)/.test(code);
}

/** Drops imports and `as name` bindings behind orphaned names, when no use is left after all the edits. */
function orphanEdits(doc: PythonDoc, accepted: readonly AcceptedFix[], edits: readonly Edit[]): Edit[] {
  const spans: Span[] = accepted.flatMap(({ fix }) => fix.orphans ?? []);
  const all = [...edits];
  const unusedImports = new Set<PyNode>();
  const unusedNames = new Set<PyNode>();
  const unusedLocals = new Set<PyNode>();
  // A local that goes takes the names its value is made of along, which are looked at in turn.
  for (const span of spans) {
    const use = doc.scopes.usesOf(doc.text.slice(span.start, span.end)).find((node) => node.start === span.start);
    const bindings = use ? doc.scopes.lookup(use.text, use) : [];
    const binding = use && (boundByClause(bindings, use) ?? importedAbove(bindings, use) ?? bindings[0]);
    if (!use || !binding || isStillUsed(doc, binding, spans, all)) continue;
    if (binding.kind === 'except') unusedNames.add(binding.node);
    else if (binding.kind === 'import' && bindings.every((each) => each.kind === 'import')) {
      const repeated = bindings.filter((each) => blockOf(each) === blockOf(binding));
      for (const each of repeated) if (mayRemove(doc, each)) unusedImports.add(importPart(each));
    }
    else if (binding.kind === 'assignment' && bindings.length === 1 && isLocal(doc, binding) && !unusedLocals.has(binding.node) && !isEdited(statementOf(binding.node), all)) {
      unusedLocals.add(binding.node);
      const removed = withoutLocal(doc, binding.node);
      all.push(...removed);
      spans.push(...[...statementOf(binding.node).descendants('identifier')].filter((name) => removed.some((edit) => edit.start <= name.start && name.end <= edit.end)));
    }
  }
  const locals = all.slice(edits.length);
  return [...removeImports(doc, [...unusedImports]), ...[...unusedNames].map(withoutName), ...locals];
}

/** A name that one plain assignment of a function binds, and nothing outside it can see. */
function isLocal(doc: PythonDoc, { name, node }: Binding): boolean {
  const assignment = node.parent!;
  return assignment.kind === 'assignment' && assignment.field('left') === node && assignment.field('right')?.kind !== 'assignment' &&
    assignment.parent?.kind === 'expression_statement' && doc.scopes.scopeOf(name, node)?.kind === 'function_definition';
}

function isEdited(statement: PyNode, edits: readonly Edit[]): boolean {
  return edits.some((edit) => edit.start <= statement.end && edit.end >= statement.start);
}

const WITHOUT_EFFECT = new Set(['identifier', 'attribute', 'subscript', 'string', 'string_start', 'string_content', 'string_end', 'interpolation', 'escape_sequence', 'escape_interpolation',
  'dictionary', 'pair', 'list', 'tuple', 'binary_operator', 'boolean_operator', 'comparison_operator', 'conditional_expression', 'parenthesized_expression', 'integer', 'float', 'true', 'false', 'none',
  'slice', 'argument_list', 'unary_operator', 'not_operator']);
const CALLS_WITHOUT_EFFECT = /^(dict|list|tuple|set|str|repr|int|float|len|bool|type|sorted|os\.getenv|os\.environ\.get|request\.(headers|cookies)\.get|(\w+\.)*(headers|cookies|data|payload|params|body)\.get|secrets\.(token_\w+|choice)|(uuid\.)?uuid4|(json\.)?dumps|(urllib\.parse\.)?(urlparse|quote|urlencode)|(base64\.)?(urlsafe_)?b64encode)$|\.(l?strip|rstrip|lower|upper|r?split|r?partition|replace|startswith|endswith|title|format|join|encode|decode|hex|isoformat)$/;

/** An unused local goes; a value that may do something when it is made is still made. */
function withoutLocal(doc: PythonDoc, name: PyNode): Edit[] {
  const value = name.parent!.field('right')!;
  const hasEffect = [value, ...value.descendants()].some((node) => node.isNamed && !WITHOUT_EFFECT.has(node.kind) &&
    !(node.kind === 'call' && CALLS_WITHOUT_EFFECT.test(node.field('function')!.text)));
  return hasEffect ? [{ start: name.start, end: value.start, text: '' }] : removeStatement(doc, statementOf(name));
}

/** One name bound by several `except` clauses is a different one in each. */
function boundByClause(bindings: readonly Binding[], use: PyNode): Binding | undefined {
  return bindings.filter(({ kind, node }) => kind === 'except' && use.isWithin(node.closest('except_clause')!)).at(-1);
}

/** Of several imports of one name the last that stands above a use in its block: each `except` clause may have its own. */
function importedAbove(bindings: readonly Binding[], use: PyNode): Binding | undefined {
  if (bindings.some(({ kind }) => kind !== 'import')) return undefined;
  return bindings.filter((binding) => binding.node.start < use.start && use.isWithin(blockOf(binding))).at(-1);
}

function blockOf(binding: Binding): PyNode {
  return importStatement(binding.node)!.parent!;
}

function importPart(binding: Binding): PyNode {
  const statement = importStatement(binding.node)!;
  return importedNames(statement).find(({ name, node }) => name === binding.name && node.isWithin(binding.node))?.node ?? binding.node;
}

/** An import others may take from here stays, and so does one that a `try` guards: it may be a probe. */
function mayRemove(doc: PythonDoc, binding: Binding): boolean {
  const statement = importStatement(binding.node)!;
  const isExported = new RegExp(`__all__[^\\]]*["']${binding.name}["']`).test(doc.text);
  const mayBeTaken = doc.path.endsWith('__init__.py') && !(statement.kind === 'import_statement' && isStandardModule(binding.name));
  return !isExported && !mayBeTaken && !isGuarded(statement);
}

function isGuarded(statement: PyNode): boolean {
  const block = statement.closest('block');
  return block?.parent?.kind === 'try_statement' && block.parent.field('body') === block && !statement.closest('function_definition');
}

function isStillUsed(doc: PythonDoc, binding: Binding, gone: readonly { start: number; end: number }[], edits: readonly Edit[]): boolean {
  const handler = binding.kind === 'except' ? binding.node.closest('except_clause', 'except_group_clause') : undefined;
  const area = handler ?? doc.scopes.scopeOf(binding.name, binding.node) ?? doc.root;
  const isGone = (node: PyNode) => gone.some((span) => span.start === node.start && span.end === node.end) ||
    edits.some((edit) => edit.end > edit.start && edit.start <= node.start && node.end <= edit.end);
  const word = new RegExp(`(?<![\\w.])${binding.name}\\b`);
  const isIn = (text: string) => word.test(text.replace(/(?<![fF])(["'])(?:(?!\1).)*\1/g, ''));
  const imports = binding.kind === 'import' ? doc.scopes.in(area, binding.name) : [];
  const isOfAnother = (use: PyNode) => {
    const above = importedAbove(imports, use);
    return above !== undefined && blockOf(above) !== blockOf(binding);
  };
  return doc.scopes.usesOf(binding.name).some((use) => use.isWithin(area) && !isGone(use) && !isOfAnother(use)) ||
    edits.some((edit) => edit.start >= area.start && edit.end <= area.end && isIn(edit.text));
}

/** `except Error as e:` without ` as e`. */
function withoutName(name: PyNode): Edit {
  const pattern = name.closest('as_pattern')!;
  const type = pattern.named[0]!;
  return { start: type.end, end: pattern.end, text: '' };
}

