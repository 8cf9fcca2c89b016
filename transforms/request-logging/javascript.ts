import { dottedText, isCall, keyName, lastName, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { isMiddleware, layersOf } from '../../src/languages/javascript/layers.ts';
import { functionsAround, isFrom, madeFrom, optionOf, placeAt, type Made } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

const LIBRARIES: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^(morgan|koa-logger|koa-morgan|pino-http|express-pino-logger|koa-pino-logger|express-bunyan-logger|morgan-body|hono-pino|express-requests-logger|@bogeychan\/elysia-logger|logixlysia)$/, /^(default|logger|pinoHttp|pinoLogger|pino|httpLogger)$/],
  [/^express-winston$/, /^(default\.)?logger$/],
  [/^hono\/logger$/, /^logger$/],
];
const LOGS = /(^|\.)\w*(log|logger|console|logging|winston|pino)(\.\w+)*\.(log|info|http|debug|warn|error|verbose)$|^(log|logger)$|(^|\.)log\w*request\w*$/i;

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
    for (const { call, tellsOutcome, isDebug } of byHand(doc, project)) if (tellsOutcome && !isDebug) yield placeAt(call, 'every request is logged');
  },
  *problems(doc, project) {
    for (const { call, tellsOutcome, isDebug } of byHand(doc, project)) {
      if (!tellsOutcome) yield placeAt(call, 'this says that a request came, and neither its status nor how long it took');
      else if (isDebug) yield placeAt(call, 'requests are logged for debugging only, which production leaves out');
    }
  },
});

function isSilent(doc: JavaScriptDoc, made: Made): boolean {
  const [format] = made.arguments;
  return isFalse(optionOf(doc, made, 'autoLogging')) || isTrue(optionOf(doc, made, 'skip')) || (format?.type === 'StringLiteral' && format.value === '');
}

/** How a request ended, which a line written when it came cannot tell. */
const OUTCOME = /status|duration|elapsed|responseTime|Date\.now|hrtime|performance\.now/i;

/** Log lines of middleware that name method and path, of every request; the first of each function. */
function byHand(doc: JavaScriptDoc, project: ProjectView): { readonly call: Node; readonly tellsOutcome: boolean; readonly isDebug: boolean }[] {
  const seen = new Set<Node>();
  return doc.tree.all('CallExpression').flatMap((call) => {
    const name = dottedText(call.callee) ?? '';
    if (!LOGS.test(name) || /audit/i.test(name)) return [];
    const fn = [...functionsAround(doc, call)].find((each) => isMiddleware(doc, each));
    if (!fn || seen.has(fn) || fn.params.length === 4 || isOfSomeRoutes(doc, fn) || !mentions(doc, call, fn) || !isEvery(doc, call, fn) || !isActive(doc, project, call) || !isActive(doc, project, fn)) return [];
    seen.add(fn);
    return [{ call: call as Node, tellsOutcome: OUTCOME.test(textOf(doc, fn)), isDebug: /(?<!console)\.(debug|trace|silly)$/.test(name) }];
  });
}

/** What a router is given logs the requests of the router. */
function isOfSomeRoutes(doc: JavaScriptDoc, fn: Node): boolean {
  return layersOf(doc).some(({ call, value }) => value === fn && /rout(er|es)$/i.test(lastName((call.callee as { object?: Node }).object) ?? '') && !/(?:^|\/)(index|app|server|main)\.[cm]?[jt]s$/.test(doc.path));
}

/** Whether a log line names method and path: in its text or its details, or by the names of what it is given. */
function mentions(doc: JavaScriptDoc, call: Node, fn: Node): boolean {
  const details = doc.tree.inside(call, 'Identifier').map(({ name }) => name).join(' ');
  if (/\bmethod\b/.test(details) && /\b(originalUrl|url|path|pathname|baseUrl)\b/.test(details)) return true;
  // `logger.info(logLine)`, with the text or object made above.
  const text = textOf(doc, fn);
  return /\(\s*(["'`][^"'`]*["'`]\s*,\s*)?\{?\s*\w*(log|entry|data|info|request|message|meta)\w*\s*\}?\s*[,)]/i.test(textOf(doc, call)) && /\bmethod\b/.test(text) && /\b(originalUrl|req\.url|req\.path|ctx\.path|c\.req\.path|pathname|url|path)\b/.test(text) && OUTCOME.test(text);
}

/** Conditions on settings, or on paths that are left out. */
const CHOOSES = /LOG_|\blog(ging|Requests|Level)\b|NODE_ENV|\b(path|url|pathname)\b|startsWith|skip|ignore|enabled/i;

/** A line under a condition is about some requests, as slow ones; where the condition only chooses the level or leaves out a path, about all. */
function isEvery(doc: JavaScriptDoc, call: Node, fn: Node): boolean {
  for (const ancestor of doc.tree.ancestors(call)) {
    if (ancestor === fn) return true;
    // `if (!isAi(req)) return next()` leaves out what the rest is not about.
    if (ancestor.type === 'BlockStatement' && ancestor.body.some((each) => each.type === 'IfStatement' && each.end! <= call.start! && /^\{?\s*return\b/.test(textOf(doc, each.consequent)) && !CHOOSES.test(textOf(doc, each.test)))) return false;
    if (ancestor.type === 'CatchClause' || (isCall(ancestor) && lastName(ancestor.callee) === 'catch')) return false;
    if (ancestor.type === 'IfStatement' && !ancestor.alternate && !CHOOSES.test(textOf(doc, ancestor.test))) return false;
  }
  return true;
}

function isTrue(node: Node | undefined): boolean {
  return node?.type === 'BooleanLiteral' && node.value;
}

function isFalse(node: Node | undefined): boolean {
  return node?.type === 'BooleanLiteral' && !node.value;
}
