import type { Edit, Span } from '../../types.ts';
import type { AcceptedFix } from '../types.ts';
import { wholeLines } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { Node, NodeOf } from './tree.ts';

/** Drops the imports behind orphaned names when no use is left after all the edits. */
export function orphanEdits(doc: JavaScriptDoc, accepted: readonly AcceptedFix[], edits: readonly Edit[]): Edit[] {
  const spans = accepted.flatMap(({ fix }) => fix.orphans ?? []);
  const unused = new Set<Binding>();
  for (const span of spans) {
    const use = doc.tree.all('Identifier').find(({ start, end }) => start === span.start && end === span.end);
    const binding = doc.scopes.bindingOf(use);
    if (binding && isImport(doc, binding) && !isStillUsed(binding, spans, edits)) unused.add(binding);
  }
  const byStatement = new Map<Node, Binding[]>();
  for (const binding of unused) {
    const statement = statementOfImport(doc, binding);
    byStatement.set(statement, [...(byStatement.get(statement) ?? []), binding]);
  }
  return [...byStatement].flatMap(([statement, bindings]) => withoutNames(doc, statement, bindings));
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
