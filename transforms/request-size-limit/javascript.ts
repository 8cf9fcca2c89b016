import { keyName, propertyOf, stringValue, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { isMiddleware } from '../../src/languages/javascript/layers.ts';
import { functionsAround, madeFrom, methodCalls, optionOf, placeAt } from '../../src/languages/javascript/queries.ts';
import { routesOf } from '../../src/languages/javascript/routes.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import { isWithin, type Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

/** What reads bodies, and the options that limit them. */
const PARSERS: readonly (readonly [packages: RegExp, exported: RegExp, options: RegExp])[] = [
  [/^(express|body-parser)$/, /^(json|urlencoded|text|raw|default)$/, /^limit$/],
  [/^(fastify|@nestjs\/platform-fastify)$/, /^(default|fastify|FastifyAdapter)$/, /^bodyLimit$/],
  [/^(koa-bodyparser|@koa\/bodyparser|koa-body|koa-better-body)$/, /./, /^(jsonLimit|formLimit|textLimit|limit)$/],
  [/^hono\/body-limit$/, /^bodyLimit$/, /^maxSize$/],
  [/^(raw-body|co-body|micro)$/, /./, /^limit$/],
];
/** A limit of so many megabytes keeps nothing out. */
const TOO_MANY_MEGABYTES = 100;

const NEXT_CONFIG = /(?:^|\/)next\.config\.[cm]?[jt]s$/;

export const javascript = checkRule<JavaScriptDoc>({
  settings: NEXT_CONFIG,
  prefilter: /limit|maxSize|content-length|maxRequestBodySize/i,
  *evidence(doc, project) {
    for (const { node, text, megabytes } of limitsIn(doc, project)) if (megabytes === undefined || megabytes < TOO_MANY_MEGABYTES) yield placeAt(node, `bodies are limited: \`${text}\``);
    for (const { node } of byHand(doc, project)) yield placeAt(node, 'answers 413 to requests whose Content-Length is too large');
  },
  *problems(doc, project) {
    for (const { node, refuses } of byHand(doc, project)) if (!refuses) yield placeAt(node, 'a chunked request has no Content-Length header: its body is not limited');
    for (const { node, text, megabytes } of limitsIn(doc, project)) if (megabytes !== undefined && megabytes >= TOO_MANY_MEGABYTES) yield placeAt(node, `\`${text}\` keeps hardly any request out`);
  },
});

interface Limit { readonly node: Node; readonly text: string; readonly megabytes?: number }

function* limitsIn(doc: JavaScriptDoc, project: ProjectView): Generator<Limit> {
  const routes = routesOf(doc).filter(({ method }) => method !== 'use');
  for (const [packages, exported, options] of PARSERS) {
    for (const made of madeFrom(doc, packages, exported)) {
      if (!isActive(doc, project, made) || routes.some(({ handlers }) => handlers.some((each) => isWithin(made, each)))) continue;
      for (const name of ['limit', 'bodyLimit', 'jsonLimit', 'formLimit', 'textLimit', 'maxSize']) {
        const value = options.test(name) ? optionOf(doc, made, name) : undefined;
        if (value) { yield limit(doc, name, made, value); break; }
      }
    }
  }
  // Nest: `app.useBodyParser('json', { limit: '1mb' })`.
  for (const call of methodCalls(doc, /^useBodyParser$/)) {
    const value = optionOf(doc, call, 'limit');
    if (value && isActive(doc, project, call)) yield limit(doc, 'limit', call, value);
  }
  // Bun: `Bun.serve({ maxRequestBodySize })`.
  for (const object of doc.tree.all('ObjectExpression')) {
    const property = propertyOf(object, 'maxRequestBodySize');
    if (property?.type === 'ObjectProperty' && isActive(doc, project, object)) yield limit(doc, 'maxRequestBodySize', property, property.value);
    const next = nextLimit(doc, object);
    if (next) yield limit(doc, keyName(next)!, next, next.value);
  }
}

/** `config.api.bodyParser.sizeLimit` of a Next API route says it for this route only, `serverActions.bodySizeLimit` for all actions. */
function nextLimit(doc: JavaScriptDoc, object: Node) {
  const property = NEXT_CONFIG.test(doc.path) ? propertyOf(object, 'bodySizeLimit') : undefined;
  return property?.type === 'ObjectProperty' ? property : undefined;
}

function limit(doc: JavaScriptDoc, name: string, node: Node, value: Node): Limit {
  const megabytes = megabytesOf(doc, value);
  return { node, text: `${name}: ${textOf(doc, value).replace(/\s+/g, ' ').slice(0, 40)}`, ...(megabytes !== undefined && { megabytes }) };
}

function megabytesOf(doc: JavaScriptDoc, value: Node): number | undefined {
  const text = stringValue(value);
  const match = /^\s*([\d.]+)\s*([kmg]?)b?\s*$/i.exec(text ?? '');
  if (match) return Number(match[1]) * ({ '': 1e-6, k: 1e-3, m: 1, g: 1e3 }[match[2]!.toLowerCase()] ?? 1);
  if (value.type === 'Identifier' && value.name === 'Infinity') return Infinity;
  const source = textOf(doc, value).replaceAll('_', '').trim();
  if (!/^[\d\s*.]+$/.test(source)) return undefined;
  return source.split('*').reduce((product, factor) => product * Number(factor), 1) / 1e6;
}

interface OwnLimit {
  readonly node: Node;
  /** It answers 411 to requests that do not say their length. */
  readonly refuses: boolean;
}

/** Middleware that looks at `Content-Length` and answers 413. */
function* byHand(doc: JavaScriptDoc, project: ProjectView): Generator<OwnLimit> {
  for (const literal of doc.tree.all('StringLiteral')) {
    if (literal.value.toLowerCase() !== 'content-length') continue;
    const fn = [...functionsAround(doc, literal)].find((each) => isMiddleware(doc, each));
    const text = fn && isActive(doc, project, fn) ? textOf(doc, fn) : '';
    if (/\b413\b|PAYLOAD_TOO_LARGE|PayloadTooLarge|CONTENT_TOO_LARGE/.test(text)) yield { node: literal, refuses: /\b411\b|LENGTH_REQUIRED|LengthRequired/.test(text) };
  }
}
