import { enclosingClass, enclosingFunction, functionName, isCall, isFunction, keyName, lastName, propertyOf, statementOf, stringValue, textOf, unwrapped, type AnyCall, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import { isSecretName } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Finding } from '../../../src/types.ts';
import { fallbackText } from '../fallback.ts';
import { otherChannels } from './channels.ts';
import { guardAt, isUserError } from './guards.ts';
import { Leaks } from './leaks.ts';
import { logOnce } from './log.ts';
import { responsesOf, type Response } from './responses.ts';
import { distinct, isErrorItself, merged, messageFunctions, rewriteValue, unusedDeclarations, type Place } from './rewrite.ts';
import { sourcesAt } from './sources.ts';
import { valueName } from './wording.ts';

const MESSAGE = 'The response carries the text of the error';
const HEALTH = /^(\w+[_-])?(health|ready|live|ping)(z|iness|ness)?([_-]?check|[_-]?probe)?$|health/i;
/** Expressions that may stand twice: nothing happens when they are read. */
const READ_TWICE = ['Identifier', 'MemberExpression', 'OptionalMemberExpression', 'LogicalExpression', 'ConditionalExpression', 'BinaryExpression', 'NumericLiteral', 'TSAsExpression', 'TSNonNullExpression'];

export const javascript: Rule<JavaScriptDoc> = {
  // Something that may hold an error, and something that may send it.
  prefilter: /^(?=[^]*(?:\bcatch\b|\be\b|\b\w*(?:err|exception|cause|reason|failure|fault)\b|\w*(?:Error|Exception)\b))(?=[^]*(?:\.\s*(?:json|jsonp|send|end|write|render|emit|text|html|body)\b|\bstatus(?:Code)?\b|Response|Exception|HttpsError|createError|internalServerError))/i,
  *sites(doc, project) {
    const answers = answersIn(doc);
    for (const answer of answers) {
      const finding = findingFor(doc, answer, project);
      if (finding) yield finding;
    }
    yield* otherChannels(doc, answers, project);
  },
};

const known = new WeakMap<JavaScriptDoc, readonly Response[]>();

function answersIn(doc: JavaScriptDoc): readonly Response[] {
  let answers = known.get(doc);
  if (!answers) known.set(doc, (answers = responsesOf(doc)));
  return answers;
}

function findingFor(doc: JavaScriptDoc, response: Response, project: ProjectView): Finding | undefined {
  const leaks = leaksIn(doc, response, project);
  if (!leaks) return undefined;
  const { source } = leaks;
  const { node, payloads, status } = response;
  const span = spanOfAnswer(doc, node);
  const base = { span, message: MESSAGE };
  const guard = guardAt(doc, node, source.node, leaks.isError, project);
  if (guard === 'debug') return undefined;
  const isIssues = !payloads.some((payload) => leaks.isIn(payload));
  if (isIssues || payloads.some((payload) => leaks.hasIssues(payload))) return { ...base, reason: 'the issues of a validation tell the client what to change', fine: true };
  if (guard === 'meant') return { ...base, reason: 'on this way the text is written for the client', fine: true };
  // Whatever class middleware says it takes, it gets every error.
  if (source.type !== undefined && source.kind !== 'middleware' && source.kind !== 'filter' && isUserError(source.type, project)) return { ...base, reason: `texts of \`${source.type}\` are written for the client`, fine: true };
  if (response.helper !== undefined && payloads.some((payload) => isErrorItself(leaks, payload))) return { ...base, reason: `\`${response.helper}\` gets the error as a whole and decides what is shown` };
  if (response.isPage) return { ...base, reason: 'a page for people: reword it by hand' };
  if (payloads.some((payload) => propertyOf(unwrapped(payload), 'jsonrpc'))) return { ...base, reason: 'a JSON-RPC error, whose readers may test the text' };
  const tier = tierOf(doc, response, leaks);
  if (!('safety' in tier)) return tier.reason === '' ? undefined : { ...base, reason: tier.reason };
  const place: Place = {
    doc, leaks, payloads, fallback: fallbackText(status, placeOf(doc, node, payloads)),
    ...(response.isText && { isText: true }),
    ...(tier.allowed !== undefined && { allowed: tier.allowed, status: response.statusNode! }),
  };
  const outcome = merged(payloads.map((payload) => rewriteValue(place, payload)))!;
  if ('reason' in outcome) return { ...base, reason: outcome.reason };
  const unused = unusedDeclarations(place, outcome.gone);
  const log = logOnce(leaks, node, outcome.text, tier.allowed?.replace(/ < 500$/, ' >= 500'), project);
  if ('reason' in log) return { ...base, reason: log.reason };
  const gone = [...outcome.gone, ...unused.gone];
  const doubts = doubtsAbout(place, outcome.values, project, tier.reason);
  return {
    ...base,
    message: `${MESSAGE}: ${log.said}`,
    safety: doubts.length > 0 ? 'unsafe' : 'safe',
    ...(doubts.length > 0 && { reason: doubts.join('; ') }),
    texts: outcome.gone.flatMap((each) => beginningOf(each) ?? []).map((text) => ({ text, was: 'answered' as const })),
    ...(log.actions && { actions: log.actions }),
    fix: {
      edits: distinct([...outcome.edits, ...unused.edits, ...log.edits]),
      needs: [...(log.needs ?? [])],
      ...(log.provides && { provides: log.provides }),
      orphans: doc.tree.all('Identifier').filter((id) => gone.some((each) => each.start! <= id.start! && id.end! <= each.end!)).map(({ start, end }) => ({ start: start!, end: end! })),
    },
  };
}

/** The error a response carries, if there is one. */
function leaksIn(doc: JavaScriptDoc, { node, payloads }: Response, project: ProjectView): Leaks | undefined {
  for (const source of sourcesAt(doc, node)) {
    const leaks = Leaks.from(doc, source, project);
    const found = payloads.flatMap((payload) => leaks.leavesIn(payload));
    if (found.length === 0) {
      if (payloads.some((payload) => leaks.hasIssues(payload))) return leaks;
      continue;
    }
    // A parameter that only looks like an error may be a text written for the client.
    if (source.kind === 'helper' && !isTreatedAsError(leaks)) continue;
    return leaks;
  }
  return undefined;
}

function isTreatedAsError({ doc, source }: Leaks): boolean {
  if (source.type !== undefined && /Error|Exception/.test(source.type)) return true;
  return (source.error?.uses ?? []).some((use) => {
    const parent = doc.tree.parent(use);
    if (parent?.type === 'BinaryExpression') return parent.operator === 'instanceof';
    const outer = parent?.type === 'TSAsExpression' ? doc.tree.parent(parent) : parent;
    return /^(message|stack|statusCode|cause)$/.test((outer?.type === 'MemberExpression' || outer?.type === 'OptionalMemberExpression') && !outer.computed ? lastName(outer) ?? '' : '');
  });
}

/** `(error.status || 400) as StatusCode` is a number without its type too. */
function withoutCast(node: Node): Node {
  const inner = unwrapped(node);
  return inner.type === 'LogicalExpression' && inner.right.type === 'NumericLiteral' ? inner : node;
}

type Tier = { readonly safety: 'safe' | 'unsafe'; readonly reason?: string; readonly allowed?: string } | { readonly reason: string };

function tierOf(doc: JavaScriptDoc, response: Response, leaks: Leaks): Tier {
  const { node, payloads, status, statusNode, isStream, helper } = response;
  const { source } = leaks;
  if (status === 'computed') {
    if (source.kind === 'filter') return { reason: 'an exception filter answers with the status of the exception: show its text only below 500' };
    if (statusNode && /^[A-Z][A-Z0-9_]+$/.test(lastName(unwrapped(statusNode)) ?? '')) return { reason: `what number \`${textOf(doc, statusNode)}\` is cannot be told here` };
    if (!statusNode || !READ_TWICE.includes(unwrapped(statusNode).type)) return { reason: 'the status is computed, so it may be a 4xx whose text the client needs' };
    const compared = textOf(doc, withoutCast(statusNode));
    const isPlain = /^[\w$.?]+$/.test(compared);
    return { safety: 'unsafe', reason: 'the status is computed: below 500 the client still gets the text', allowed: `${isPlain ? compared : `(${compared})`} < 500` };
  }
  if (isStream) return { safety: 'unsafe', reason: 'a piece of an answer that has begun, whose reader may show or test the text' };
  // Fastify makes an answer of an error by itself.
  const said = status === 'none' ? payloads.map((payload) => statusInBody(payload)).find((each) => each !== undefined) : undefined;
  if (said !== undefined) return { safety: 'unsafe', reason: `its body says ${said}, but it is sent as a success: a client may show or test the text` };
  if (status === 'none') return { reason: isCall(node) && payloads.some((payload) => leaks.doc.scopes.bindingOf(payload) === source.error) ? '' : 'sent without a status of a failure: a client may show or test the text' };
  if (status < 400) return { reason: `sent with ${status}, as a success: a client may show or test the text` };
  if (status < 500) return { reason: `a text sent with ${status} may tell the client what to change` };
  if (helper !== undefined && !isSentByHelper(leaks, response)) return { safety: 'unsafe', reason: `what \`${helper}\` does with the text is not seen here` };
  const leaves = payloads.flatMap((payload) => leaks.leavesIn(payload));
  return leaves.every((leaf) => leaks.kindOf(leaf) === 'part') ? { safety: 'unsafe', reason: 'only the code or the name of the error, which a client may act on' } : { safety: 'safe' };
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
    return !!binding && binding.uses.every((use) => answersIn(doc).some((answer) => answer.payloads.some((value) => isWithin(use, value))));
  });
}

/** The function or method of the file that a call runs. */
function functionCalled(doc: JavaScriptDoc, { callee }: AnyCall): AnyFunction | undefined {
  if (callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression') {
    const owner = enclosingClass(doc.tree, callee);
    return owner?.body.body.find((member): member is NodeOf<'ClassMethod'> => member.type === 'ClassMethod' && keyName(member) === lastName(callee));
  }
  const by = doc.scopes.bindingOf(callee)?.by;
  const value = by?.type === 'VariableDeclarator' ? by.init : by;
  return isFunction(value) ? value : undefined;
}

function doubtsAbout(place: Place, values: readonly Node[], project: ProjectView, reason: string | undefined): string[] {
  const kept = values.filter((value) => !isHarmless(place.doc, value, project)).map((value) => `\`${textOf(place.doc, value)}\``);
  const functions = [...new Set(messageFunctions(place, place.payloads))];
  return [
    ...(reason === undefined ? [] : [reason]),
    ...(kept.length > 0 ? [`${kept.join(', ')} stays in the text`] : []),
    ...functions.map((name) => `\`${name}\` may make a text for the client`),
  ];
}

/** What the client itself sent: a parameter of the route, or a part of one. */
function isHarmless(doc: JavaScriptDoc, value: Node, project: ProjectView): boolean {
  if (isSecretName(valueName(value), project.options)) return false;
  let root = unwrapped(value);
  while (root.type === 'MemberExpression' || root.type === 'OptionalMemberExpression') root = unwrapped(root.object);
  const binding = doc.scopes.bindingOf(root);
  if (binding?.kind === 'parameter') return true;
  const init = binding?.by.type === 'VariableDeclarator' ? binding.by.init : undefined;
  return !!init && init !== value && /^(req|request|ctx|c|event|params|body|query)\b/.test(textOf(doc, init));
}

/** The literal a text begins with that is cut now. */
function beginningOf(outer: Node): string | undefined {
  const node = unwrapped(outer);
  if (node.type === 'TemplateLiteral') return node.expressions.length > 0 ? node.quasis[0]!.value.cooked || undefined : undefined;
  if (node.type !== 'BinaryExpression') return undefined;
  let first: Node = node;
  while (first.type === 'BinaryExpression') first = unwrapped(first.left);
  return stringValue(first);
}

/** The statement, or the value alone where it stands in a larger one such as a function given to a route. */
function spanOfAnswer(doc: JavaScriptDoc, node: Node): { readonly start: number; readonly end: number } {
  const statement = statementOf(doc.tree, node);
  const around = enclosingFunction(doc.tree, node) === enclosingFunction(doc.tree, statement) ? statement : node;
  return { start: around.start!, end: around.end! };
}

/** What a health check is called, in snake_case: a part of its path, else the name of its function. */
function placeOf(doc: JavaScriptDoc, node: Node, payloads: readonly Node[]): string {
  if (payloads.some(isHealthStatus)) return 'health';
  for (let fn = enclosingFunction(doc.tree, node); fn; fn = enclosingFunction(doc.tree, fn)) {
    const call = doc.tree.parent(fn);
    const path = isCall(call) ? call.arguments.map((argument) => stringValue(argument)).find((text) => text?.startsWith('/')) : undefined;
    const name = path?.split('/').find((part) => HEALTH.test(part)) ?? path ?? functionName(doc.tree, fn);
    if (name !== undefined) return HEALTH.test(name) ? snakeCase(name) : '';
  }
  return '';
}

function snakeCase(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll('-', '_').toLowerCase();
}

/** `{ status: 'unhealthy', error, timestamp }`. */
function isHealthStatus(payload: Node): boolean {
  const object = unwrapped(payload);
  if (object.type !== 'ObjectExpression') return false;
  const keys = object.properties.map((property) => keyName(property));
  const status = object.properties.find((property) => property.type === 'ObjectProperty' && keyName(property) === 'status');
  const text = status?.type === 'ObjectProperty' ? stringValue(status.value) : undefined;
  return text !== undefined && (/^(unhealthy|down|degraded|not[ _]ready|disconnected|unavailable)$/i.test(text) || keys.includes('timestamp'));
}
