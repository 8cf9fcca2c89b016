import { handlersOf } from '../../../src/languages/python/handlers.ts';
import { enclosingHandler, runsIn, statementOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { EXTRA_KEYS, MESSAGE_KEYS } from '../keys.ts';
import { following, isOwnLocal, valueIn } from './flow.ts';
import { Leaks } from './leaks.ts';
import { statusAt, type Response, type Status } from './responses.ts';
import { sourcesAt } from './sources.ts';

/**
 * Texts of exceptions that a handler puts into a local name, or under a key or an attribute of one, and that the same
 * function answers with below: `result["error"] = str(e)` and then `return jsonify(result), 500`.
 */
export function keptIn(doc: PythonDoc, responses: readonly Response[]): Response[] {
  return [...handlersOf(doc)].flatMap(({ clause, block, name }) => runsIn(block, 'assignment').flatMap((assignment): Response[] => {
    const left = assignment.field('left')!;
    const value = assignment.field('right');
    const root = rootOf(left);
    if (!name || !value || !root || enclosingHandler(assignment) !== clause || !isOwnLocal(doc, root) || !isForReaders(left)) return [];
    const leaks = Leaks.from(doc, [...sourcesAt(doc, value)][0]!);
    if (!leaks.shows(value)) return [];
    const { answers, way } = answersWith(doc, assignment, root, block, responses);
    if (answers.length === 0) return [];
    const isShared = way.some((statement) => isUsedElsewhere(statement, left, root, answers));
    return [{
      node: value, payloads: [value], status: common(answers.map(({ status }) => status)), isSent: true, isLoose: true,
      ...(isShared && { reason: `\`${left.text}\` is also used for something else than the answer` }),
    }];
  }));
}

interface Answer { readonly node: PyNode; readonly status: Status }

/** `result` of `result`, `result["error"]` and `result.error`. */
function rootOf(left: PyNode): PyNode | undefined {
  if (left.kind === 'identifier') return left;
  const object = left.kind === 'subscript' ? left.field('value') : left.kind === 'attribute' ? left.field('object') : undefined;
  return object?.kind === 'identifier' && object.text !== 'self' ? object : undefined;
}

/** A key or attribute that holds a message or details, or a name of its own. */
function isForReaders(left: PyNode): boolean {
  const key = left.kind === 'subscript' ? stringValue(left.named[1]) : left.kind === 'attribute' ? left.field('attribute')!.text : 'error';
  return key !== undefined && (MESSAGE_KEYS.test(key) || EXTRA_KEYS.test(key));
}

/** The answers below an assignment that hold its name, up to the first that is given in any case, and the statements on the way there. */
function answersWith(doc: PythonDoc, assignment: PyNode, root: PyNode, block: PyNode, responses: readonly Response[]): { readonly answers: readonly Answer[]; readonly way: readonly PyNode[] } {
  const found: Answer[] = [];
  const way: PyNode[] = [];
  const isIn = (node: PyNode) => node.identifiers(root.text).length > 0 || node.text === root.text;
  for (const statement of following(statementOf(assignment))) {
    way.push(statement);
    // What a handler answers with a name that it gave the text itself is looked at where it answers.
    const isSeen = (node: PyNode) => root === assignment.field('left') && node.isWithin(block);
    const built = responses.filter(({ node, payloads }) => node.isWithin(statement) && payloads.some(isIn) && !isSeen(node));
    found.push(...built.map(({ node, status }) => ({ node, status: status === 'computed' ? statusBelow(doc, node, block) : status })));
    const returned = [statement, ...runsIn(statement, 'return_statement')].filter(({ kind }) => kind === 'return_statement');
    for (const { named: [value] } of returned) {
      if (value?.kind === 'identifier' && value.text === root.text && !isSeen(value)) found.push({ node: value, status: 'none' });
      if (value?.kind !== 'expression_list' || !isIn(value.named[0]!) || built.some(({ node }) => node.isWithin(value))) continue;
      if (value.named[1] && typeof statusFrom(doc, value.named[1], block) === 'number') found.push({ node: value, status: statusFrom(doc, value.named[1], block) });
    }
    if (statement.kind === 'return_statement' || statement.kind === 'raise_statement' || isGivenAnew(statement, root)) break;
  }
  return { answers: found, way };
}

function isGivenAnew(statement: PyNode, root: PyNode): boolean {
  const assignment = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
  return assignment?.kind === 'assignment' && assignment.field('left')!.text === root.text;
}

/** The status a response below a handler takes from a local name that the handler set. */
function statusBelow(doc: PythonDoc, node: PyNode, block: PyNode): Status {
  const names = [node, node.parent!].flatMap((each) => each.descendants('identifier')).filter(({ text }) => /status|code/i.test(text));
  const known = names.map((name) => statusFrom(doc, name, block)).filter((status) => typeof status === 'number');
  return known[0] ?? 'computed';
}

function statusFrom(doc: PythonDoc, node: PyNode, block: PyNode): Status {
  const value = node.kind === 'identifier' ? valueIn(doc, node, block) : undefined;
  return statusAt(doc, value ?? node, node);
}

/** One status for all, the one that tells least. */
function common(statuses: readonly Status[]): Status {
  const [first] = statuses;
  const isServerError = statuses.every((status) => typeof status === 'number' && status >= 500);
  return isServerError || new Set(statuses).size === 1 ? first! : statuses.includes('none') ? 'none' : 'computed';
}

/** Logged, saved or handed on beside the answers: whoever gets it there may need the text. */
function isUsedElsewhere(statement: PyNode, left: PyNode, root: PyNode, answers: readonly Answer[]): boolean {
  return statement.identifiers(root.text).some((use) => {
    const whole = use.parent?.kind === 'subscript' || use.parent?.kind === 'attribute' ? use.parent : use;
    if (answers.some(({ node }) => use.isWithin(node)) || (whole !== use && whole.text !== left.text)) return false;
    const around = [...whole.ancestors()].find(({ kind }) => ['call', 'assignment', 'augmented_assignment', 'if_statement', 'elif_clause', 'conditional_expression', 'block'].includes(kind));
    if (around?.kind === 'call') return !whole.isWithin(around.field('function')!);
    return /assignment/.test(around?.kind ?? '') && whole.isWithin(around!.field('right') ?? root);
  });
}
