import type { Edit, Span } from '../../types.ts';
import type { AcceptedFix } from '../types.ts';
import { dottedText, isCall, lastName, removeStatement, runsIn, statementsIn, wholeLines } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import { spanOf, type Node, type NodeOf, type NodeType } from './tree.ts';

/** Drops the imports and the local names behind orphaned uses when no use is left after all the edits. */
export function orphanEdits(doc: JavaScriptDoc, accepted: readonly AcceptedFix[], edits: readonly Edit[]): Edit[] {
  const spans: Span[] = accepted.flatMap(({ fix }) => fix.orphans ?? []);
  const all = [...edits];
  const imports = new Set<Binding>();
  const locals = new Set<Binding>();
  // A local that goes takes the names its value is made of along, which are looked at in turn.
  for (const span of spans) {
    const use = doc.tree.all('Identifier').find(({ start, end }) => start === span.start && end === span.end);
    const binding = doc.scopes.bindingOf(use);
    if (!binding || locals.has(binding) || isStillUsed(binding, spans, all)) continue;
    if (isImport(doc, binding)) imports.add(binding);
    else if (isPlainLocal(doc, binding, all)) {
      locals.add(binding);
      const removal = withoutLocal(doc, binding);
      all.push(removal);
      spans.push(...doc.tree.inside(binding.by, 'Identifier').filter((node) => removal.start <= node.start! && node.end! <= removal.end).map(spanOf));
    }
  }
  const byStatement = new Map<Node, Binding[]>();
  for (const binding of imports) {
    const statement = statementOfImport(doc, binding);
    byStatement.set(statement, [...(byStatement.get(statement) ?? []), binding]);
  }
  return [...[...byStatement].flatMap(([statement, bindings]) => withoutNames(doc, statement, bindings)), ...all.slice(edits.length)];
}

/** A name of a function that one declaration of its own binds, which no edit touches. */
function isPlainLocal(doc: JavaScriptDoc, { by, node, scope, kind }: Binding, edits: readonly Edit[]): boolean {
  if (by.type !== 'VariableDeclarator' || by.id !== node || !by.init || scope.type === 'Program' || kind === 'var') return false;
  const statement = doc.tree.parent(by) as NodeOf<'VariableDeclaration'>;
  const isAlone = statement.declarations.length === 1 && statementsIn(doc.tree.parent(statement)).includes(statement);
  return isAlone && !edits.some((edit) => edit.start < statement.end! && edit.end > statement.start!);
}

const EFFECTS: readonly NodeType[] = [
  'CallExpression', 'OptionalCallExpression', 'NewExpression', 'AwaitExpression', 'YieldExpression', 'AssignmentExpression', 'UpdateExpression', 'TaggedTemplateExpression', 'ImportExpression',
];
const CALLS_WITHOUT_EFFECT = /(^|\.)(String|Number|Boolean|parseInt|parseFloat|JSON\.stringify|Object\.(keys|values|entries)|split|trim|slice|substring|substr|replace|replaceAll|join|concat|includes|startsWith|endsWith|indexOf|toString|toLowerCase|toUpperCase|toISOString|padStart|padEnd|repeat|charAt|at|flat)$/;

/** An unused local goes; a value that may do something when it is made is still made. */
function withoutLocal(doc: JavaScriptDoc, { by }: Binding): Edit {
  const declarator = by as NodeOf<'VariableDeclarator'>;
  const statement = doc.tree.parent(declarator)!;
  const init = declarator.init!;
  const effects = [...(EFFECTS.includes(init.type) ? [init] : []), ...runsIn(doc.tree, declarator, ...EFFECTS)];
  const isPure = effects.every((node) => isCall(node) && CALLS_WITHOUT_EFFECT.test(calleeText(node.callee)));
  if (isPure) return removeStatement(doc, statement);
  return { start: statement.start!, end: init.start!, text: /^[([`/+-]/.test(doc.text.slice(init.start!)) ? 'void ' : '' };
}

function calleeText(callee: Node): string {
  return dottedText(callee) ?? `.${lastName(callee) ?? ''}`;
}

/** An `import`, or a `require` at the top of the file. */
function isImport(doc: JavaScriptDoc, { kind, by, scope, node }: Binding): boolean {
  if (kind === 'import') return true;
  const isRequire = by.type === 'VariableDeclarator' && /:/.test(doc.scopes.qualifiedName(node) ?? '') && (by.init?.type === 'CallExpression' || by.init?.type === 'MemberExpression');
  return isRequire && scope.type === 'Program';
}

function isStillUsed({ name, uses }: Binding, gone: readonly Span[], edits: readonly Edit[]): boolean {
  const isGone = (node: Node) => gone.some((span) => span.start === node.start && span.end === node.end) ||
    edits.some((edit) => edit.end > edit.start && edit.start <= node.start! && node.end! <= edit.end);
  const word = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  return uses.some((use) => !isGone(use)) || edits.some(({ text }) => word.test(text.replace(/(["'])(?:(?!\1)[^\\]|\\.)*\1/g, '')));
}

function statementOfImport(doc: JavaScriptDoc, { by }: Binding): Node {
  return by.type === 'VariableDeclarator' || by.type.startsWith('Import') ? doc.tree.parent(by)! : by;
}

/** The statement without some of its names, or no statement when none is left. */
function withoutNames(doc: JavaScriptDoc, statement: Node, bindings: readonly Binding[]): Edit[] {
  const pattern = statement.type === 'VariableDeclaration' && statement.declarations.length === 1 ? statement.declarations[0]!.id : undefined;
  const members: readonly Node[] = statement.type === 'ImportDeclaration' ? statement.specifiers
    : pattern?.type === 'ObjectPattern' ? pattern.properties : pattern ? [pattern] : [];
  if (members.length === 0) return [];
  const isGone = (member: Node) => bindings.some(({ node, by }) => by === member || (node.start! >= member.start! && node.end! <= member.end!));
  const left = members.filter((member) => !isGone(member));
  if (left.length === 0) {
    const span = wholeLines(doc, statement) ?? { start: statement.start!, end: statement.end! };
    return [{ ...span, text: '' }];
  }
  // A default import beside names in braces is no list any more.
  if (statement.type === 'ImportDeclaration' && members.some(({ type }) => type !== 'ImportSpecifier')) return withoutDefault(doc, statement, left);
  return members.flatMap((member, i) => {
    if (!isGone(member)) return [];
    const next = members[i + 1];
    if (next) return [{ start: member.start!, end: next.start!, text: '' }];
    const before = members.slice(0, i).findLast((each) => !isGone(each))!;
    return [{ start: before.end!, end: member.end!, text: '' }];
  });
}

function withoutDefault(doc: JavaScriptDoc, statement: NodeOf<'ImportDeclaration'>, left: readonly Node[]): Edit[] {
  const first = statement.specifiers[0]!;
  const open = doc.text.indexOf('{', first.start!);
  const close = doc.text.lastIndexOf('}', statement.source.start!) + 1;
  const names = left.filter(({ type }) => type === 'ImportSpecifier');
  const whole = left.find(({ type }) => type !== 'ImportSpecifier');
  if (!whole) return [{ start: first.start!, end: open, text: '' }];
  return names.length === 0 && open > 0 && open < close ? [{ start: whole.end!, end: close, text: '' }] : [];
}
