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

function statementBefore(doc: PythonDoc, offset: number): string {
  const statement = statementOf(nodeAt(doc.root, offset));
  for (let sibling = statement.previous; sibling; sibling = sibling.previous) {
    if (sibling.isNamed && sibling.kind !== 'comment' && sibling.text !== statement.text) return sibling.text;
  }
  return statement.parent?.parent?.children[0]?.text ?? '';
}
