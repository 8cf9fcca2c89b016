import { dottedText, isCall, keyName, lastName, runsIn, statementOf, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { responsesOf, type Response } from '../../../src/languages/javascript/responses.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import type { Leaks } from './leaks.ts';
import { functionCalled } from './tried.ts';

/** Expressions that may stand twice: nothing happens when they are read. */
const READ_TWICE = ['Identifier', 'MemberExpression', 'OptionalMemberExpression', 'LogicalExpression', 'ConditionalExpression', 'BinaryExpression', 'NumericLiteral', 'TSAsExpression', 'TSNonNullExpression'];

/** `(error.status || 400) as StatusCode` is a number without its type too. */
function withoutCast(node: Node): Node {
  const inner = unwrapped(node);
  return inner.type === 'LogicalExpression' && inner.right.type === 'NumericLiteral' ? inner : node;
}

const VALIDATES = /^(parse|safeParse|parseAsync|decode|verify|assert)$|valid|sanitiz|verif|construct(Event)?/i;
/** What is done to a text on the way there. */
const PLAIN_CALL = /^(split|replace|trim|startsWith|toLowerCase|toString|String|Number|get|header|slice|substring|match|includes)$/;

type Tier = { readonly safety: 'safe' | 'unsafe'; readonly reason?: string; readonly allowed?: string; readonly ours?: string } | { readonly reason: string };

/** How safe it is to take the text out of a response, by its status. */
export function tierOf(doc: JavaScriptDoc, response: Response, leaks: Leaks): Tier {
  const { node, payloads, status, statusNode, isStream, helper } = response;
  const { source } = leaks;
  if (status === 'computed') {
    if (source.kind === 'filter') return { reason: 'an exception filter answers with the status of the exception: show its text only below 500' };
    if (statusNode && /^[A-Z][A-Z0-9_]+$/.test(lastName(unwrapped(statusNode)) ?? '')) return { reason: `what number \`${textOf(doc, statusNode)}\` is cannot be told here` };
    // One answer for success and for failure: which parts of it are sent with which status is not told apart here.
    if (statusNode && unwrapped(statusNode).type === 'ConditionalExpression') return { reason: 'the status is chosen in the answer itself, between one of success and one of failure' };
    if (!statusNode || !READ_TWICE.includes(unwrapped(statusNode).type)) return { reason: 'the status is computed, so it may be a 4xx whose text the client needs' };
    const whole = textOf(doc, withoutCast(statusNode));
    const compared = /^[\w$.?]+$/.test(whole) ? whole : `(${whole})`;
    const own = statusOfError(leaks, statusNode);
    return { safety: 'unsafe', reason: 'the status is computed: below 500 the client still gets the text', allowed: `${own ?? compared} < 500`, ours: `${compared} >= 500` };
  }
  if (isStream) return { safety: 'unsafe', reason: 'a piece of an answer that has begun, whose reader may show or test the text' };
  // Fastify makes an answer of an error by itself.
  const said = status === 'none' ? payloads.map((payload) => statusInBody(payload)).find((each) => each !== undefined) : undefined;
  if (said !== undefined) return { safety: 'unsafe', reason: `its body says ${said}, but it is sent as a success: a client may show or test the text` };
  if (status === 'none') return { reason: isCall(node) && payloads.some((payload) => leaks.doc.scopes.bindingOf(payload) === source.error) ? '' : 'sent without a status of a failure: a client may show or test the text' };
  if (status < 400) return { reason: `sent with ${status}, as a success: a client may show or test the text` };
  const isOnlyCode = payloads.flatMap((payload) => leaks.leavesIn(payload)).every((leaf) => leaks.kindOf(leaf) === 'part');
  if (isOnlyCode) return { reason: 'only the code or the name of the error, which a client may act on' };
  if (status < 500) {
    const reason = `a text sent with ${status} may tell the client what to change`;
    // Under a condition of its own the answer is for failures of one kind.
    const isBroad = source.kind === 'handler' && (source.block === node || doc.tree.parent(statementOf(doc.tree, node)) === source.block);
    return isBroad && !isValidation(doc, source.guarded) && !signsIn(doc, source.guarded) ? { safety: 'unsafe', reason } : { reason };
  }
  if (helper !== undefined && !isSentByHelper(leaks, response)) return { safety: 'unsafe', reason: `what \`${helper}\` does with the text is not seen here` };
  return signsIn(doc, source.guarded) ? { safety: 'unsafe', reason: 'what a service for signing in says may be for the user' } : { safety: 'safe' };
}

/** `err.status` of `err.status || 500`: one that is not there is not below 500 either. */
function statusOfError(leaks: Leaks, statusNode: Node): string | undefined {
  const status = withoutCast(statusNode);
  const isOr = status.type === 'LogicalExpression' && status.operator !== '&&' && status.right.type === 'NumericLiteral' && status.right.value >= 500;
  if (!isOr || !/^(Optional)?MemberExpression$/.test(unwrapped(status.left).type)) return undefined;
  const param = leaks.source.handler?.param;
  const isUntyped = !/\.[cm]?tsx?$/.test(leaks.doc.path) || param?.type === 'Identifier' && param.typeAnnotation?.type === 'TSTypeAnnotation' && param.typeAnnotation.typeAnnotation.type === 'TSAnyKeyword' || /\bas any\)/.test(textOf(leaks.doc, status.left));
  return isUntyped ? textOf(leaks.doc, status.left) : undefined;
}

/** Calls of Supabase Auth and Firebase Auth, whose errors tell the user what is wrong with an address or a password. */
const SIGNS_IN = /(^|\.)auth(\(\))?\.(sign\w+|verifyOtp|reset\w+|updateUser|exchangeCode\w*|admin\.\w+|createUser|generate\w+Link|verify\w+)$|^(signIn|createUser|sendPasswordReset|confirmPasswordReset)\w*$/;

function signsIn(doc: JavaScriptDoc, guarded: Node): boolean {
  const calls = [...(isCall(guarded) ? [guarded] : []), ...runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression')];
  return calls.some(({ callee }) => SIGNS_IN.test(dottedText(callee) ?? '') && doc.scopes.bindingOf(callee)?.kind !== 'function');
}

/** Whether nothing is tried but a check of what the client sent: `schema.parse(body)`, `jwt.verify(token)`. */
function isValidation(doc: JavaScriptDoc, guarded: Node): boolean {
  const names = [...(isCall(guarded) ? [guarded] : []), ...runsIn(doc.tree, guarded, 'CallExpression', 'OptionalCallExpression')].map(({ callee }) => lastName(callee) ?? '').filter((name) => !PLAIN_CALL.test(name));
  return names.some((name) => VALIDATES.test(name)) && names.every((name) => VALIDATES.test(name) || /^(next|json|status|send)$/.test(name)) || names.every((name) => name === 'next');
}

/** The 5xx that `{ status: 500, message }` says, whatever it is sent with. */
function statusInBody(payload: Node): number | undefined {
  const object = unwrapped(payload);
  const property = object.type === 'ObjectExpression' ? object.properties.find((each) => each.type === 'ObjectProperty' && /^(status|statusCode|status_code|code)$/.test(keyName(each) ?? '')) : undefined;
  const value = property?.type === 'ObjectProperty' ? unwrapped(property.value) : undefined;
  return value?.type === 'NumericLiteral' && value.value >= 500 && value.value < 600 ? value.value : undefined;
}

/** Whether a helper of the file sends what it is given: the parameters that get the text are in an answer of its own. */
function isSentByHelper(leaks: Leaks, { node, payloads }: Response): boolean {
  const { doc } = leaks;
  if (!isCall(node)) return false;
  const fn = functionCalled(doc, node);
  return !!fn && payloads.filter((payload) => leaks.isIn(payload)).every((payload) => {
    const param = fn.params[node.arguments.indexOf(payload as never)];
    const binding = doc.scopes.bindingOf(param?.type === 'AssignmentPattern' ? param.left : param);
    return !!binding && binding.uses.every((use) => responsesOf(doc).some((answer) => answer.payloads.some((value) => isWithin(use, value))));
  });
}
