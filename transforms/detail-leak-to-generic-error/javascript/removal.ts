import { lineEnd, lineStart } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { Edit } from '../../../src/types.ts';
import type { Place } from './place.ts';

/** The declarations of local names that only the code that goes has used. */
export function unusedDeclarations({ doc, leaks }: Place, gone: readonly Node[]): { readonly edits: readonly Edit[]; readonly gone: readonly Node[] } {
  const names = gone.flatMap((node) => [node, ...doc.tree.inside(node, 'Identifier')]).flatMap((node) => leaks.variable(node) ?? []);
  const unused = [...new Set(names)].filter(({ uses }) => uses.every((use) => gone.some((node) => isWithin(use, node))));
  const edits: Edit[] = [];
  const removed: Node[] = [];
  for (const declarator of new Set(unused.map(({ by }) => by as NodeOf<'VariableDeclarator'>))) {
    const declaration = doc.tree.parent(declarator) as NodeOf<'VariableDeclaration'>;
    const members = declarator.id.type === 'ObjectPattern' ? declarator.id.properties : [];
    const unusedMembers = members.filter((member) => unused.some(({ node }) => isWithin(node, member)));
    if (unusedMembers.length < members.length) {
      edits.push(...withoutMembers(doc, members, unusedMembers));
    } else if (declaration.declarations.length === 1) {
      edits.push(wholeStatement(doc, declaration));
      removed.push(declaration);
    }
  }
  return { edits, gone: removed };
}

/** Edits that take members out of an object literal or a pattern. */
export function withoutMembers(doc: JavaScriptDoc, all: readonly Node[], members: readonly Node[]): Edit[] {
  const lastKept = all.findLast((each) => !members.includes(each));
  const tail = lastKept ? all.slice(all.indexOf(lastKept) + 1) : [];
  const last = tail.at(-1);
  // Without a comma behind the last one there is none behind what becomes the last.
  const isBareTail = last && !/^\s*,/.test(doc.text.slice(last.end!)) && [lastKept!, ...tail].every((each, i, run) => i === 0 || doc.text.slice(run[i - 1]!.end!, each.start!).trim() === ',');
  const rest = members.filter((member) => !isBareTail || !tail.includes(member)).map((member): Edit => {
    const next = all[all.indexOf(member) + 1];
    const end = member.end! + (/^\s*,/.exec(doc.text.slice(member.end!))?.[0].length ?? 0);
    const start = lineStart(doc, member.start!);
    const ownsLines = doc.text.slice(start, member.start!).trim() === '' && /^\s*(\/\/.*)?$/.test(doc.text.slice(end, lineEnd(doc, end)));
    if (ownsLines) return { start, end: Math.min(lineEnd(doc, end) + 1, doc.text.length), text: '' };
    if (next) return { start: member.start!, end: next.start!, text: '' };
    return { start: all.filter((each) => each.end! <= member.start! && !members.includes(each)).at(-1)?.end ?? member.start!, end: member.end!, text: '' };
  });
  const blanks = isBareTail ? /^[ \t]*(?=\r?\n)/.exec(doc.text.slice(last.end!))?.[0].length ?? 0 : 0;
  const edits = isBareTail ? [...rest, { start: lastKept!.end!, end: last.end! + blanks, text: '' }] : rest;
  return edits.filter((edit, i) => !edits.some((other, j) => j > i && other.start <= edit.start && edit.end <= other.end));
}

/** The edit that removes a statement, with its line where it has one of its own. */
export function wholeStatement(doc: JavaScriptDoc, statement: Node): Edit {
  const start = lineStart(doc, statement.start!);
  const end = lineEnd(doc, statement.end!);
  const isAlone = doc.text.slice(start, statement.start!).trim() === '' && doc.text.slice(statement.end!, end).trim() === '';
  if (isAlone) return { start, end: Math.min(end + 1, doc.text.length), text: '' };
  const gap = /^[ \t]+/.exec(doc.text.slice(statement.end!))?.[0].length ?? 0;
  return { start: statement.start!, end: statement.end! + gap, text: '' };
}

/** The edits without repeats. */
export function distinct(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, i) => edits.findIndex((other) => other.start === edit.start && other.end === edit.end && other.text === edit.text) === i);
}
