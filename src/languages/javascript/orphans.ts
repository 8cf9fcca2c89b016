import type { Edit, Span } from '../../types.ts';
import { applied } from '../line-edits.ts';
import { SyntaxProblem, type AcceptedFix } from '../types.ts';
import { dottedText, isCall, lastName, removeStatement, runsIn, statementsIn, wholeLines } from './nodes.ts';
import { parseJavaScript, type JavaScriptDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import { spanOf, type Node, type NodeOf, type NodeType } from './tree.ts';

/**
 * Drops the imports and the local names behind orphaned uses when no use is left. Whether one is left is read from the
 * text with all the edits: the text of an edit is no whole program.
 */
export function orphanEdits(doc: JavaScriptDoc, accepted: readonly AcceptedFix[], edits: readonly Edit[]): Edit[] {
  const spans = accepted.flatMap(({ fix }) => fix.orphans ?? []);
  const imports = new Map<Node, Binding[]>();
  const removals: Edit[] = [];
  const withoutImports = () => [...imports].flatMap(([statement, bindings]) => withoutNames(doc, statement, bindings));
  // A local that goes takes the names its value is made of along, which are looked at in turn.
  for (let open = bindingsAt(doc, spans); open.size > 0;) {
    const unused = unusedOf(doc, open, [...edits, ...removals, ...withoutImports()]);
    open = new Set();
    for (const binding of unused) {
      if (isImport(doc, binding)) {
        const statement = statementOfImport(doc, binding);
        imports.set(statement, [...(imports.get(statement) ?? []), binding]);
        // `const makeId = uuid.v4` takes `uuid` along.
        const source = binding.by.type === 'VariableDeclarator' && binding.by.init?.type === 'MemberExpression' ? doc.tree.inside(binding.by.init, 'Identifier') : [];
        for (const each of bindingsAt(doc, source.map(spanOf))) if (each !== binding) open.add(each);
      } else if (isPlainLocal(doc, binding, [...edits, ...removals])) {
        const removal = withoutLocal(doc, binding);
        removals.push(removal);
        const gone = doc.tree.inside(binding.by, 'Identifier').filter((node) => removal.start <= node.start! && node.end! <= removal.end);
        for (const each of bindingsAt(doc, gone.map(spanOf))) if (each !== binding) open.add(each);
      }
    }
  }
  return [...withoutImports(), ...removals];
}

function bindingsAt(doc: JavaScriptDoc, spans: readonly Span[]): Set<Binding> {
  const wanted = new Set(spans.map(({ start }) => start));
  return new Set(doc.tree.all('Identifier').filter(({ start }) => wanted.has(start!)).flatMap((use) => doc.scopes.bindingOf(use) ?? []));
}

/** Of some bindings those that the edited text still has, without a use. */
function unusedOf(doc: JavaScriptDoc, bindings: ReadonlySet<Binding>, edits: readonly Edit[]): Binding[] {
  let after: JavaScriptDoc;
  try {
    after = parseJavaScript(applied(doc.text, edits), doc.path);
  } catch (error) {
    if (error instanceof SyntaxProblem) return [];
    throw error;
  }
  const now = new Map(after.scopes.all.map((binding) => [binding.node.start!, binding]));
  return [...bindings].filter(({ node, name }) => {
    const moved = edits.reduce((at, edit) => (edit.end <= node.start! ? at + edit.text.length - (edit.end - edit.start) : at), node.start!);
    return now.get(moved)?.name === name && now.get(moved)!.uses.length === 0;
  });
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
  return isRequire && scope.type === 'Program' && doc.tree.parent(doc.tree.parent(by)!) === scope;
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
