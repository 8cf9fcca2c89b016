import { dottedText, keyName, lastName, stringValue, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { isMiddleware, layersOf } from '../../src/languages/javascript/layers.ts';
import { functionsAround, headersSet, isFrom, madeFrom, methodCalls, optionOf, placeAt, type Made } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const LIBRARIES: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^(express-request-id|koa-requestid|express-requestid|koa-request-id|express-correlation-id|express-tracking-id|elysia-requestid)$/, /^(default|requestId|requestID|correlator)$/],
  [/^hono\/request-id$/, /^requestId$/],
  [/^cls-rtracer$/, /Middleware$|^default\.(express|koa|fastify)/],
];
const PLUGINS = /^(fastify-request-id|fastify-correlation-id|cls-rtracer)$/;
/** Options that make the id: of Fastify, pino-http, nestjs-pino and nestjs-cls. */
const OPTIONS = /^(genReqId|requestIdHeader|idGenerator|generateId)$/;
const OPTION_OF = /^(fastify|pino-http|nestjs-pino|nestjs-cls|@nestjs\/platform-fastify)$/;
const HEADER = /^x-(request|correlation|trace)-?id$/i;
const PROPERTY = /^(id|reqId|requestId|requestID|request_id|correlationId|correlation_id|traceId)$/;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /request-?_?id|req_?id|correlation|trace-?id|cls-rtracer|generateId|idGenerator/i,
  *evidence(doc, project) {
    for (const [packages, exported] of LIBRARIES) for (const made of madeFrom(doc, packages, exported)) if (isActive(doc, project, made)) yield placeAt(made, 'every request gets an id');
    for (const { call, value } of layersOf(doc)) if (isFrom(doc, value, PLUGINS) && isActive(doc, project, call)) yield placeAt(call, 'every request gets an id');
    for (const made of madeFrom(doc, OPTION_OF)) {
      const option = optionDeep(doc, made);
      if (option && isActive(doc, project, made)) yield placeAt(option, 'every request gets an id');
    }
    yield* byHand(doc, project);
  },
});

/** The option that makes ids, at any depth: `LoggerModule.forRoot({ pinoHttp: { genReqId } })`. */
function optionDeep(doc: JavaScriptDoc, made: Made): Node | undefined {
  for (const name of ['genReqId', 'requestIdHeader']) {
    const value = optionOf(doc, made, name);
    if (value && !(value.type === 'BooleanLiteral' && !value.value)) return value;
  }
  return doc.tree.inside(made, 'ObjectProperty', 'ObjectMethod').find((each) => OPTIONS.test(keyName(each) ?? '') && !(each.type === 'ObjectProperty' && each.value.type === 'BooleanLiteral' && !each.value.value));
}

/** Middleware that puts an id on the request, the context, or the answer; the first such place of each function. */
function* byHand(doc: JavaScriptDoc, project: ProjectView): Generator<Place> {
  const seen = new Set<Node>();
  for (const node of places(doc)) {
    const fn = [...functionsAround(doc, node)].find((each) => isMiddleware(doc, each));
    if (!fn || seen.has(fn) || !/uuid|nanoid|randomUUID|randomBytes|x-(request|correlation|trace)-?id|ulid|cuid|Math\.random|generate\w*Id|crypto/i.test(textOf(doc, fn)) || !isActive(doc, project, fn)) continue;
    seen.add(fn);
    yield placeAt(node, 'every request gets an id');
  }
}

function places(doc: JavaScriptDoc): Node[] {
  const assigned = doc.tree.all('AssignmentExpression').filter(({ left }) => {
    const [, object, name] = /^(?:.*\.)?(\w+)\.(\w+)$/.exec(dottedText(left) ?? '') ?? [];
    return PROPERTY.test(name ?? '') && /^(req|request|ctx|context|state|locals|raw)$/.test(object ?? '');
  });
  const headers = headersSet(doc).filter(({ name }) => HEADER.test(name)).map(({ node }) => node);
  const kept = methodCalls(doc, /^(set|run)$/).filter((call) => {
    const [first] = call.arguments;
    return PROPERTY.test(stringValue(first) ?? '') || (first?.type === 'ObjectExpression' && lastName(call.callee) === 'run' && first.properties.some((each) => each.type === 'ObjectProperty' && /^(reqId|requestId|correlationId|traceId)$/.test(keyName(each) ?? '')));
  });
  // `const requestId = headers['x-request-id'] ?? randomUUID()`: the id of who calls, or one of our own.
  const taken = doc.tree.all('LogicalExpression').filter((each) => each.operator !== '&&' && /headers?\b.*['"`]x-(request|correlation|trace)-?id['"`]/is.test(textOf(doc, each.left)) && /uuid|nanoid|ulid|cuid|generate|random/i.test(textOf(doc, each.right)));
  return [...assigned, ...headers, ...kept, ...taken].sort((a, b) => a.start! - b.start!);
}
