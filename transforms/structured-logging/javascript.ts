import { dottedText, isCall, keyName, lastName, propertyOf, stringValue, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { isDevelopmentOnly } from '../../src/languages/javascript/conditions.ts';
import { madeFrom, optionOf, optionsOf, placeAt, valueOf, type Made } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /pino|winston|bunyan|fastify|log4js|tslog|roarr|JSON\.stringify|json/i,
  *evidence(doc, project) {
    for (const made of madeFrom(doc, /^(pino|pino-http|hono-pino)$/, /^(default|pino|pinoHttp|pinoLogger)$/)) {
      if (isActive(doc, project, made) && !isPretty(doc, made)) yield placeAt(made, 'pino writes JSON lines');
    }
    for (const made of madeFrom(doc, /^nestjs-pino$/, /^LoggerModule\.forRoot/)) if (!isPretty(doc, made)) yield placeAt(made.callee, 'nestjs-pino writes JSON lines');
    for (const made of madeFrom(doc, /^bunyan$/, /^(default\.)?createLogger$/)) if (isActive(doc, project, made)) yield placeAt(made, 'bunyan writes JSON lines');
    for (const made of madeFrom(doc, /^(fastify|@nestjs\/platform-fastify)$/, /^(default|fastify|FastifyAdapter)$/)) {
      const logger = optionOf(doc, made, 'logger');
      if (logger && !(logger.type === 'BooleanLiteral' && !logger.value) && !isPretty(doc, made) && isActive(doc, project, made)) yield placeAt(logger, 'Fastify writes JSON lines');
    }
    for (const made of madeFrom(doc, /^(winston|nest-winston)$/, /^((default\.)?createLogger|Logger|WinstonModule\.(forRoot|createLogger))$/)) {
      if (!isActive(doc, project, made)) continue;
      const node = winstonJson(doc, made);
      if (node) yield placeAt(node, 'winston writes JSON lines');
    }
    for (const made of madeFrom(doc, /^tslog$/, /^Logger$/)) if (stringValue(optionOf(doc, made, 'type')) === 'json' && isActive(doc, project, made)) yield placeAt(made, 'tslog writes JSON lines');
    yield* byHand(doc, project);
  },
  *problems(doc, project) {
    for (const made of madeFrom(doc, /^pino$/, /^(default|pino)$/)) if (isActive(doc, project, made) && isPretty(doc, made)) yield placeAt(made, 'pino-pretty writes text for people, in production too');
  },
});

/** pino-pretty whatever the environment: as the transport, with nothing to choose another. */
function isPretty(doc: JavaScriptDoc, made: Made): boolean {
  return [made, ...made.arguments.flatMap((each) => valueOf(doc, each) ?? [])].some((node) => doc.tree.inside(node, 'StringLiteral').some((each) => each.value === 'pino-pretty' && isUnconditional(doc, each, node)))
    || made.arguments.some((each) => { const value = valueOf(doc, each); return isCall(value) && doc.scopes.qualifiedName(value.callee) === 'pino-pretty:default' && isUnconditional(doc, each, made); });
}

function isUnconditional(doc: JavaScriptDoc, node: Node, within: Node): boolean {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor.type === 'ConditionalExpression' || ancestor.type === 'LogicalExpression' || ancestor.type === 'IfStatement') return false;
    if (ancestor === within) return true;
  }
  return true;
}

const FORMAT = /^winston(:default)?[:.]format\.|^(winston:)?format\.|^logform:/;

/** Where a winston logger is told to write JSON: in its own format, in that of a transport, or by default. */
function winstonJson(doc: JavaScriptDoc, made: Made): Node | undefined {
  const options = optionsOf(doc, made);
  if (!options) return undefined;
  const told = [options, ...namedIn(doc, options)].flatMap((node) => jsonCalls(doc, node))[0];
  if (told) return told;
  // Without any format winston writes JSON.
  const isSilent = propertyOf(options, 'format') === undefined && !/format|spread|\.\.\./i.test(textOf(doc, options)) && namedIn(doc, options).every((node) => !/format/.test(textOf(doc, node)));
  return isSilent && propertyOf(options, 'transports') ? made.callee as Node : undefined;
}

/** `winston.format.json()`, and a `printf` that makes JSON, where they are not for development. */
function jsonCalls(doc: JavaScriptDoc, node: Node): Node[] {
  const calls = [...(isCall(node) ? [node] : []), ...doc.tree.inside(node, 'CallExpression')];
  return calls.filter((call) => {
    const name = doc.scopes.qualifiedName(call.callee) ?? dottedText(call.callee) ?? '';
    const isJson = /(^|[.:])(json|logstash)$/.test(name) && (FORMAT.test(name) || /format/i.test(name) || name === 'json');
    // A `printf` may add details as JSON behind a text: only one that returns nothing but JSON counts.
    const isPrinted = /(^|[.:])printf$/.test(name) && /(=>|return)\s*\(?\s*JSON\.stringify\(/.test(textOf(doc, call));
    return (isJson || isPrinted) && !isDevelopmentOnly(doc, call);
  });
}

/** The values of names that options use, and of the names those use: `format: fileFormat`. */
function namedIn(doc: JavaScriptDoc, node: Node, seen: readonly Node[] = []): Node[] {
  return doc.tree.inside(node, 'Identifier').flatMap((name) => {
    const binding = doc.scopes.bindingOf(name);
    const by = binding?.by;
    if (by?.type === 'FunctionDeclaration' && by.id?.name === name.name && !seen.includes(by) && name !== by.id) return [by, ...namedIn(doc, by, [...seen, by])];
    if (by?.type !== 'VariableDeclarator' || !by.init || by.init.start! <= node.start! && by.init.end! >= node.end! || seen.includes(by) || by.id.type !== 'Identifier') return [];
    const pushed = binding!.uses.flatMap((use) => { const member = doc.tree.parent(use); const call = member && doc.tree.parent(member); return isCall(call) && lastName(call.callee) === 'push' && call.callee === member ? call.arguments : []; });
    return [by.init, ...pushed, ...namedIn(doc, by.init, [...seen, by])];
  });
}

/** A logger of the project's own that prints an object with level and text as JSON. */
function* byHand(doc: JavaScriptDoc, project: ProjectView): Generator<Place> {
  for (const call of doc.tree.all('CallExpression')) {
    if (dottedText(call.callee) !== 'JSON.stringify') continue;
    const value = valueOf(doc, call.arguments[0]);
    if (value?.type !== 'ObjectExpression') continue;
    const keys = value.properties.flatMap((each) => (each.type === 'SpreadElement' ? [] : [keyName(each) ?? '']));
    const isLine = keys.some((key) => /^(level|severity)$/.test(key)) && keys.some((key) => /^(msg|message|event)$/.test(key)) && keys.some((key) => /^(ts|time|timestamp|at|date)$/.test(key));
    if (isLine && isPrinted(doc, call) && isActive(doc, project, call)) yield placeAt(call, 'a logger of the project writes JSON lines');
  }
}

/** Whether the text goes to a stream: printed on the spot, or returned by what makes the line. */
function isPrinted(doc: JavaScriptDoc, call: Node): boolean {
  for (const ancestor of doc.tree.ancestors(call)) {
    if (isCall(ancestor) && /^(console\.\w+|process\.(stdout|stderr)\.write)$/.test(dottedText(ancestor.callee) ?? '')) return true;
    if (ancestor.type === 'VariableDeclarator' || ancestor.type === 'ReturnStatement' || ancestor.type === 'ArrowFunctionExpression') return /console\.\w+\(|(stdout|stderr)\.write\(/.test(doc.text) && /log/i.test(doc.path);
    if (ancestor.type === 'ExpressionStatement') return false;
  }
  return false;
}
