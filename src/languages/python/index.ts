import type { Language } from '../types.ts';
import { cliReason } from './command-line.ts';
import { parsePython, type PythonDoc } from './parse.ts';
import { statementOf } from './nodes.ts';
import { supportEdits } from './support.ts';
import { suppressions } from './suppressions.ts';
import { tidyPython } from './tidy.ts';
import type { PyNode } from './tree.ts';
import { verifyPython } from './verify.ts';

export const python: Language<PythonDoc> = {
  id: 'python',
  extensions: ['.py'],
  lineComment: '#',
  parse: parsePython,
  scopeAt: (doc, offset) => scopeName(nodeAt(doc.root, offset)),
  statementAt: (doc, offset) => statementOf(nodeAt(doc.root, offset)),
  statementBefore,
  cliReason,
  suppressions,
  support: supportEdits,
  tidy: tidyPython,
  verify: verifyPython,
};

/** The innermost node that holds an offset. */
export function nodeAt(root: PyNode, offset: number): PyNode {
  let node = root;
  for (let next: PyNode | undefined = root; next;) {
    node = next;
    next = node.children.find((child) => child.start <= offset && offset < child.end);
  }
  return node;
}

function scopeName(node: PyNode): string {
  const names = [...node.ancestors()].filter(({ kind }) => kind === 'function_definition' || kind === 'class_definition');
  return names.reverse().map((scope) => scope.field('name')!.text).join('.');
}

/** For each statement of a block the nearest one before it with another text; one walk per block, however long. */
const before = new WeakMap<PyNode, ReadonlyMap<PyNode, string>>();

function statementBefore(doc: PythonDoc, offset: number): string {
  const statement = statementOf(nodeAt(doc.root, offset));
  const block = statement.parent;
  if (!block) return '';
  let known = before.get(block);
  if (!known) before.set(block, (known = differingBefore(block)));
  return known.get(statement) ?? block.parent?.children[0]?.text ?? '';
}

function differingBefore(block: PyNode): ReadonlyMap<PyNode, string> {
  const found = new Map<PyNode, string>();
  let last: string | undefined;
  let other: string | undefined;
  for (const statement of block.named) {
    const { text } = statement;
    if (text !== last) other = last;
    last = text;
    if (other !== undefined) found.set(statement, other);
  }
  return found;
}
