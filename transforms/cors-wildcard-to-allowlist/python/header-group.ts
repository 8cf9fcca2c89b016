import { removeStatement } from '../../../src/languages/python/imports.ts';
import { enclosingFunction, lineStart, statementOf, statementsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { commentsAboutCors } from './comments.ts';
import type { LayerTraits } from './context.ts';
import type { StarHeader } from './headers.ts';

/** What a layer writes itself; others, such as those that expose headers, it writes only where it is told to. */
const OF_LAYERS = /^(?:access-control-(?:allow-(?:origin|credentials|methods|headers)|max-age)|vary)$/;

/** A header of CORS that one response sets by hand. */
interface Member {
  readonly name: string;
  readonly value: string | undefined;
  /** The dictionary entry, or the statement. */
  readonly node: PyNode;
}

/** The headers of CORS that are set by hand for the response of a header, itself among them. */
export function headerGroup({ kind, node }: StarHeader): Member[] {
  if (kind === 'pair') return node.parent!.named.flatMap((pair) => member(pair.field('key'), pair.field('value'), pair));
  const target = targetOf(node);
  const own = statementOf(node);
  const blocks = [own, ...own.ancestors()].map(({ parent }) => parent).filter((block) => block?.kind === 'block' && block.isWithin(enclosingFunction(node) ?? block));
  return blocks.flatMap((block) => statementsOf(block)).flatMap((statement) => {
    const set = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
    if (!set || targetOf(set) !== target) return [];
    return set.kind === 'assignment' ? member(set.field('left')!.field('subscript'), set.field('right'), statement) : member(...positionals(set), statement);
  });
}

function positionals(call: PyNode): [PyNode | undefined, PyNode | undefined] {
  const [name, value] = call.field('arguments')!.named;
  return [name, value];
}

/** `response.headers` of `response.headers["…"] = …` and of `response.headers.add(…)`. */
function targetOf(set: PyNode): string | undefined {
  if (set.kind === 'assignment') return set.field('left')?.kind === 'subscript' ? set.field('left')!.field('value')!.text : undefined;
  return set.kind === 'call' ? set.field('function')!.field('object')?.text : undefined;
}

function member(name: PyNode | undefined, value: PyNode | undefined, node: PyNode): Member[] {
  const text = stringValue(name)?.toLowerCase();
  const isOfCors = text?.startsWith('access-control-') || (text === 'vary' && /^origin$/i.test(stringValue(value) ?? ''));
  return isOfCors ? [{ name: text!, value: stringValue(value), node }] : [];
}

/** Whether the layer writes all that the group does. */
export function isCoveredBy(group: readonly Member[], { credentials, methods, headers }: LayerTraits): boolean {
  return group.every(({ name, value }) => {
    const lists = { 'access-control-allow-methods': methods, 'access-control-allow-headers': headers }[name];
    const asked = value?.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== '' && each !== 'options');
    return OF_LAYERS.test(name) && (name !== 'access-control-allow-credentials' || credentials) && (!lists || !!asked?.every((each) => lists.includes(each)));
  });
}

/** Edits that take statements out with the comments only about them, and with an `if` or `else` around nothing else; undefined where a block would be left empty. */
export function withoutStatements(doc: PythonDoc, statements: readonly PyNode[]): Edit[] | undefined {
  const gone = new Set(statements);
  const isEmptied = (block: PyNode | undefined) => statementsOf(block).every((each) => statements.includes(each));
  for (const block of new Set(statements.map((statement) => statement.parent!))) {
    if (!isEmptied(block)) continue;
    const choice = block.parent!.kind === 'if_statement' ? block.parent! : block.parent!.parent!;
    const clauses = choice.children.filter(({ kind }) => kind === 'elif_clause' || kind === 'else_clause');
    const isWhole = choice.kind === 'if_statement' && isEmptied(choice.field('consequence')) && clauses.every((clause) => isEmptied(clause.field('body') ?? clause.field('consequence')));
    if (!isWhole && block.parent!.kind !== 'else_clause') return undefined;
    for (const each of statementsOf(block)) gone.delete(each);
    gone.add(isWhole ? choice : block.parent!);
  }
  // What an emptied `if` leaves behind may be empty in its turn.
  if ([...gone].some((node) => node.kind === 'if_statement' && node.parent?.kind === 'block' && statementsOf(node.parent).every((each) => gone.has(each)))) return undefined;
  return [...gone].flatMap((node) => (node.kind === 'else_clause' ? withoutLines(doc, node) : [...commentsAboutCors(doc, node), ...withoutLine(doc, node)]));
}

/** A statement goes with the comment on its line, which is about it. */
function withoutLine(doc: PythonDoc, statement: PyNode): Edit[] {
  const [edit, ...more] = removeStatement(doc, statement);
  const comment = /^[ \t]*#[^\n]*\n?/.exec(doc.text.slice(statement.end))?.[0];
  const start = lineStart(doc, statement.start);
  if (!comment || doc.text.slice(start, statement.start).trim() !== '') return [edit!, ...more];
  return [{ start, end: statement.end + comment.length, text: '' }];
}

/** A clause of an `if` goes with the line end before it. */
export function withoutLines(doc: PythonDoc, clause: PyNode): Edit[] {
  return [{ start: lineStart(doc, clause.start) - 1, end: clause.end, text: '' }];
}
