import type { Handler } from '../../../src/languages/python/handlers.ts';
import { importedAs, importNeed } from '../../../src/languages/python/imports.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { indentAt, lastName, lineStart, runsIn, statementOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Edit, Need } from '../../../src/types.ts';
import { arrivingAt } from './raised.ts';
import { isAnswer } from './tiers.ts';

export interface Sibling {
  readonly edits: readonly Edit[];
  readonly needs: readonly Need[];
  readonly said: string;
  /** Who raises the answers, where no `raise` of the `try` itself does. */
  readonly by?: string;
}

const ABORT = /^(flask|quart|werkzeug\.exceptions)\.abort$/;
const OUTPUT = /^(print|traceback\.print_exc|.*capture_exception)$/;

/** An `except HTTPException: raise` in front of a broad clause whose `try` raises one. */
export function missingSibling(doc: PythonDoc, handler: Handler, response: PyNode, project: ProjectView): Sibling | undefined {
  const { clause, attempt } = handler;
  const near = answersRaised(doc, handler);
  const far = near.length === 0 ? answersBehind(doc, handler, project) : undefined;
  const names = [...new Set(far ? [far.name] : near)];
  if (names.length === 0 || names.some((name) => isHandledBefore(handler, name))) return undefined;
  const shown = names.length === 1 ? names[0]! : `(${names.join(', ')})`;
  const lost = `but an \`${names.join('` or `')}\` raised ${far ? `by ${far.by}` : 'in the `try`'} is still answered like any failure`;
  const by = far && { by: far.by };
  if (statementOf(response).parent !== handler.block) return { edits: [], needs: [], said: `${lost}, on some paths`, ...by };
  const cleanUp = cleanUpOf(doc, handler, statementOf(response), project);
  if (!cleanUp) return { edits: [], needs: [], said: `${lost}: this handler also cleans up`, ...by };
  const outer = indentAt(doc, clause.start);
  const first = handler.body[0]!;
  const inner = lineStart(doc, first.start) > clause.start ? indentAt(doc, first.start) : `${outer}    `;
  const lines = [...cleanUp.map(({ text }) => text), 'raise'].map((line) => `${inner}${line}\n`).join('');
  const binding = doc.scopes.lookup(names[0]!.split('.')[0]!, attempt)[0];
  const isAbort = names[0] === 'HTTPException' && !binding;
  return {
    edits: [{ start: clause.start, end: clause.start, text: `except ${shown}:\n${lines}${outer}` }],
    needs: far ? far.needs : isAbort ? [importNeed('werkzeug.exceptions', 'HTTPException')] : [],
    said: `\`except ${shown}: raise\` keeps the answers raised ${far ? `by ${far.by}` : 'in the `try`'} as they are`,
    ...by,
  };
}

/** Names, as written in the file, of the answers that leave the `try` body. */
function answersRaised(doc: PythonDoc, handler: Handler): string[] {
  const raised = [...runsIn(handler.guarded, 'raise_statement')].flatMap((statement): string[] => {
    const value = statement.named[0];
    const type = value?.kind === 'call' ? value.field('function')! : value;
    const name = doc.scopes.qualifiedName(type);
    const isLost = !!type && isAnswer(name) && !isCaughtInside(statement, handler) && !isBoundInside(doc, type, handler);
    return isLost ? [type.text] : [];
  });
  const aborts = [...runsIn(handler.guarded, 'call')].some((call) => ABORT.test(doc.scopes.qualifiedName(call.field('function')) ?? '') && !isCaughtInside(call, handler));
  if (!aborts) return raised;
  const imported = importedAs(doc, 'werkzeug.exceptions', 'HTTPException');
  const isFree = imported !== undefined || doc.scopes.lookup('HTTPException', handler.attempt).length === 0;
  return isFree ? [imported ?? 'HTTPException'] : raised;
}

/** The class of the answers that a function called in the `try` raises, as this file has or may have it. */
function answersBehind(doc: PythonDoc, handler: Handler, project: ProjectView): { readonly name: string; readonly by: string; readonly needs: readonly Need[] } | undefined {
  const arrival = arrivingAt(doc, handler, project).find((each) => each.isAnswer && each.by !== undefined);
  const origin = arrival?.origin?.replace(/^rest_framework\.exceptions\.\w+$/, 'rest_framework.exceptions.APIException').replace(/^werkzeug\.exceptions\.\w+$/, 'werkzeug.exceptions.HTTPException');
  if (!origin) return undefined;
  const at = origin.lastIndexOf('.');
  const [module, name] = [origin.slice(0, at), origin.slice(at + 1)];
  const bound = importedAs(doc, module, name) ?? [...doc.scopes.moduleNames].find(([, [binding]]) => isAnswer(binding?.origin) && binding!.origin!.endsWith(name))?.[0];
  if (bound !== undefined) return { name: bound, by: arrival!.by!, needs: [] };
  return doc.scopes.lookup(name, handler.attempt).length === 0 ? { name, by: arrival!.by!, needs: [importNeed(module, name)] } : undefined;
}

/** An inner `try` with a broad clause, or one for answers, takes it first. */
function isCaughtInside(node: PyNode, handler: Handler): boolean {
  for (const ancestor of node.ancestors()) {
    if (ancestor === handler.attempt) return false;
    if (ancestor.kind !== 'try_statement' || !node.isWithin(ancestor.field('body')!)) continue;
    const clauses = ancestor.children.filter(({ kind }) => kind === 'except_clause');
    if (clauses.some((clause) => clause.named.length < 2 || /\b(Base)?Exception\b|HTTPException|APIException/.test(clause.named[0]!.text))) return true;
  }
  return false;
}

/** A name imported in the `try` itself may be unbound when the clause looks it up. */
function isBoundInside(doc: PythonDoc, type: PyNode, handler: Handler): boolean {
  const name = type.text.split('.')[0]!;
  return doc.scopes.lookup(name, type).some(({ node }) => node.isWithin(handler.attempt));
}

function isHandledBefore({ attempt, clause, block, name }: Handler, answer: string): boolean {
  const wanted = new RegExp(`\\b(${answer.split('.').at(-1)}|(Starlette)?HTTPException|APIException|Http404)\\b`);
  const earlier = attempt.children.filter((child) => child.kind === 'except_clause' && child.start < clause.start);
  if (earlier.some((each) => wanted.test(each.named[0]!.text))) return true;
  const [first] = statementsOf(block);
  const condition = first?.kind === 'if_statement' ? first.field('condition')!.text : '';
  return !!name && condition.includes(`isinstance(${name.text}`) && wanted.test(condition);
}

/** The roll-backs a handler makes, to be made by the sibling too; undefined where it does more than that, log and answer. */
function cleanUpOf(doc: PythonDoc, { body }: Handler, response: PyNode, project: ProjectView): PyNode[] | undefined {
  const rollbacks: PyNode[] = [];
  for (const statement of body) {
    if (statement === response || isOutput(doc, statement, project) || isWording(statement)) continue;
    const call = statement.named[0]?.kind === 'await' ? statement.named[0].named[0] : statement.named[0];
    const isRollback = statement.kind === 'expression_statement' && call?.kind === 'call' && lastName(call.field('function')) === 'rollback';
    if (!isRollback) return undefined;
    rollbacks.push(statement);
  }
  return rollbacks;
}

function isOutput(doc: PythonDoc, statement: PyNode, project: ProjectView): boolean {
  if (statement.kind === 'import_statement' || statement.kind === 'import_from_statement') return true;
  const call = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
  return call?.kind === 'call' && (isLogCall(doc, call, project) || OUTPUT.test(call.field('function')!.text));
}

/** `message = f"…"`, and branches that only answer. */
function isWording(statement: PyNode): boolean {
  const inner = statement.named[0];
  if (statement.kind === 'expression_statement') return inner?.kind === 'assignment' && inner.field('left')!.kind === 'identifier';
  if (statement.kind !== 'if_statement') return false;
  const leaves = [...runsIn(statement, 'block')].flatMap(statementsOf);
  return leaves.every(({ kind }) => ['raise_statement', 'return_statement', 'if_statement'].includes(kind));
}
