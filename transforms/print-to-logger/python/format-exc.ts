import { enclosingHandler, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** The traceback of the exception being handled as a text: `traceback.format_exc()`, or a name the same clause gives it. */
export function isTracebackText(doc: PythonDoc, node: PyNode | undefined): boolean {
  if (node?.kind === 'identifier') return boundText(doc, node) !== undefined;
  return node?.kind === 'call' && doc.scopes.qualifiedName(node.field('function')) === 'traceback.format_exc' && node.field('arguments')!.named.length === 0;
}

/** The assignments that make such texts for `where` alone: they go with them. */
export function madeFor(doc: PythonDoc, texts: readonly PyNode[], where: PyNode): PyNode[] {
  const names = texts.filter((text) => text.kind === 'identifier' && boundText(doc, text) !== undefined && isUsedOnlyIn(doc, text, where));
  return [...new Set(names.map((name) => statementOf(boundText(doc, name)!)))];
}

/** The assignment that makes a name the text of the traceback, in the clause where it is used. */
function boundText(doc: PythonDoc, name: PyNode): PyNode | undefined {
  const clause = enclosingHandler(name);
  const [assignment, ...more] = doc.scopes.lookup(name.text, name).map(({ node }) => node.parent!).filter((each) => clause && each.isWithin(clause));
  const isText = assignment?.kind === 'assignment' && more.length === 0 && assignment.field('right')?.kind === 'call' && isTracebackText(doc, assignment.field('right'));
  return isText && assignment.end <= name.start ? assignment : undefined;
}

function isUsedOnlyIn(doc: PythonDoc, name: PyNode, where: PyNode): boolean {
  const clause = enclosingHandler(name)!;
  return doc.scopes.usesOf(name.text).filter((use) => use.isWithin(clause)).every((use) => use.isWithin(where));
}
