import type { Language } from '../types.ts';
import { cliReason } from './command-line.ts';
import { functionName, isFunction, statementOf, statementsIn, textOf } from './nodes.ts';
import { parseJavaScript, type JavaScriptDoc } from './parse.ts';
import { supportEdits } from './support.ts';
import { suppressions } from './suppressions.ts';
import { tidyJavaScript } from './tidy.ts';
import { spanOf, type Node } from './tree.ts';
import { verifyJavaScript } from './verify.ts';

export const javascript: Language<JavaScriptDoc> = {
  id: 'javascript',
  extensions: ['.js', '.jsx', '.ts', '.tsx', '.mjs', '.cjs', '.mts', '.cts'],
  lineComment: '//',
  parse: parseJavaScript,
  scopeAt: (doc, offset) => scopeName(doc, doc.tree.nodeAt(offset)),
  statementAt: (doc, offset) => spanOf(statementOf(doc.tree, doc.tree.nodeAt(offset))),
  statementBefore,
  cliReason,
  suppressions,
  support: supportEdits,
  tidy: tidyJavaScript,
  verify: verifyJavaScript,
};

function scopeName(doc: JavaScriptDoc, node: Node): string {
  const names: string[] = [];
  for (const scope of doc.tree.ancestors(node)) {
    const name = isFunction(scope) ? functionName(doc.tree, scope) : scope.type === 'ClassDeclaration' || scope.type === 'ClassExpression' ? scope.id?.name : undefined;
    if (name !== undefined) names.unshift(name);
  }
  return names.join('.');
}

/** For each statement of a block the nearest one before it with another text; one walk per block, however long. */
const before = new WeakMap<Node, ReadonlyMap<Node, string>>();

function statementBefore(doc: JavaScriptDoc, offset: number): string {
  const statement = statementOf(doc.tree, doc.tree.nodeAt(offset));
  const block = doc.tree.parent(statement);
  if (!block) return '';
  let known = before.get(block);
  if (!known) before.set(block, (known = differingBefore(doc, block)));
  return known.get(statement) ?? headOf(doc, block);
}

function differingBefore(doc: JavaScriptDoc, block: Node): ReadonlyMap<Node, string> {
  const found = new Map<Node, string>();
  let last: string | undefined;
  let other: string | undefined;
  for (const statement of statementsIn(block)) {
    const text = textOf(doc, statement);
    if (text !== last) other = last;
    last = text;
    if (other !== undefined) found.set(statement, other);
  }
  return found;
}

/** What stands in front of a block: the head of its function, loop or condition. */
function headOf(doc: JavaScriptDoc, block: Node): string {
  const owner = doc.tree.parent(block);
  return owner ? doc.text.slice(owner.start!, block.start!) : '';
}
