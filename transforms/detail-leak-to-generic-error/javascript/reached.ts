import { functionName, isFunction, keyName, lastName, propertyName, stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Response } from '../../../src/languages/javascript/responses.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { answersWith, callsBehind } from './facts.ts';

/** What a function returns in a `catch`, and others answer with. */
export interface Reached extends Response {
  /** The function, and the file that answers with its result. */
  readonly by: { readonly name: string; readonly path: string };
}

const MESSAGE_KEY = /^(error|errors|message|msg|err|error_?message|details?|reason)$/i;

/**
 * `return { success: false, error: err.message }` and `result.error = err.message` of functions whose result is answered
 * with, here or in another file.
 */
export function reachedBy(doc: JavaScriptDoc, answers: readonly Response[], project: ProjectView): Reached[] {
  return [...returned(doc), ...setInResult(doc)].flatMap((node): Reached[] => {
    if (!doc.tree.closest(node, 'CatchClause') || answers.some((answer) => isWithin(node, answer.node) || isWithin(answer.node, node))) return [];
    const fn = [...doc.tree.ancestors(node)].find(isFunction);
    const name = fn && functionName(doc.tree, fn);
    const path = name === undefined || isPrivateToTests(name) ? undefined : isAnsweredHere(doc, name, fn!, answers) ? doc.path : answersWith(doc, name, project);
    return path === undefined ? [] : [{ node, payloads: [node.type === 'AssignmentExpression' ? node.right : node], status: 'none', by: { name: name!, path } }];
  });
}

function returned(doc: JavaScriptDoc): Node[] {
  return doc.tree.all('ReturnStatement').flatMap(({ argument }) => {
    const value = argument ? unwrapped(argument) : undefined;
    return value?.type === 'ObjectExpression' && hasMessage(value) ? [value] : [];
  });
}

/** `result.error = …` of what the function returns. */
function setInResult(doc: JavaScriptDoc): NodeOf<'AssignmentExpression'>[] {
  return doc.tree.all('AssignmentExpression').filter(({ left, operator }) => {
    if (operator !== '=' || left.type !== 'MemberExpression' || !MESSAGE_KEY.test(propertyName(left) ?? '')) return false;
    const binding = doc.scopes.bindingOf(left.object);
    return binding?.by.type === 'VariableDeclarator' && binding.uses.some((use) => doc.tree.parent(use)?.type === 'ReturnStatement');
  });
}

function isPrivateToTests(name: string): boolean {
  return /^(mock|stub|fake)/i.test(name);
}

function hasMessage({ properties }: NodeOf<'ObjectExpression'>): boolean {
  return properties.some((each) => each.type === 'ObjectProperty' && stringValue(each.value) === undefined && MESSAGE_KEY.test(keyName(each) ?? ''));
}

/** An answer of the file has the result of the function in it. */
function isAnsweredHere(doc: JavaScriptDoc, name: string, fn: Node, answers: readonly Response[]): boolean {
  return answers.some(({ node, payloads }) => !isWithin(node, fn) && payloads.some((payload) => callsBehind(doc, payload).some((call) => 'callee' in call && lastName(call.callee as Node) === name)));
}
