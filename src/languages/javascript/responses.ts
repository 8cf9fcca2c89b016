import { dottedText, enclosingFunction, isCall, isFunction, keyName, lastName, propertyName, propertyOf, statementOf, statementsIn, stringValue, textOf, unwrapped } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { constantValue } from './queries.ts';
import { isWithin, type Node, type NodeOf } from './tree.ts';

export type Status = number | 'computed' | 'none';

/** A value on its way to the client. */
export interface Response {
  /** The call, the thrown or returned value, or the assignment. */
  readonly node: Node;
  readonly payloads: readonly Node[];
  readonly status: Status;
  /** The expression of a computed status. */
  readonly statusNode?: Node;
  /** A piece of an answer that has begun already. */
  readonly isStream?: boolean;
  /** What is sent is a text. */
  readonly isText?: boolean;
  /** A function of the project that answers: `sendError(res, err.message, 500)`. */
  readonly helper?: string;
  /** A page made from a template. */
  readonly isPage?: boolean;
}

interface Found { readonly status: Status; readonly statusNode?: Node }

const SENDS = /^(json|jsonp|send|end|write|render)$/;
const RESPONSE_NAME = /^_?(res|resp|response|reply|rep|httpRes|httpResponse|expressRes)$/;
const CONTEXT_NAME = /^_?(c|ctx|context)$/;
const CODES: { readonly [name: string]: number } = {
  OK: 200, CREATED: 201, ACCEPTED: 202, NO_CONTENT: 204, BAD_REQUEST: 400, UNAUTHORIZED: 401, UNAUTHORISED: 401, PAYMENT_REQUIRED: 402, FORBIDDEN: 403, NOT_FOUND: 404, METHOD_NOT_ALLOWED: 405, NOT_ACCEPTABLE: 406, REQUEST_TIMEOUT: 408, CONFLICT: 409, GONE: 410,
  PRECONDITION_FAILED: 412, PAYLOAD_TOO_LARGE: 413, REQUEST_TOO_LONG: 413, UNSUPPORTED_MEDIA_TYPE: 415, IM_A_TEAPOT: 418, LOCKED: 423, FAILED_DEPENDENCY: 424, UNPROCESSABLE_ENTITY: 422, UNPROCESSABLE: 422, TOO_MANY_REQUESTS: 429, VALIDATION_ERROR: 422,
  INTERNAL_SERVER_ERROR: 500, INTERNAL_SERVER: 500, INTERNAL_ERROR: 500, INTERNAL: 500, SERVER_ERROR: 500, NOT_IMPLEMENTED: 501, BAD_GATEWAY: 502, SERVICE_UNAVAILABLE: 503, GATEWAY_TIMEOUT: 504,
};
const EXCEPTIONS: { readonly [name: string]: number } = {
  InternalServerErrorException: 500, NotImplementedException: 501, BadGatewayException: 502, ServiceUnavailableException: 503, GatewayTimeoutException: 504,
};
const SENSIBLE: { readonly [name: string]: number } = { internalServerError: 500, notImplemented: 501, badGateway: 502, serviceUnavailable: 503, gatewayTimeout: 504 };
/** Functions of projects that answer, told by their names. */
const ANSWERS = /^(send|reply|respond|create|make|build|format|return|json|api|error|http|lambda|handle|get|with)?_?\w*(response|respond|reply|error|failure|json|fail)$/i;
/** Codes of callable functions that a client gets with the message. */
const CALLABLE = /^(internal|unknown|unavailable|data-loss)$/;

const known = new WeakMap<JavaScriptDoc, readonly Response[]>();

/** All the responses of a file, looked for once. */
export function responsesOf(doc: JavaScriptDoc): readonly Response[] {
  let answers = known.get(doc);
  if (!answers) known.set(doc, (answers = findResponses(doc)));
  return answers;
}

/** Every answer built in a file, the outermost value of each, in source order. */
function findResponses(doc: JavaScriptDoc): Response[] {
  const all = [
    ...doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call) => responseCall(doc, call) ?? []),
    ...doc.tree.all('NewExpression').flatMap((node) => constructed(doc, node) ?? []),
    ...doc.tree.all('ObjectExpression').flatMap((node) => responseObject(doc, node) ?? []),
    ...doc.tree.all('AssignmentExpression').flatMap((node) => assignedBody(doc, node) ?? []),
    ...doc.tree.all('ReturnStatement').flatMap((node) => returnedPayload(doc, node) ?? []),
  ];
  const isInner = ({ node }: Response) => all.some((other) => other.node !== node && isWithin(node, other.node) && !(other.node.start === node.start && other.node.end === node.end) && enclosingFunction(doc.tree, node) === enclosingFunction(doc.tree, other.node));
  return all.filter((each) => !isInner(each)).sort((a, b) => a.node.start! - b.node.start!);
}

function responseCall(doc: JavaScriptDoc, call: NodeOf<'CallExpression' | 'OptionalCallExpression'>): Response | undefined {
  const { callee } = call;
  const args = call.arguments;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return calledByName(doc, call);
  const name = propertyName(callee) ?? '';
  const object = lastName(callee.object) ?? '';
  if (name === 'json' && /^(NextResponse|Response|HttpResponse)$/.test(object)) return withOptions(doc, call, args);
  if (SENSIBLE[name] !== undefined && /^(reply|res|httpErrors)$/.test(object)) return { node: call, payloads: args.slice(0, 1), status: SENSIBLE[name] };
  const isContext = CONTEXT_NAME.test(object) && /^(json|text|html|body)$/.test(name);
  if (isContext && args.length > 1) return withOptions(doc, call, args);
  if (!SENDS.test(name) && !isContext) return helperCall(doc, call, name);
  const payloads = name === 'render' ? args.slice(1, 2) : args.slice(0, 1);
  // `res.status(500).json(…).end()`
  if (payloads.length === 0) return undefined;
  const kind = name === 'render' ? { isPage: true } : /^(json|jsonp|send)$/.test(name) ? {} : { isText: true };
  const inChain = statusInChain(doc, callee.object);
  const root = dottedText(rootOf(callee.object)) ?? '';
  const isResponse = RESPONSE_NAME.test(root.split('.').at(-1)!) || isContext;
  if (inChain) return isResponse || /^(status|code|writeHead)$/.test(inChain.by) ? { node: call, payloads, ...inChain.found, ...kind } : undefined;
  if (!isResponse) return undefined;
  const before = statusBefore(doc, call, root);
  if (name === 'write' && (!before || typeof before.status === 'number' && before.status < 400)) return { node: call, payloads, status: 'none', isStream: true };
  return { node: call, payloads, ...(before ?? { status: 'none' }), ...kind };
}

/** `json(data, { status: 500 })` of Remix and SvelteKit, `createError({ statusCode: 500, message })` of Nuxt. */
function calledByName(doc: JavaScriptDoc, call: NodeOf<'CallExpression' | 'OptionalCallExpression'>): Response | undefined {
  const origin = doc.scopes.qualifiedName(call.callee) ?? '';
  if (/^(@remix-run\/\w+|@sveltejs\/kit|react-router):(json|data)$/.test(origin)) return withOptions(doc, call, call.arguments);
  const helper = helperCall(doc, call, lastName(call.callee) ?? '');
  if (helper) return helper;
  const [options] = call.arguments;
  if (!/^(createError|h3:createError)$/.test(origin) || options?.type !== 'ObjectExpression') return undefined;
  const status = valueOf(options, 'statusCode') ?? valueOf(options, 'status');
  const payloads = ['message', 'statusMessage', 'data'].flatMap((key) => valueOf(options, key) ?? []);
  return status ? { node: call, payloads, ...statusOf(doc, status) } : undefined;
}

/** `sendError(res, err.message, 500)`, `createResponse(500, { error })`: the status beside the text says what becomes of it. */
function helperCall(doc: JavaScriptDoc, call: NodeOf<'CallExpression' | 'OptionalCallExpression'>, name: string): Response | undefined {
  const path = dottedText(call.callee) ?? name;
  if (!ANSWERS.test(name) || /log|console|sentry/i.test(path) || isPassedOn(doc, call)) return undefined;
  const status = call.arguments.find((argument) => {
    const number = statusOf(doc, argument).status;
    return typeof number === 'number' && number >= 400 && number < 600;
  });
  return status && { node: call, payloads: call.arguments.filter((argument) => argument !== status), ...statusOf(doc, status), helper: path };
}

/** `throw createError(500, text)`, `next(createError(500, text))`: the central handler decides. */
function isPassedOn(doc: JavaScriptDoc, call: Node): boolean {
  const parent = doc.tree.parent(call);
  return parent?.type === 'ThrowStatement' || isCall(parent) && /^(next|reject|done|cb|callback)$/.test(lastName(parent.callee) ?? '');
}

/** The status beside a payload: `500`, `{ status: 500 }`. */
function withOptions(doc: JavaScriptDoc, node: Node, [payload, options]: readonly Node[]): Response | undefined {
  if (!payload) return undefined;
  const given = options?.type === 'ObjectExpression' ? valueOf(options, 'status') : options;
  return { node, payloads: [payload], ...(given ? statusOf(doc, given) : { status: 'none' as const }) };
}

function constructed(doc: JavaScriptDoc, node: NodeOf<'NewExpression'>): Response | undefined {
  const name = lastName(node.callee) ?? '';
  const args = node.arguments;
  if (name === 'Response' || name === 'NextResponse') return args.length > 1 ? withOptions(doc, node, args) : undefined;
  if (doc.tree.parent(node)?.type !== 'ThrowStatement' || !args[0]) return undefined;
  if (EXCEPTIONS[name] !== undefined && isFrom(doc, node.callee, '@nestjs/common')) return { node, payloads: [args[0]], isText: true, status: EXCEPTIONS[name] };
  if (name === 'HttpException' && args[1] && isFrom(doc, node.callee, '@nestjs/common')) return { node, payloads: [args[0]], isText: true, ...statusOf(doc, args[1]) };
  if (name === 'HTTPException' && args[1] && isFrom(doc, node.callee, 'hono/http-exception')) {
    const message = args[1].type === 'ObjectExpression' ? valueOf(args[1], 'message') : undefined;
    return message && { node, payloads: [message], ...statusOf(doc, args[0]) };
  }
  const isCallable = name === 'HttpsError' && /firebase-functions/.test(doc.text) && CALLABLE.test(stringValue(args[0]) ?? '');
  return isCallable ? { node, payloads: args.slice(1), status: 500 } : undefined;
}

function isFrom(doc: JavaScriptDoc, callee: Node, module: string): boolean {
  const origin = doc.scopes.qualifiedName(callee);
  return origin === undefined || !origin.includes(':') || origin.startsWith(`${module}:`);
}

/** `{ statusCode: 500, body: … }` of a function in the cloud, `{ status: 500, jsonBody }` of Azure and ts-rest. */
function responseObject(doc: JavaScriptDoc, node: NodeOf<'ObjectExpression'>): Response | undefined {
  const status = valueOf(node, 'statusCode') ?? valueOf(node, 'status');
  const body = valueOf(node, 'body') ?? valueOf(node, 'jsonBody');
  if (!status || !body || unwrapped(status).type === 'StringLiteral') return undefined;
  const parent = doc.tree.parent(node);
  const isAnswer = parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === node) || (isCall(parent) && /^(callback|cb|done)$/.test(lastName(parent.callee) ?? ''))
    || (parent?.type === 'AssignmentExpression' && /^(context|ctx)\.res$/.test(dottedText(parent.left) ?? ''));
  return isAnswer ? { node, payloads: [body], ...statusOf(doc, status) } : undefined;
}

/** `ctx.body = …` of Koa. */
function assignedBody(doc: JavaScriptDoc, node: NodeOf<'AssignmentExpression'>): Response | undefined {
  const target = /^(ctx|context|this)(\.response)?\.body$/.exec(dottedText(node.left) ?? '');
  if (!target) return undefined;
  const status = statusAround(doc, node, [target[1]!, `${target[1]!}.response`]);
  return { node, payloads: [node.right], ...(status ?? { status: 'none' }) };
}

/** `reply.code(500); return { error }` of Fastify, `set.status = 500; return { error }` of Elysia. */
function returnedPayload(doc: JavaScriptDoc, node: NodeOf<'ReturnStatement'>): Response | undefined {
  const { argument } = node;
  if (!argument || ['CallExpression', 'OptionalCallExpression', 'AwaitExpression'].includes(unwrapped(argument).type)) return undefined;
  const status = statusAround(doc, node, ['reply', 'set', 'res', 'ctx.set', 'context.set'], false);
  return status ? { node: argument, payloads: [argument], ...status } : undefined;
}

function rootOf(node: Node): Node {
  const inner = unwrapped(node);
  return isCall(inner) && (inner.callee.type === 'MemberExpression' || inner.callee.type === 'OptionalMemberExpression') ? rootOf(inner.callee.object) : inner;
}

/** `.status(500)` on the way from a response to the call that sends it. */
function statusInChain(doc: JavaScriptDoc, node: Node): { readonly found: Found; readonly by: string } | undefined {
  const call = unwrapped(node);
  if (!isCall(call) || (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression')) return undefined;
  const by = propertyName(call.callee) ?? '';
  const isStatus = /^(status|code|writeHead|sendStatus)$/.test(by) && call.arguments[0];
  return isStatus ? { found: statusOf(doc, isStatus), by } : statusInChain(doc, call.callee.object);
}

/** The last status a response was given on the way here, in this block or one around it. */
function statusBefore(doc: JavaScriptDoc, at: Node, root: string): Found | undefined {
  for (let statement = statementOf(doc.tree, at); ; statement = statementOf(doc.tree, doc.tree.parent(statement)!)) {
    const block = doc.tree.parent(statement);
    if (!block) return undefined;
    const found = statementsIn(block).filter(({ end }) => end! <= statement.start!).map((each) => statusSetBy(doc, each, [root])).findLast((each) => each !== undefined);
    if (found) return found;
    if (isFunction(doc.tree.parent(block)) || block.type === 'Program') return undefined;
  }
}

/** The status set by a statement of the same block, above or below. */
function statusAround(doc: JavaScriptDoc, at: Node, roots: readonly string[], isBelowToo = true): Found | undefined {
  const statement = statementOf(doc.tree, at);
  const block = doc.tree.parent(statement);
  const near = statementsIn(block).filter((each) => isBelowToo || each.end! <= statement.start!);
  const set = near.flatMap((each) => {
    const found = statusSetBy(doc, each, roots);
    // A status that is computed further down is not known yet.
    return found ? [found.status === 'computed' && each.start! > statement.start! ? { status: 'computed' as const } : found] : [];
  });
  return set.at(-1);
}

function statusSetBy(doc: JavaScriptDoc, statement: Node, roots: readonly string[]): Found | undefined {
  const expression = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (expression?.type === 'AssignmentExpression') {
    const target = dottedText(expression.left) ?? '';
    const isStatus = roots.some((root) => target === `${root}.status` || target === `${root}.statusCode`);
    if (!isStatus) return undefined;
    const found = statusOf(doc, expression.right);
    return found.status === 'computed' ? { status: 'computed', statusNode: expression.left } : found;
  }
  if (!isCall(expression) || !/^(status|code|writeHead)$/.test(lastName(expression.callee) ?? '') || !expression.arguments[0]) return undefined;
  const callee = expression.callee as NodeOf<'MemberExpression'>;
  return roots.includes(dottedText(rootOf(callee.object)) ?? '') ? statusOf(doc, expression.arguments[0]) : undefined;
}

/** The number a status is, or the expression that gives it. */
export function statusOf(doc: JavaScriptDoc, node: Node): Found {
  const status = numberOf(doc, unwrapped(node));
  return status === undefined ? { status: 'computed', statusNode: node } : { status };
}

function numberOf(doc: JavaScriptDoc, node: Node): number | undefined {
  switch (node.type) {
    case 'NumericLiteral': return node.value;
    case 'StringLiteral': return /^[1-5]\d\d$/.test(node.value) ? Number(node.value) : undefined;
    case 'ConditionalExpression': {
      const [a, b] = [numberOf(doc, unwrapped(node.consequent)), numberOf(doc, unwrapped(node.alternate))];
      const isSameKind = a !== undefined && b !== undefined && Math.floor(a / 100) === Math.floor(b / 100);
      return isSameKind ? b : undefined;
    }
    case 'Identifier': {
      const value = constantValue(doc, node);
      const number = value ? numberOf(doc, unwrapped(value)) : undefined;
      return number ?? codeNamed(node.name);
    }
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const name = propertyName(node) ?? '';
      return /status|code|http|error/i.test(textOf(doc, node)) ? codeNamed(name) : undefined;
    }
    default: return undefined;
  }
}

function codeNamed(name: string): number | undefined {
  const upper = /^([A-Z][a-z]+){2,}$/.test(name) ? name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase() : name;
  return /^[A-Z_0-9]+$/.test(upper) ? CODES[upper.replace(/^(HTTP_STATUS|HTTP|STATUS|SC)_(?:\d{3}_)?/, '')] : undefined;
}

function valueOf(object: NodeOf<'ObjectExpression'>, name: string): Node | undefined {
  const property = propertyOf(object, name);
  return property?.type === 'ObjectProperty' && keyName(property) === name ? property.value : undefined;
}
