import { inFrontOfBody } from '../../../src/languages/javascript/handlers.ts';
import { importNeed } from '../../../src/languages/javascript/imports.ts';
import { enclosingFunction, functionName, indentAt, indentStep, lastName, lineStart, textOf, usesSemicolons } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Response } from '../../../src/languages/javascript/responses.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, Need } from '../../../src/types.ts';
import { keptBy } from './facts.ts';
import type { Source } from './sources.ts';
import { sentenceWithoutAnswer, tellsClassesApart, thrownFor } from './tried.ts';

interface Reraise { readonly edits: readonly Edit[]; readonly needs: readonly Need[] }

const NEST = '@nestjs/common';

/** What must be done for errors that are written for the client, or why the place is left for them. */
export function waysOut(doc: JavaScriptDoc, { node, status }: Response, source: Source, project: ProjectView): Reraise | { readonly reason: string } {
  const fn = doc.tree.parent(node)?.type === 'ThrowStatement' ? enclosingFunction(doc.tree, node) : undefined;
  const name = fn && functionName(doc.tree, fn);
  const keeper = name === undefined ? undefined : keptBy(doc, name, project);
  if (keeper !== undefined) return { reason: `${keeper} catches what \`${name}\` throws and keeps its text` };
  const thrown = thrownFor(doc, source, project);
  const sentence = sentenceWithoutAnswer(doc, source, thrown);
  const isOurs = typeof status !== 'number' || status >= 500;
  if (sentence !== undefined) return { reason: `what is tried throws "${sentence}", which this answer tells the client${isOurs ? ': give it a 4xx of its own first' : ''}` };
  if (thrown.classes.length === 0 || status === 'computed' || tellsClassesApart(doc, source, node, thrown.classes)) return { edits: [], needs: [] };
  const own = familyOf(doc, node);
  const other = thrown.classes.find((each) => !own?.has(each));
  const error = source.handler?.name?.name;
  if (other !== undefined || !own || error === undefined) return { reason: `what is tried throws \`${other ?? thrown.classes[0]}\`, whose text is for the client: give it its own answer first` };
  return { edits: [inFrontOfBody(doc, source.handler!, thrownAgain(doc, source, `${error} instanceof ${own.test}`, error))], needs: own.needs };
}

/** Errors of the framework that is answered with here, which reach the client as they are when thrown. */
function familyOf(doc: JavaScriptDoc, node: Response['node']): { has(name: string): boolean; readonly test: string; readonly needs: readonly Need[] } | undefined {
  if (node.type !== 'NewExpression' || doc.tree.parent(node)?.type !== 'ThrowStatement') return undefined;
  const name = lastName(node.callee) ?? '';
  if (/^(HttpsError|HTTPException)$/.test(name)) return { has: (other) => other === name, test: textOf(doc, node.callee), needs: [] };
  const isNest = (doc.scopes.qualifiedName(node.callee) ?? '').startsWith(`${NEST}:`);
  return isNest ? { has: (other) => other.endsWith('Exception'), test: 'HttpException', needs: [importNeed(NEST, 'HttpException', 'HttpException', true)] } : undefined;
}

/** `if (…) throw err;`, with braces where the file has them on such lines. */
function thrownAgain(doc: JavaScriptDoc, { node }: Source, test: string, name: string): string {
  const end = usesSemicolons(doc) ? ';' : '';
  const branches = doc.tree.all('IfStatement').map(({ consequent }) => consequent);
  const isBare = branches.some(({ type }) => type === 'ReturnStatement' || type === 'ThrowStatement');
  if (isBare) return `if (${test}) throw ${name}${end}`;
  const indent = indentAt(doc, lineStart(doc, node.start!)) + indentStep(doc);
  return `if (${test}) {\n${indent}${indentStep(doc)}throw ${name}${end}\n${indent}}`;
}
