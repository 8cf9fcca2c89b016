import { argumentsOf, enclosingFunction, lastName, literalText, runsIn, statementOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { isSecretName } from '../../../src/languages/secret-names.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Edit, Finding } from '../../../src/types.ts';
import { diagnosisAmong } from '../diagnosis.ts';
import { fallbackText, INTERNAL, isRefusal, UNAVAILABLE } from '../fallback.ts';
import { genericTextOf } from '../phrases.ts';
import { otherChannels, resultOfProtocol } from './channels.ts';
import { checkIn } from './checks.ts';
import { factsOf, TELLS } from './facts.ts';
import { isBadExample, isDebugOnly, typesAt } from './guards.ts';
import { functionName, Leaks } from './leaks.ts';
import { sourcesAt } from './sources.ts';
import { answersOfHelpers } from './helpers.ts';
import { keptIn } from './kept.ts';
import { logOnce } from './log.ts';
import { isSentHere, responsesOf, type Response } from './responses.ts';
import { arrivingAt } from './raised.ts';
import { merged, type Outcome, type Place } from './place.ts';
import { assignmentsBehind } from './removal.ts';
import { rewriteArguments, rewriteValue } from './rewrite.ts';
import { isRoute, routeOver } from './routes.ts';
import { missingSibling } from './siblings.ts';
import { tierOf } from './tiers.ts';
import { validationBodies } from './validation.ts';

const MESSAGE = 'The response carries the text of the exception';

export const python: Rule<PythonDoc> = {
  // `except … as e:`, a traceback asked for, or a function registered for exceptions or handed them.
  prefilter: /\bas\s+\w+\s*:|:\s*(?:Base)?Exception\b|format_exc|exc_info\s*\(|exception_handler|errorhandler|error_handler/,
  collect: { prefilter: TELLS, facts: factsOf },
  *sites(doc, project) {
    const plain = responsesOf(doc);
    const helpers = answersOfHelpers(doc, plain, project);
    const responses = [...plain.filter(({ node }) => !helpers.some((helper) => node.isWithin(helper.node))), ...helpers];
    const leaking = [...responses, ...keptIn(doc, responses)].flatMap((response) => leakIn(doc, response) ?? []);
    const echoes = [...validationBodies(doc)];
    const generic = genericTextOf(answerTexts(responses));
    const told: PyNode[] = [];
    for (const each of leaking) {
      const finding = findingFor(doc, each, { leaking, generic }, project);
      if (finding) told.push(statementOf(each.response.node));
      if (finding && !echoes.some(({ span }) => span.start === finding.span.start)) yield finding;
    }
    yield* echoes;
    yield* otherChannels(doc, told);
  },
};

/** What the file holds beside one place. */
interface Surroundings {
  readonly leaking: readonly Leak[];
  /** What the file itself says where something is wrong inside. */
  readonly generic: string | undefined;
}

interface Leak { readonly response: Response; readonly leaks: Leaks }

/** The exception a response carries, if it does so in production. */
function leakIn(doc: PythonDoc, response: Response): Leak | undefined {
  for (const source of sourcesAt(doc, response.node)) {
    const leaks = Leaks.from(doc, source);
    if (response.payloads.some((payload) => leaks.isIn(payload))) return isDebugOnly(doc, response.node, source) ? undefined : { response, leaks };
  }
  return undefined;
}

function findingFor(doc: PythonDoc, { response, leaks }: Leak, { leaking, generic }: Surroundings, project: ProjectView): Finding | undefined {
  const { source } = leaks;
  const statement = statementOf(response.node);
  const base = { span: { start: statement.start, end: statement.end }, message: MESSAGE };
  const fn = enclosingFunction(response.node);
  const tier = tierOf(doc, typesAt(response.node, source), response.status);
  const isHelper = response.status === 'none' && !(fn && isRoute(doc, fn));
  const route = isHelper ? routeOver(doc, response.node, project) : undefined;
  if (isHelper && 'isMeant' in tier) return undefined;
  if (isHelper && !route) return response.isLoose || source.callers ? undefined : { ...base, reason: fn ? resultOfProtocol(fn) ?? `\`${fn.field('name')!.text}\` is a helper and no route was seen to return its result` : 'it stands outside a function' };
  if (!('safety' in tier) && response.isLoose && response.status === 'none') return undefined;
  if (!('safety' in tier)) return { ...base, reason: tier.reason, ...(tier.fine && { fine: true }) };
  if (isBadExample(doc, response.node)) return { ...base, reason: 'it is marked as an example of what not to do', fine: true };
  const diagnosis = diagnosisAmong(namesAround(response.node), doc.path);
  if (diagnosis !== undefined) return { ...base, reason: `\`${diagnosis}\` is there to tell what is wrong: see that only those who run the service get its answer` };
  if (response.payloads.some(isJsonRpc)) return { ...base, reason: 'a JSON-RPC error, whose readers may test the text' };
  if (response.reason !== undefined) return { ...base, reason: response.reason };
  if (!response.isSent) return { ...base, reason: 'the response is built here and sent elsewhere' };
  const check = source.handler?.isBroad ? checkIn(doc, source.handler) : undefined;
  if (check !== undefined) return { ...base, reason: `\`${check}\` checks what the client sent, and this answer tells what is wrong with it${tier.safety === 'safe' ? ': give that a 4xx of its own first' : ''}` };
  const worded = source.handler?.isBroad && !isHelper ? arrivingAt(doc, source.handler, project).find((each) => !each.isAnswer) : undefined;
  if (worded) return { ...base, reason: `${worded.by ?? 'the \`try\`'} raises \`${worded.type}\` with a text for the client, which gets there by this answer only${tier.safety === 'safe' ? ': give it a 4xx of its own first' : ''}` };
  const phrase = fallbackText(response.status, route?.name ?? functionName(response.node));
  const usual = phrase === INTERNAL || phrase === UNAVAILABLE ? phrase : textLogged(source.block) ?? phrase;
  const place: Place = { doc, leaks, statement, fallback: usual === INTERNAL ? generic ?? usual : usual };
  const outcome: Outcome = response.allArguments ? rewriteArguments(place, response.node, true)! : merged(response.payloads.map((payload) => rewriteValue(place, payload)))!;
  if ('reason' in outcome) return { ...base, reason: outcome.reason };
  const others = leaking.filter((other) => other.leaks.source.node === source.node && other.response !== response).map((other) => other.response.node);
  // What a client sent may be wrong any time; a failure of ours is an error.
  const level = isRefusal(response.status) ? 'info' : typeof response.status === 'number' && response.status >= 400 && response.status < 500 ? 'warning' : 'error';
  const log = logOnce(doc, leaks, statement, isSentHere(response.node) ? statement : source.block, others, outcome.text, level, project);
  if ('reason' in log) return { ...base, reason: log.reason };
  const sibling = source.handler?.isBroad ? missingSibling(doc, source.handler, response.node, project) : undefined;
  const gone = [...outcome.gone, ...assignmentsBehind(place, outcome.gone, outcome.edits)];
  const doubtful = outcome.values.filter((value) => !isHarmless(value, fn, project));
  const reason = doubtful.length > 0 ? `\`${doubtful.map(({ text }) => text).join('`, `')}\` stays in the text`
    : sibling?.by !== undefined ? `${sibling.by} raises an answer, which this \`except\` turns into a failure so far`
    : source.callers ? `\`${functionName(response.node)}\` is handed the exception, and not every caller may want its text hidden`
    : response.through !== undefined ? `${response.through} makes the answer, and may do more with the text`
    : route ? `the route \`${route.name}\` in ${route.path} answers with what \`${functionName(response.node)}\` returns, and its other callers may need the text` : 'reason' in tier ? tier.reason : undefined;
  return {
    ...base,
    texts: outcome.gone.flatMap((node) => literalText(node)?.split('{}')[0] ?? []).map((text) => ({ text, was: 'answered' as const })),
    message: [`${MESSAGE}: ${log.said}`, ...(sibling ? [sibling.said] : [])].join('; '),
    safety: doubtful.length > 0 || response.through !== undefined || sibling?.by !== undefined || source.callers ? 'unsafe' : tier.safety,
    ...(reason !== undefined && { reason }),
    fix: {
      edits: [...outcome.edits, ...log.edits, ...(sibling?.edits ?? []), ...cause(statement, source.handler?.name)],
      needs: [...(log.needs ?? []), ...(sibling?.needs ?? [])],
      ...(log.provides && { provides: log.provides }),
      orphans: doc.scopes.uses.filter((use) => gone.some((node) => use.isWithin(node))).map(({ start, end }) => ({ start, end })),
    },
  };
}

/** The names of the functions a place is in, and the parts of their routes. */
function namesAround(node: PyNode): string[] {
  return [...node.ancestors()].filter(({ kind }) => kind === 'function_definition').flatMap((fn) => {
    const routes = fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator').flatMap(({ text }) => /["'](\/[^"']*)["']/.exec(text)?.[1]?.split('/') ?? []) : [];
    return [fn.field('name')!.text, ...routes].filter(Boolean);
  });
}

/** What the handler's own log line says of a failure at somebody else's, `Token exchange failed`. */
function textLogged(block: PyNode): string | undefined {
  const texts = [...runsIn(block, 'call')].filter((call) => /\.(error|warning|exception|critical)$/.test(call.field('function')!.text)).flatMap((call) => literalText(argumentsOf(call).positional[0]) ?? []);
  return texts.map((text) => text.replace(/[\s:;,–—-]+(%s|\{\})?$/, '')).find((text) => /^[A-Z][\w ]{8,60}$/.test(text) && /\b(failed|could not|unable)\b|^Failed\b/i.test(text));
}

/** The texts of the answers of a file: literals that quotes of either kind can hold. */
function answerTexts(responses: readonly Response[]): string[] {
  return responses.filter(({ isLoose }) => !isLoose).flatMap(({ payloads }) => payloads.flatMap((payload) => [payload, ...payload.descendants('string')]))
    .flatMap((node) => stringValue(node) ?? []).filter((text) => !/["'\\\n]/.test(text));
}

/** A raised answer keeps what caused it, where the handler has a name for that. */
function cause(statement: PyNode, name: PyNode | undefined): Edit[] {
  if (!name || statement.kind !== 'raise_statement' || statement.children.some(({ kind }) => kind === 'from')) return [];
  return [{ start: statement.end, end: statement.end, text: ` from ${name.text}` }];
}

function isJsonRpc(payload: PyNode): boolean {
  return payload.kind === 'dictionary' && payload.named.some((pair) => stringValue(pair.field('key')) === 'jsonrpc');
}

/** What the client itself sent: a parameter of the route, or a part of one. */
function isHarmless(value: PyNode, fn: PyNode | undefined, project: ProjectView): boolean {
  let root = value;
  while (root.kind === 'attribute') root = root.field('object')!;
  const parameters = [...(fn?.field('parameters')?.named ?? [])].map((each) => (each.kind === 'identifier' ? each.text : each.children.find(({ kind }) => kind === 'identifier')?.text));
  const isParameter = root.kind === 'identifier' && root.text !== 'self' && parameters.includes(root.text);
  return isParameter && !isSecretName(lastName(value) ?? '', project.options);
}
