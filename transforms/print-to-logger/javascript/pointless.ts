import { conditionsOf, isDevelopmentOnly } from '../../../src/languages/javascript/conditions.ts';
import { enclosingHandler, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { statementsIn, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { consoleMethod } from './calls.ts';
import { isRuleExpression } from './message.ts';

const ERROR_NAME = /^_?(e|err|error|ex|exception|\w+(Err|Error|Exception))$/;
const FAILED_LOGGER = /^_?(logger|logging)_?(e|err|error|ex|exception|failure)$/i;
/** As many lines as one shows to whoever develops, rather than notes. */
const FEW_LINES = 3;

/** Why a logger would not say better what a call shows. */
export function pointlessReason(doc: JavaScriptDoc, call: AnyCall, project: ProjectView): string | undefined {
  const empty = emptyError(doc, call);
  if (empty !== undefined) return `\`${empty}\` is empty here: an \`if\` in front of it has left where it is not`;
  if (isOfFailedLogger(doc, call, project)) return 'the logger itself failed here: `console` is what is left';
  return isBoxForDevelopment(doc, call) ? 'it shows several lines to whoever develops, and not in production' : undefined;
}

/** An error that is shown behind `if (error) return`, or where `!error` holds. */
function emptyError(doc: JavaScriptDoc, call: AnyCall): string | undefined {
  const names = call.arguments.flatMap((argument) => [argument, ...doc.tree.inside(argument, 'Identifier')]).flatMap((node) => (node.type === 'Identifier' && ERROR_NAME.test(node.name) ? node : []));
  return names.find((name) => {
    const binding = doc.scopes.bindingOf(name);
    if (binding?.kind !== 'const' && binding?.kind !== 'parameter') return false;
    return [...conditionsOf(doc, call)].some(({ test, holds }) => knownEmpty(test, holds).some((node) => doc.scopes.bindingOf(node) === binding));
  })?.name;
}

/** The names that hold nothing where a condition holds or does not. */
function knownEmpty(test: Node, holds: boolean): Node[] {
  const bare = unwrapped(test);
  if (bare.type === 'Identifier') return holds ? [] : [bare];
  if (bare.type === 'UnaryExpression' && bare.operator === '!') return knownEmpty(bare.argument, !holds);
  if (bare.type === 'LogicalExpression' && bare.operator === (holds ? '&&' : '||')) return [...knownEmpty(bare.left, holds), ...knownEmpty(bare.right, holds)];
  const isNull = bare.type === 'BinaryExpression' && (bare.right.type === 'NullLiteral' || bare.right.type === 'Identifier' && bare.right.name === 'undefined');
  return isNull && bare.left.type === 'Identifier' && /^[!=]==?$/.test(bare.operator) && bare.operator.startsWith('=') === holds ? [bare.left] : [];
}

/** Whether a call stands in the handler of a logger that failed. */
function isOfFailedLogger(doc: JavaScriptDoc, call: AnyCall, project: ProjectView): boolean {
  const handler = enclosingHandler(doc, call);
  return handler !== undefined && (FAILED_LOGGER.test(handler.name?.name ?? '') || guardsLogger(doc, handler, project));
}

/** A `try` around nothing but log calls. */
function guardsLogger(doc: JavaScriptDoc, { guarded }: Handler, project: ProjectView): boolean {
  const calls = guarded.type === 'BlockStatement' ? statementsIn(guarded).map((each) => (each.type === 'ExpressionStatement' ? each.expression : each)) : [guarded];
  return calls.length > 0 && calls.every((each) => isLogCall(doc, each, project));
}

/** Whether a call is one of a box of lines that is drawn only where somebody develops. */
function isBoxForDevelopment(doc: JavaScriptDoc, call: AnyCall): boolean {
  if (!isDevelopmentOnly(doc, call)) return false;
  return [...doc.tree.ancestors(call)].filter(({ type }) => type === 'IfStatement').some((branch) => {
    const shown = doc.tree.inside(branch, 'CallExpression').filter(({ callee }) => consoleMethod(doc, callee) !== undefined);
    return shown.length >= FEW_LINES && shown.some((each) => each.arguments.some((argument) => isRuleExpression(doc, argument)));
  });
}
