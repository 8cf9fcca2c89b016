import { dottedText, isCall, keyName, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { functionsAround, isActive, isFrom, isMiddleware, layersOf, madeFrom, optionOf, placeAt, type Made } from '../../src/languages/javascript/queries.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

const LIBRARIES: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^(morgan|koa-logger|koa-morgan|pino-http|express-pino-logger|koa-pino-logger|express-bunyan-logger|morgan-body|hono-pino|express-requests-logger|@bogeychan\/elysia-logger|logixlysia)$/, /^(default|logger|pinoHttp|pinoLogger|pino|httpLogger)$/],
  [/^express-winston$/, /^(default\.)?logger$/],
  [/^hono\/logger$/, /^logger$/],
];
const LOGS = /(^|\.)(log|logger|console|logging|winston|pino)(\.\w+)*\.(log|info|http|debug|warn|error|verbose)$|(^|\.)(log|logger)$|log\w*request|request\w*log/i;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /morgan|pino|logger|logging|log\(|log\w*Request|\.(info|http|debug)\(|logixlysia/i,
  *evidence(doc, project) {
    for (const [packages, exported] of LIBRARIES) {
      for (const made of madeFrom(doc, packages, exported)) if (isActive(doc, project, made) && !isSilent(doc, made)) yield placeAt(made, 'every request is logged');
    }
    // Fastify logs requests when it has a logger.
    for (const made of madeFrom(doc, /^(fastify|@nestjs\/platform-fastify)$/, /^(default|fastify|FastifyAdapter)$/)) {
      const logger = optionOf(doc, made, 'logger') ?? optionOf(doc, made, 'loggerInstance');
      if (logger && !isFalse(logger) && !isTrue(optionOf(doc, made, 'disableRequestLogging')) && isActive(doc, project, made)) yield placeAt(logger, 'Fastify logs every request');
    }
    for (const made of madeFrom(doc, /^nestjs-pino$/, /^LoggerModule\.forRoot/)) {
      const isOff = doc.tree.inside(made, 'ObjectProperty').some((each) => keyName(each) === 'autoLogging' && isFalse(each.value));
      if (!isOff) yield placeAt(made.callee, 'nestjs-pino logs every request');
    }
    for (const { call, value } of layersOf(doc)) {
      if (isFrom(doc, value, /^(@bogeychan\/elysia-logger|fastify-request-logger|@mgcrea\/fastify-request-logger)$/) && !isCall(value) && isActive(doc, project, call)) yield placeAt(call, 'every request is logged');
    }
    yield* byHand(doc, project);
  },
});

function isSilent(doc: JavaScriptDoc, made: Made): boolean {
  const [format] = made.arguments;
  return isFalse(optionOf(doc, made, 'autoLogging')) || isTrue(optionOf(doc, made, 'skip')) || (format?.type === 'StringLiteral' && format.value === '');
}

/** Middleware that logs method and path, of every request: right away, when the answer is out, or after `await next()`. */
function* byHand(doc: JavaScriptDoc, project: ProjectView): Generator<Place> {
  const seen = new Set<Node>();
  for (const call of doc.tree.all('CallExpression')) {
    if (!LOGS.test(dottedText(call.callee) ?? '')) continue;
    const fn = [...functionsAround(doc, call)].find((each) => isMiddleware(doc, each));
    if (!fn || seen.has(fn) || fn.params.length === 4 || doc.tree.closest(call, 'CatchClause') || !mentions(doc, call, fn) || !isEvery(doc, call, fn) || !isActive(doc, project, call) || !isActive(doc, project, fn)) continue;
    seen.add(fn);
    yield placeAt(call, 'every request is logged');
  }
}

/** Whether a log line names method and path: in its text or its details, or by the names of what it is given. */
function mentions(doc: JavaScriptDoc, call: Node, fn: Node): boolean {
  const text = textOf(doc, call);
  const details = doc.tree.inside(call, 'Identifier').map(({ name }) => name).join(' ');
  const hasMethod = /\bmethod\b/.test(details);
  const hasPath = /\b(originalUrl|url|path|pathname|baseUrl)\b/.test(details);
  if (hasMethod && hasPath) return true;
  // `logger.info(logData)`, with the object made above.
  return /\(\s*(["'`][^"'`]*["'`]\s*,\s*)?\{?\s*\w*(log|entry|data|info|request|message|meta)\w*\s*\}?\s*[,)]/i.test(text) && /\bmethod\b/.test(textOf(doc, fn)) && /\b(originalUrl|req\.url|req\.path|ctx\.path|c\.req\.path|pathname|url)\b/.test(textOf(doc, fn)) && /duration|elapsed|Date\.now|hrtime|performance\.now/.test(textOf(doc, fn));
}

/** A line under a condition is about some requests: slow ones, failed ones. What the level depends on logs all the same. */
function isEvery(doc: JavaScriptDoc, call: Node, fn: Node): boolean {
  for (const ancestor of doc.tree.ancestors(call)) {
    if (ancestor === fn) return true;
    if (ancestor.type === 'IfStatement' && !ancestor.alternate && /status|duration|elapsed|slow|error|suspicious|fail|threshold|limit|blocked|user|auth|role|origin|includes|count|size|token|!/i.test(textOf(doc, ancestor.test)) && !/LOG|env/i.test(textOf(doc, ancestor.test))) return false;
  }
  return true;
}

function isTrue(node: Node | undefined): boolean {
  return node?.type === 'BooleanLiteral' && node.value;
}

function isFalse(node: Node | undefined): boolean {
  return node?.type === 'BooleanLiteral' && !node.value;
}
