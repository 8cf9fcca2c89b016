import { enclosingFunction, runsIn, statementOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

const ENDS = ['function_definition', 'class_definition', 'module', 'for_statement', 'while_statement'];

/** The statements that run after one, straight down to the end of its function; of a loop, to the end of its body. */
export function* following(statement: PyNode): Generator<PyNode> {
  for (let at = statement; ;) {
    yield* statementsOf(at.parent).filter((next) => next.start >= at.end);
    const owner = at.parent?.parent;
    if (!owner || ENDS.includes(owner.kind)) return;
    at = statementOf(owner);
    if (owner.kind === 'except_clause') yield* at.children.filter(({ kind }) => kind === 'finally_clause').flatMap((clause) => statementsOf(clause.children.find(({ kind }) => kind === 'block')));
  }
}

/** Whether a name is one that a function binds for itself by assignments, no parameter and no `global`. */
export function isOwnLocal(doc: PythonDoc, name: PyNode): boolean {
  const bindings = doc.scopes.lookup(name.text, name);
  return bindings.length > 0 && doc.scopes.scopeOf(name.text, name) === enclosingFunction(name) && bindings.every(({ kind }) => kind === 'assignment');
}

/** The value that a local name has in a block and below it: the last one given there, or the only one of the function. */
export function valueIn(doc: PythonDoc, use: PyNode, block: PyNode): PyNode | undefined {
  if (!isOwnLocal(doc, use)) return undefined;
  const all = doc.scopes.lookup(use.text, use).map(({ node }) => node.parent!);
  const inside = all.filter((assignment) => assignment.isWithin(block) && assignment.end <= use.start);
  if (inside.length === 0) return all.length === 1 ? all[0]!.field('right') : undefined;
  const isPlain = inside.every((assignment) => assignment.kind === 'assignment' && statementOf(assignment).parent === block);
  const isLast = all.every((assignment) => inside.includes(assignment) || assignment.end <= block.start || assignment.start >= use.end || isOfAnotherClause(assignment, block));
  return isPlain && isLast ? inside.at(-1)!.field('right') : undefined;
}

/** In another clause of the same `try`, which does not run when this one does. */
function isOfAnotherClause(node: PyNode, block: PyNode): boolean {
  const attempt = block.closest('try_statement');
  return attempt !== undefined && attempt.children.some((clause) => ['except_clause', 'else_clause'].includes(clause.kind) && node.isWithin(clause) && !block.isWithin(clause));
}

/** What of a statement gives a value to `name.attribute`: the value where it always does, `maybe` where it may. */
export function attributeGiven(statement: PyNode, name: string, attribute: RegExp): PyNode | 'maybe' | undefined {
  const given = [statement, ...runsIn(statement, 'assignment')].filter((node) => {
    const left = node.kind === 'assignment' ? node.field('left') : undefined;
    return left?.kind === 'attribute' && left.field('object')!.text === name && attribute.test(left.field('attribute')!.text);
  });
  if (given.length === 0) return undefined;
  return given[0]!.parent === statement && statement.kind === 'expression_statement' ? given[0]!.field('right') : 'maybe';
}
