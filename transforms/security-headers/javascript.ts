import { functionName, keyName, lastName, propertyOf, stringValue, textOf, unwrapped } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { isMiddleware, layersOf } from '../../src/languages/javascript/layers.ts';
import { functionsAround, headersSet, isFrom, madeFrom, mayHoldMore, optionOf, placeAt, type Made } from '../../src/languages/javascript/queries.ts';
import { isActive, isBehindAnswer } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule } from '../../src/transform.ts';

const LIBRARIES = /^(helmet|koa-helmet|@koa\/helmet|@fastify\/helmet|fastify-helmet|elysia-helmet|hono\/secure-headers|next-secure-headers|@?nosecone(\/.+)?)$/;
const HEADERS = /^(content-security-policy(-report-only)?|strict-transport-security|x-frame-options|x-content-type-options|referrer-policy|permissions-policy|x-xss-protection|cross-origin-(opener|embedder|resource)-policy)$/;
/** One of them alone is set for a download or an embedded page. */
const FEWEST = 2;
const LONGEST_VALUE = 60;
/** Of these at least one. */
const WANTED = /content-?security|strict-?transport|hsts|x-?frame|frameguard|x-?content-?type|noSniff/i;

interface Header { readonly node: Node; readonly name: string; readonly value?: Node }

const NEXT_CONFIG = /(?:^|\/)next\.config\.[cm]?[jt]s$/;

export const javascript = checkRule<JavaScriptDoc>({
  settings: NEXT_CONFIG,
  prefilter: /helmet|nosecone|secure-?headers|x-frame-options|content-security-policy|strict-transport-security|x-content-type-options/i,
  *evidence(doc, project) {
    for (const { node, name } of whole(doc, project)) yield placeAt(node, `${name} sets security headers${isHelmet(doc, node) ? headersOf(doc, node) : ''}${withoutPolicy(doc, node) ? ', a Content-Security-Policy aside' : ''}`);
    const parts = [...singles(doc, project), ...written(doc, project), ...fromTable(doc, project)];
    const names = [...new Set(parts.map(({ name }) => name))];
    if (names.length >= FEWEST && names.some((name) => WANTED.test(name))) yield placeAt(parts[0]!.node, `sets ${names.map((name) => `${name}${sentAs(parts.find((part) => part.name === name)!.value)}`).join(', ')}`);
  },
  *problems(doc, project) {
    for (const { node } of whole(doc, project)) {
      const off = withoutPolicy(doc, node);
      if (off) yield placeAt(off, 'helmet sends no Content-Security-Policy here');
    }
    const late = headersSet(doc).find(({ node, name }) => HEADERS.test(name) && isBehindAnswer(doc, node));
    if (late) yield { ...placeAt(late.node, `sets ${late.name} behind a handler that answers every request: it is never sent`), unused: true };
  },
});

/** Libraries that set all of them: `app.use(helmet())`, `app.register(helmet)`. */
function* whole(doc: JavaScriptDoc, project: ProjectView): Generator<{ node: Made; name: string }> {
  for (const node of madeFrom(doc, LIBRARIES)) {
    const name = doc.scopes.qualifiedName(node.callee)!;
    if (!/^(helmet|koa-helmet):(?!default|helmet)/.test(name) && isActive(doc, project, node)) yield { node, name: `\`${textOf(doc, node.callee)}\`` };
  }
  for (const { call, value } of layersOf(doc)) {
    if (isFrom(doc, value, LIBRARIES) && isActive(doc, project, call)) yield { node: call, name: `\`${lastName(unwrapped(value)) ?? 'helmet'}\`` };
  }
}

function isHelmet(doc: JavaScriptDoc, made: Made): boolean {
  return /helmet/.test(`${doc.scopes.qualifiedName(made.callee) ?? ''}${made.arguments.map((each) => doc.scopes.qualifiedName(each as Node) ?? '').join('')}`);
}

/** `contentSecurityPolicy: false`, where a literal says so. */
function withoutPolicy(doc: JavaScriptDoc, made: Made): Node | undefined {
  const option = optionOf(doc, made, 'contentSecurityPolicy');
  return option?.type === 'BooleanLiteral' && !option.value ? option : undefined;
}

/** What helmet sends, as far as nothing says otherwise: it keeps pages of other origins from framing, not those of its own. */
function headersOf(doc: JavaScriptDoc, made: Made): string {
  // What is not seen may say otherwise than the library does by itself.
  const options = made.arguments.filter((each) => each.type === 'SpreadElement' || !isFrom(doc, each as Node, LIBRARIES));
  const mayDiffer = mayHoldMore(doc, { ...made, arguments: options } as Made);
  const sent = (name: string, ownNames: readonly string[], said: (option: Node | undefined) => string | undefined) => {
    const option = ownNames.map((each) => optionOf(doc, made, each)).find(Boolean);
    if (option?.type === 'BooleanLiteral' && !option.value) return { isOff: true, text: name };
    if (!option && mayDiffer) return { isOff: false, text: undefined };
    return { isOff: false, text: said(option?.type === 'BooleanLiteral' ? undefined : option) };
  };
  const frame = sent('X-Frame-Options', ['frameguard', 'xFrameOptions'], (option) => {
    const action = option?.type === 'ObjectExpression' ? propertyOf(option, 'action') : undefined;
    const isDefault = !option || (option.type === 'ObjectExpression' && option.properties.length === 0);
    const value = action?.type === 'ObjectProperty' ? stringValue(action.value) : stringValue(option) ?? (isDefault ? 'SAMEORIGIN' : undefined);
    return value && `X-Frame-Options: ${value.toUpperCase()}`;
  });
  const transport = sent('Strict-Transport-Security', ['hsts', 'strictTransportSecurity'], () => 'Strict-Transport-Security');
  const types = sent('X-Content-Type-Options', ['noSniff', 'xContentTypeOptions'], () => 'X-Content-Type-Options: nosniff');
  const all = [frame, transport, types];
  const texts = all.flatMap(({ isOff, text }) => (isOff || text === undefined ? [] : [text]));
  const off = all.flatMap(({ isOff, text }) => (isOff ? [text!] : []));
  return `${texts.length > 0 ? ` with ${texts.join(', ')}` : ''}${off.length > 0 ? `, ${off.join(' and ')} aside` : ''}`;
}

/** A short value, as it is sent. */
function sentAs(value: Node | undefined): string {
  const text = stringValue(value);
  return text === undefined || text.length > LONGEST_VALUE || /[,`]/.test(text) ? '' : `: ${text}`;
}

/** `helmet.hsts()` sets one of them. */
function* singles(doc: JavaScriptDoc, project: ProjectView): Generator<Header> {
  for (const node of madeFrom(doc, /^helmet$/, /^(?!default|helmet)/)) if (isActive(doc, project, node)) yield { node, name: lastName(node.callee)! };
}

/** Headers written by hand, for every answer: in middleware, a hook, or the `headers()` of `next.config`. */
function* written(doc: JavaScriptDoc, project: ProjectView): Generator<Header> {
  for (const { node, name, value } of headersSet(doc)) {
    if (!HEADERS.test(name) || stringValue(value) === '' || !isActive(doc, project, node)) continue;
    if (isForAll(doc, node)) yield { node, name, ...(value && { value }) };
  }
}

/** Middleware that goes through a table of headers: `for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)`. */
function* fromTable(doc: JavaScriptDoc, project: ProjectView): Generator<Header> {
  const loops = doc.tree.all('CallExpression').filter((call) => /^(setHeader|header|set|append)$/.test(lastName(call.callee) ?? '') && call.arguments[0]?.type === 'Identifier' && isForAll(doc, call) && isActive(doc, project, call)
    && /Object\.entries\(/.test(textOf(doc, doc.tree.closest(call, 'ForOfStatement') ?? doc.tree.closest(call, 'ExpressionStatement') ?? call)));
  if (loops.length === 0) return;
  for (const node of doc.tree.all('ObjectProperty')) {
    const name = keyName(node)?.toLowerCase();
    if (name !== undefined && HEADERS.test(name) && stringValue(node.value) !== '') yield { node: loops[0]!, name, value: node.value as Node };
  }
}

function isForAll(doc: JavaScriptDoc, node: Node): boolean {
  if (NEXT_CONFIG.test(doc.path)) return true;
  if (node.type === 'ObjectExpression') return doc.tree.closest(node, 'ObjectProperty', 'VariableDeclarator') !== undefined && /headers/i.test(doc.path) && !!propertyOf(node, 'key');
  return [...functionsAround(doc, node)].some((fn) => isMiddleware(doc, fn) || /secur|headers/i.test(functionName(doc.tree, fn) ?? ''));
}
