import type { LintSettings, ProjectView } from '../types.ts';
import { indentAt } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** What a text of its own takes on a line beside its length: one more indentation, quotes and a comma. */
const AROUND_TEXT = 4 + 3;

/** Whether the linter looks for a rule: the longest prefix that names it decides. */
export function isSelected(code: string, { select, ignore }: LintSettings): boolean {
  const longest = (prefixes: readonly string[]) =>
    Math.max(-1, ...prefixes.map((prefix) => (prefix === 'ALL' ? 0 : code.startsWith(prefix) ? prefix.length : -1)));
  return longest(select) > longest(ignore);
}

export function widthOf(line: string): number {
  return line.replaceAll('\t', '    ').length;
}

/** The longest text that a call in a block can take on a line of its own, where the linter minds long lines. */
export function roomForText(doc: PythonDoc, block: PyNode, { package: { python } }: ProjectView): number {
  if (!python?.lint || !isSelected('E501', python.lint)) return Infinity;
  return python.lint.lineLength - widthOf(indentAt(doc, block.start)) - AROUND_TEXT;
}
