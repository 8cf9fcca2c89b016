import { usesOfError, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import { dottedText, isCall, keyName, runsIn, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import { consoleMethod } from './calls.ts';
import type { File } from './file.ts';

/** What answers a request. */
const ANSWERS = /^(res|resp|response|reply|ctx|c|h|NextResponse|Response)\b/;

/** Whether a handler goes on with something instead of what failed: a value it returns or sets, the next one of a loop. */
export function goesOnOtherwise({ doc, project }: File, handler: Handler): boolean {
  if (throwsOn(doc, handler) || runsIn(doc.tree, handler.block, 'ThrowStatement').length > 0) return false;
  const isTold = (node: Node) => isCall(node) && (consoleMethod(doc, node.callee) !== undefined || isLogCall(doc, node, project));
  const errors = usesOfError(doc, handler);
  return handler.body.some((statement) => {
    if (statement.type === 'ContinueStatement') return true;
    const value = statement.type === 'ReturnStatement' ? statement.argument : statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' && statement.expression.operator === '=' ? statement.expression.right : undefined;
    return !!value && !isTold(value) && isFallback(value) && !errors.some((use) => isWithin(use, value));
  });
}

/** Whether a value can take the place of what was to be had: one that says "failed" does not. */
function isFallback(value: Node): boolean {
  const bare = unwrapped(value);
  switch (bare.type) {
    case 'NullLiteral': case 'BooleanLiteral': return false;
    case 'Identifier': return !/^undefined$|err|fail/i.test(bare.name);
    case 'ObjectExpression': return !bare.properties.some((part) => /^(success|ok|error|errors|status|statusCode|message|valid|isValid)$/.test(keyName(part) ?? ''));
    case 'AwaitExpression': return isFallback(bare.argument);
    case 'CallExpression': case 'OptionalCallExpression': return !ANSWERS.test(rootOf(bare)) && !/err|fail|reject/i.test(rootOf(bare));
    case 'NewExpression': case 'AssignmentExpression': return false;
    case 'StringLiteral': return !/err|fail/i.test(bare.value);
    default: return true;
  }
}

/** What a chain of calls begins with, as far as its names go: `res.status` of `res.status(500).json(…)`. */
function rootOf(call: AnyCall): string {
  let callee: Node = call.callee;
  for (;;) {
    const name = dottedText(callee);
    if (name !== undefined) return name;
    if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') callee = callee.object;
    else if (isCall(callee)) callee = callee.callee;
    else return '';
  }
}

/** Whether a handler hands the failure on, so that somebody else logs it. */
export function throwsOn(doc: JavaScriptDoc, { body, block }: Handler): boolean {
  return body.some(({ type }) => type === 'ThrowStatement') || doc.tree.inside(block, 'CallExpression').some(({ callee }) => callee.type === 'Identifier' && /^(next|reject|done|callback|cb)$/.test(callee.name));
}
