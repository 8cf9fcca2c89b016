import { dottedText, isCall, lastName, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { isMiddleware } from '../../src/languages/javascript/layers.ts';
import { functionsAround, madeFrom, methodCalls, optionOf, placeAt, valueOf } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const LIBRARIES = /^(connect-timeout|express-timeout-handler|koa-timeout(-v2)?|hono\/timeout|timeout-middleware|fastify-timeout)$/;
const SERVER = /server|^app$|^srv$|fastify/i;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /timeout/i,
  *evidence(doc, project) {
    for (const made of madeFrom(doc, LIBRARIES, /^(default|timeout|handler)$/)) if (isActive(doc, project, made)) yield placeAt(made, 'ends requests that take too long');
    yield* settings(doc, project);
    yield* byHand(doc, project);
  },
  *problems(doc) {
    for (const { left, right } of doc.tree.all('AssignmentExpression')) {
      if (isServerSetting(left) && isZero(right)) yield placeAt(left, 'requests may take for ever: the time limit is 0');
    }
  },
});

/** `server.requestTimeout = 30_000`, `server.setTimeout(30_000)`, `createServer({ requestTimeout })`, `fastify({ requestTimeout })`. */
function* settings(doc: JavaScriptDoc, project: ProjectView): Generator<Place> {
  for (const node of doc.tree.all('AssignmentExpression')) {
    if (isServerSetting(node.left) && !isZero(node.right) && isActive(doc, project, node)) yield placeAt(node, `the server ends requests: \`${oneLine(doc, node)}\``);
  }
  for (const call of methodCalls(doc, /^setTimeout$/)) {
    const object = (call.callee as { object?: Node }).object;
    if (!SERVER.test(lastName(object) ?? '') || isZero(call.arguments[0]) || call.arguments.length === 0 || !isActive(doc, project, call)) continue;
    yield placeAt(call, `the server ends requests: \`${oneLine(doc, call)}\``);
  }
  for (const made of madeFrom(doc, /^(https?|http2|fastify|@nestjs\/platform-fastify)$/, /^(createServer|createSecureServer|default|fastify|FastifyAdapter|Server)$/)) {
    const value = optionOf(doc, made, 'requestTimeout') ?? optionOf(doc, made, 'handlerTimeout');
    if (value && !isZero(value) && isActive(doc, project, made)) yield placeAt(value, 'the server ends requests that take too long');
  }
}

/** `timeout` and `requestTimeout` bound a request; `headersTimeout` and `keepAliveTimeout` do not. */
function isServerSetting(left: Node): boolean {
  const [, object, name] = /^(?:.*\.)?(\w+)\.(\w+)$/.exec(dottedText(left) ?? '') ?? [];
  return /^(requestTimeout|timeout)$/.test(name ?? '') && /server|^srv$/i.test(object ?? '');
}

/** Middleware that starts a clock and answers 408, 503 or 504; an interceptor of Nest with the `timeout` of rxjs. */
function* byHand(doc: JavaScriptDoc, project: ProjectView): Generator<Place> {
  for (const call of doc.tree.all('CallExpression')) {
    const name = dottedText(call.callee) ?? '';
    const isClock = name === 'setTimeout' || /^(req|res|request|response)(\.raw|\.socket)?\.setTimeout$/.test(name);
    const isRxjs = doc.scopes.qualifiedName(call.callee) === 'rxjs:timeout' || doc.scopes.qualifiedName(call.callee) === 'rxjs/operators:timeout';
    if (!isClock && !isRxjs) continue;
    const fn = [...functionsAround(doc, call)].find((each) => isMiddleware(doc, each));
    if (!fn || !isActive(doc, project, fn)) continue;
    const told = isRxjs ? fn : name === 'setTimeout' ? valueOf(doc, call.arguments[0]) : fn;
    if (isRxjs || (told && /\b(408|503|504)\b|GATEWAY_TIMEOUT|REQUEST_TIMEOUT|SERVICE_UNAVAILABLE|RequestTimeout|GatewayTimeout/.test(textOf(doc, told)))) yield placeAt(call, 'ends requests that take too long');
  }
}

function isZero(node: Node | null | undefined): boolean {
  return node?.type === 'NumericLiteral' && node.value === 0;
}

function oneLine(doc: JavaScriptDoc, node: Node): string {
  return textOf(doc, isCall(node) && node.arguments.length > 1 ? node.callee : node).replace(/\s+/g, ' ').slice(0, 60);
}
