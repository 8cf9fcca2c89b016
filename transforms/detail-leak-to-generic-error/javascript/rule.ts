import { enclosingFunction, functionName, isCall, isFunction, keyName, lastName, propertyOf, statementOf, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { responsesOf, type Response } from '../../../src/languages/javascript/responses.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { isSecretName } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Finding } from '../../../src/types.ts';
import { diagnosisAmong } from '../diagnosis.ts';
import { fallbackText, INTERNAL, isRefusal, UNAVAILABLE } from '../fallback.ts';
import { COLLECTS, factsOf } from './facts.ts';
import { otherChannels } from './channels.ts';
import { isBadExample, isDevelopmentOnly, saysWhatIsShown } from './development.ts';
import { ownAnswerOfFastify } from './fastify.ts';
import { statusOfUnknown } from './filters.ts';
import { guardAt, isUserError } from './guards.ts';
import { isExtra, keptFor, withoutKept, type Kept } from './kept.ts';
import { Leaks } from './leaks.ts';
import { logOnce } from './log.ts';
import { ownText, textLogged } from './own-text.ts';
import { merged, type Place } from './place.ts';
import { distinct, unusedDeclarations } from './removal.ts';
import { waysOut } from './reraise.ts';
import { reachedBy, type Reached } from './reached.ts';
import { isErrorItself, messageFunctions, rewriteValue } from './rewrite.ts';
import { sourcesAt } from './sources.ts';
import { tierOf } from './tiers.ts';
import { valueName } from './wording.ts';

const MESSAGE = 'The response carries the text of the error';
const HEALTH = /^(\w+[_-])?(health|ready|live|ping)(z|iness|ness)?([_-]?check|[_-]?probe)?$|health/i;

export const javascript: Rule<JavaScriptDoc> = {
  // Something that may hold an error, and something that may send it.
  prefilter: /^(?=[^]*(?:\bcatch\b|\be\b|(?:err|error|exception|cause|reason|failure|fault)\b))(?=[^]*(?:\.\s*(?:json|jsonp|send|end|write|render|emit|text|html|body)\b|\bstatus(?:Code)?\b|Response|Exception|HttpsError|createError|internalServerError|\breturn \{(?:(?!\breturn \{)[^}])*\b(?:error|message|details?)\b))/i,
  collect: { prefilter: COLLECTS, facts: factsOf },
  *sites(doc, project) {
    const answers = responsesOf(doc);
    const kept = keptFor(doc, answers);
    const all = [...answers, ...kept, ...reachedBy(doc, answers, project)];
    for (const answer of all) {
      // What is taken out where it is kept is not sent.
      if (answer.status === 'computed' && kept.some((each) => each !== answer && each.answer === answer)) continue;
      const finding = findingFor(doc, answer, project);
      if (finding) yield finding;
    }
    yield* otherChannels(doc, all, project);
  },
};

function findingFor(doc: JavaScriptDoc, found: Response | Kept | Reached, project: ProjectView): Finding | undefined {
  const leaks = leaksIn(doc, found, project);
  if (!leaks) return undefined;
  const { source } = leaks;
  const unknown = source.kind === 'filter' && found.status === 'computed' ? statusOfUnknown(leaks, found) : undefined;
  const response = unknown === undefined ? found : { ...found, status: unknown };
  const { node, payloads, status } = response;
  const span = spanOfAnswer(doc, node);
  const base = { span, message: MESSAGE };
  const guard = guardAt(doc, node, source.node, leaks.isError, project);
  if (guard === 'debug') return undefined;
  if (isDevelopmentOnly(doc, node, project)) return { ...base, reason: 'it answers in development only', fine: true };
  if (isBadExample(doc, node)) return { ...base, reason: 'an example of how not to do it, as its comment says', fine: true };
  const diagnosis = diagnosisAmong(namesAround(doc, node), doc.path);
  if (diagnosis !== undefined) return { ...base, reason: `\`${diagnosis}\` is there to tell what is wrong: see that only those who run the service get its answer` };
  const isIssues = !payloads.some((payload) => leaks.isIn(payload));
  if (isIssues || payloads.some((payload) => leaks.hasIssues(payload))) return { ...base, reason: 'the issues of a validation tell the client what to change', fine: true };
  if (guard === 'meant') return { ...base, reason: 'on this way the text is written for the client', fine: true };
  // Whatever class middleware says it takes, it gets every error.
  if (source.type !== undefined && source.kind !== 'middleware' && source.kind !== 'filter' && isUserError(source.type, project)) return { ...base, reason: `texts of \`${source.type}\` are written for the client`, fine: true };
  if (response.helper !== undefined && payloads.some((payload) => isErrorItself(leaks, payload))) return { ...base, reason: `\`${response.helper}\` gets the error as a whole and decides what is shown` };
  if (response.isPage) return { ...base, reason: 'a page for people: reword it by hand' };
  if (payloads.some((payload) => propertyOf(unwrapped(payload), 'jsonrpc'))) return { ...base, reason: 'a JSON-RPC error, whose readers may test the text' };
  const tier = 'by' in found ? { safety: 'unsafe' as const, reason: reachOf(doc, found) } : tierOf(doc, response, leaks);
  if (!('safety' in tier)) return tier.reason === '' ? undefined : { ...base, reason: tier.reason };
  const ways = waysOut(doc, response, source, project);
  if ('reason' in ways) return { ...base, reason: ways.reason };
  const generic = fallbackText(status, placeOf(doc, node, payloads));
  const fallback = generic !== INTERNAL ? generic === UNAVAILABLE ? generic : textLogged(doc, source) ?? generic : ('initial' in found ? found.initial : ownText(doc, found, source)) ?? generic;
  const whole = ownAnswerOfFastify(doc, response, source, fallback, project);
  const place: Place = {
    doc, leaks, payloads, fallback, ...(whole !== undefined && { whole }),
    ...(response.isText && { isText: true }),
    ...(tier.allowed !== undefined && { allowed: tier.allowed, status: response.statusNode! }),
  };
  const outcome = 'key' in found && isExtra(doc, found) ? withoutKept(doc, found) : merged(payloads.map((payload) => rewriteValue(place, payload)))!;
  if ('reason' in outcome) return { ...base, reason: outcome.reason };
  const unused = unusedDeclarations(place, outcome.gone);
  const log = logOnce(leaks, node, { text: outcome.text, onlyAt: 'ours' in tier ? tier.ours : undefined, level: isRefusal(status) ? 'info' : typeof status === 'number' && status < 500 ? 'warn' : 'error' }, project);
  if ('reason' in log) return { ...base, reason: log.reason };
  const gone = [...outcome.gone, ...unused.gone];
  const reason = whole !== undefined && tier.reason === undefined ? 'for `send` of an error Fastify\'s error handler answers, and logs it' : tier.reason;
  const meant = saysWhatIsShown(statementOf(doc.tree, node));
  const doubts = [...doubtsAbout(place, outcome.values, project, reason), ...(meant === undefined ? [] : [meant]), ...('readElsewhere' in found ? [`\`${found.readElsewhere}\` is read for something else too`] : [])];
  return {
    ...base,
    message: `${MESSAGE}: ${log.said}`,
    safety: doubts.length > 0 ? 'unsafe' : 'safe',
    ...(doubts.length > 0 && { reason: doubts.join('; ') }),
    texts: outcome.gone.flatMap((each) => beginningOf(each) ?? []).map((text) => ({ text, was: 'answered' as const })),
    ...(log.actions && { actions: log.actions }),
    fix: {
      edits: distinct([...ways.edits, ...outcome.edits, ...unused.edits, ...log.edits]),
      needs: [...ways.needs, ...(log.needs ?? [])],
      ...(log.provides && { provides: log.provides }),
      orphans: doc.tree.all('Identifier').filter((id) => gone.some((each) => each.start! <= id.start! && id.end! <= each.end!)).map(({ start, end }) => ({ start: start!, end: end! })),
    },
  };
}

/** Who sends what a helper returns. */
function reachOf(doc: JavaScriptDoc, { by: { name, path } }: Reached): string {
  return `${path === doc.path ? 'an answer further on' : path} sends what \`${name}\` returns: its other callers may need the text`;
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

/** The names of the functions a place is in, and the parts of their routes. */
function namesAround(doc: JavaScriptDoc, node: Node): string[] {
  return [...doc.tree.ancestors(node)].filter(isFunction).flatMap((fn) => {
    const call = doc.tree.parent(fn);
    const path = isCall(call) ? stringValue(call.arguments[0]) : undefined;
    return [...(path?.startsWith('/') ? path.split('/') : []), functionName(doc.tree, fn) ?? ''].filter(Boolean);
  });
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
