import { handlerOf } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, enclosingFunction, enclosingHandler, isStatement, lastName, statementsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { departureOf } from './built.ts';
import { attributeGiven, valueIn } from './flow.ts';

export type Status = number | 'computed' | 'none';

/** A value on its way to the client. */
export interface Response {
  /** The call or the returned value. */
  readonly node: PyNode;
  readonly payloads: readonly PyNode[];
  readonly status: Status;
  /** All arguments of the call are the payload, as of `jsonify`. */
  readonly allArguments?: boolean;
  /** It leaves the function here, or by a local name further down, rather than being stored or passed on. */
  readonly isSent: boolean;
  /** A text, a tuple or an object that is returned, or one kept until then: of interest only where a route is seen to answer with it. */
  readonly isLoose?: true;
  /** The function of the project that makes the answer. */
  readonly through?: string;
  /** Why its text has to stay. */
  readonly reason?: string;
}

interface Sink {
  readonly name: RegExp;
  /** Position and names of the parameters. */
  readonly payload: readonly (number | string)[];
  readonly status?: readonly (number | string)[];
  /** The status without an argument for it. */
  readonly fixed?: number;
}

const SINKS: readonly Sink[] = [
  { name: /^(?!werkzeug)(.*\.)?(Starlette)?HTTPException$/, status: [0, 'status_code', 'status'], payload: [1, 'detail', 'description', 'message'] },
  { name: /(^|\.)(JSON|ORJSON|UJSON|PlainText|HTML)Response$/, payload: [0, 'content'], status: [1, 'status_code'], fixed: 200 },
  { name: /^(fastapi|starlette)(\.\w+)*\.Response$/, payload: [0, 'content'], status: [1, 'status_code'], fixed: 200 },
  { name: /^(flask|quart)\.make_response$/, payload: [0], status: [1], fixed: 200 },
  { name: /^(flask|quart|werkzeug)(\.\w+)*\.Response$/, payload: [0, 'response'], status: [1, 'status'], fixed: 200 },
  { name: /^(flask|quart|werkzeug|flask_restful|flask_restx|flask_smorest)(\.\w+)*\.abort$/, status: [0, 'code', 'http_status_code'], payload: [1, 'description', 'message', 'error'] },
  { name: /^werkzeug\.exceptions\.InternalServerError$/, payload: [0, 'description'], fixed: 500 },
  { name: /(^|\.)JsonResponse$/, payload: [0, 'data'], status: ['status'], fixed: 200 },
  { name: /(^|\.)HttpResponseServerError$/, payload: [0, 'content'], fixed: 500 },
  { name: /(^|\.)HttpResponseBadRequest$/, payload: [0, 'content'], fixed: 400 },
  { name: /^django\.http(\.\w+)*\.HttpResponse$/, payload: [0, 'content'], status: [2, 'status'], fixed: 200 },
  { name: /^rest_framework(\.\w+)*\.Response$/, payload: [0, 'data'], status: [1, 'status'], fixed: 200 },
  { name: /^rest_framework\.exceptions\.APIException$/, payload: [0, 'detail'], fixed: 500 },
  { name: /^ninja\.errors\.HttpError$/, status: [0, 'status_code'], payload: [1, 'message'] },
  { name: /^aiohttp\.web\.json_response$/, payload: [0, 'data', 'text'], status: ['status'], fixed: 200 },
  { name: /^aiohttp\.web\.Response$/, payload: ['text', 'body'], status: ['status'], fixed: 200 },
  { name: /^aiohttp\.web\.HTTPInternalServerError$/, payload: ['text', 'reason', 'body'], fixed: 500 },
  { name: /^sanic\.response\.(json|text|html)$|^sanic\.(json|text|html)$/, payload: [0, 'body'], status: [1, 'status'], fixed: 200 },
  { name: /^sanic\.exceptions\.ServerError$/, payload: [0, 'message'], fixed: 500 },
];
const JSONIFY = /(^|\.)jsonify$/;
const STATUS_NAMES: { readonly [name: string]: number } = {
  OK: 200, BAD_REQUEST: 400, UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404, METHOD_NOT_ALLOWED: 405, CONFLICT: 409, GONE: 410,
  UNPROCESSABLE_ENTITY: 422, TOO_MANY_REQUESTS: 429, INTERNAL_SERVER_ERROR: 500, NOT_IMPLEMENTED: 501, BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503, GATEWAY_TIMEOUT: 504,
};

/** What a function may return in the place of an answer: `f"Failed: {e}"`, `str(e)`, `Result(error=str(e))`. */
function isLoose(value: PyNode): boolean {
  if (value.kind === 'parenthesized_expression') return isLoose(value.named[0]!);
  if (value.kind !== 'call') return ['string', 'concatenated_string', 'binary_operator'].includes(value.kind);
  const callee = value.field('function')!;
  return /^(str|repr)$/.test(callee.text) || /^["']/.test(callee.text) || /^[A-Z]\w*[a-z]/.test(lastName(callee) ?? '');
}

/** Every response built in a file, the outermost call of each. */
export function responsesOf(doc: PythonDoc): Response[] {
  const calls = [...doc.root.descendants('call')].flatMap((call) => responseCall(doc, call) ?? []);
  const returns = [...doc.root.descendants('return_statement')].flatMap((statement) => returnedResponse(doc, statement) ?? []);
  const all = [...calls, ...returns];
  const isInner = ({ node, isLoose }: Response) => all.some((other) => (other.node !== node && !other.isLoose && node.isWithin(other.node)) || (isLoose && !other.isLoose && other.node.isWithin(node)));
  return all.filter((each) => !isInner(each)).sort((a, b) => a.node.start - b.node.start);
}

function responseCall(doc: PythonDoc, call: PyNode): Response | undefined {
  const name = doc.scopes.qualifiedName(call.field('function')) ?? call.field('function')!.text;
  const isJson = JSONIFY.test(name);
  const sink = isJson ? undefined : SINKS.find((each) => each.name.test(name));
  if (!sink && !isJson) return undefined;
  const { positional, keywords } = argumentsOf(call);
  const pick = (names: readonly (number | string)[]) => names.flatMap((key) => (typeof key === 'number' ? positional[key] : keywords.get(key)) ?? []);
  const departure = isSentHere(call) ? undefined : departureOf(doc, call);
  // Flask takes the status beside the call as well, and any framework on the response object.
  const later = departure?.status === 'maybe' ? 'computed' : departure?.status && statusAt(doc, departure.status, call);
  const [own] = pick(sink?.status ?? []);
  const status = later ?? (own && statusAt(doc, own, call)) ?? tupleStatus(doc, call) ?? sink?.fixed;
  const payloads = isJson ? [...positional, ...keywords.values()] : pick(sink!.payload);
  return { node: call, payloads, status: status ?? (isJson ? 200 : 'computed'), isSent: isSentHere(call) || departure !== undefined, ...(isJson && { allArguments: true }) };
}

/** `return payload, 500`, `return {"statusCode": 500, "body": …}`. */
function returnedResponse(doc: PythonDoc, statement: PyNode): Response | undefined {
  const value = statement.named[0];
  if (!value) return undefined;
  if (value.kind === 'expression_list' || value.kind === 'tuple') {
    const [payload, status] = value.named;
    const number = status && statusAt(doc, status, value);
    if (payload && typeof number === 'number') return { node: value, payloads: [payload], status: number, isSent: true };
    if (payload?.kind === 'dictionary' && value.named.length === 2) return { node: value, payloads: [payload], status: 'computed', isSent: true };
    return { node: value, payloads: value.named, status: 'none', isSent: true, isLoose: true };
  }
  if (value.kind !== 'dictionary') return isLoose(value) ? { node: value, payloads: [value], status: 'none', isSent: true, isLoose: true } : undefined;
  const pairs = value.named.filter(({ kind }) => kind === 'pair');
  const valueOf = (key: string) => pairs.find((pair) => stringValue(pair.field('key')) === key)?.field('value');
  const status = valueOf('statusCode');
  const body = valueOf('body');
  if (status && body) return { node: value, payloads: [body], status: statusAt(doc, status, value), isSent: true };
  return { node: value, payloads: [value], status: injectedStatus(doc, statement) ?? 'none', isSent: true };
}

/** The status of `return jsonify(…), 500`. */
function tupleStatus(doc: PythonDoc, call: PyNode): Status | undefined {
  const list = call.parent;
  const isReturned = ['expression_list', 'tuple'].includes(list?.kind ?? '') && list!.parent?.kind === 'return_statement';
  const status = isReturned && list!.named[0] === call ? list!.named[1] : undefined;
  return status && statusAt(doc, status, call);
}

/** `response.status_code = 500` above a returned value, on the response that FastAPI hands to the route. */
function injectedStatus(doc: PythonDoc, statement: PyNode): Status | undefined {
  const parameter = enclosingFunction(statement)?.field('parameters')?.named.find((each) => /^\w+\s*:\s*(\w+\.)?Response$/.test(each.text));
  if (!parameter) return undefined;
  const above = statementsOf(statement.parent).filter(({ end }) => end <= statement.start);
  const given = above.map((each) => attributeGiven(each, /^\w+/.exec(parameter.text)![0], /^status_code$/)).findLast((each) => each !== undefined);
  return given === 'maybe' ? 'computed' : given && statusAt(doc, given, statement);
}

/** The status an expression stands for at a response, local names looked up. */
export function statusAt(doc: PythonDoc, node: PyNode, at: PyNode): Status {
  const clause = node.kind === 'identifier' ? enclosingHandler(at) : undefined;
  const value = clause && valueIn(doc, node, handlerOf(doc, clause).block);
  return statusOf(value ?? node);
}

export function statusOf(node: PyNode): Status {
  const digits = /^(?:\w+\.)*(?:HTTP_)?([1-5]\d\d)(?:_[A-Z_]+)?$/.exec(stringValue(node)?.slice(0, 3) ?? node.text);
  if (digits) return Number(digits[1]);
  const name = /(?:HTTPStatus|codes)\.([A-Z_]+)(?:\.value)?$/.exec(node.text);
  return STATUS_NAMES[name?.[1] ?? ''] ?? 'computed';
}

/** Whether a response leaves the function where it is built. */
export function isSentHere(node: PyNode): boolean {
  const parent = node.parent!;
  return isStatement(node) || ['return_statement', 'raise_statement'].includes(parent.kind) ||
    (['expression_list', 'tuple', 'parenthesized_expression', 'await'].includes(parent.kind) && isSentHere(parent));
}
