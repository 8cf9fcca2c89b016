import { enclosingFunction, indentAt, indentStep, isBracelessBody, isCall, isFunction, isStatement, keyName, lastName, lineStart, propertyName, propertyOf, quote, removeStatement, statementOf, stringValue, textOf, unwrapped, usesSemicolons, type AnyCall, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { Edit, Need } from '../../../src/types.ts';
import { originHeaders, originList } from './allowlist.ts';
import { isRequestOrigin } from './callbacks.ts';
import { publicReason, staleComments } from './comments.ts';
import { replace, type Change, type Context, type Kept } from './context.ts';
import { guardAround } from './guards.ts';
import { sourceOf } from './sources.ts';

const HEADER = /^access-control-allow-origin$/i;
const SETTERS = ['set', 'setHeader', 'header', 'append', 'appendHeader', 'add'];
const CLIENTS = /^(fetch|axios(:default)?(\.\w+)?|got:default(\.\w+)?|\$fetch|ofetch:\w+|ky:default(\.\w+)?)$/;
const NO_REQUEST = 'no request is in scope here to take the origin from';

/** `Access-Control-Allow-Origin: *` written by hand. */
export interface StarHeader {
  readonly kind: 'pair' | 'call' | 'assignment' | 'other';
  /** The value that lets every origin in. */
  readonly star: Node;
  /** The property, the call or the assignment. */
  readonly node: Node;
}

export function starHeaders(context: Context): StarHeader[] {
  if (!/access-control-allow-origin/i.test(context.doc.text)) return [];
  return context.doc.tree.all('StringLiteral').filter(({ value }) => HEADER.test(value)).flatMap((name) => starHeader(context, name) ?? []);
}

function starHeader(context: Context, name: Node): StarHeader | undefined {
  const { doc } = context;
  const parent = doc.tree.parent(name)!;
  if (parent.type === 'ObjectProperty' && parent.key === name) return found(context, 'pair', parent.value, parent);
  if (parent.type === 'ObjectProperty' && keyName(parent) === 'key') return staticHeader(doc, parent);
  if (parent.type === 'MemberExpression' && parent.property === name) {
    const set = doc.tree.parent(parent);
    return set?.type === 'AssignmentExpression' && set.left === parent ? found(context, isStatement(doc.tree, set) ? 'assignment' : 'other', set.right, set) : undefined;
  }
  if (!isCall(parent) || parent.arguments[0] !== name) return undefined;
  const isSetter = SETTERS.includes(lastName(parent.callee) ?? '') && 'object' in parent.callee;
  return found(context, isSetter && isStatement(doc.tree, parent) ? 'call' : 'other', parent.arguments[1], parent);
}

/** `{ key: 'Access-Control-Allow-Origin', value: '*' }` of a configuration such as Next's. */
function staticHeader(doc: JavaScriptDoc, key: Node): StarHeader | undefined {
  const value = propertyOf(doc.tree.parent(key), 'value');
  return value?.type === 'ObjectProperty' && stringValue(value.value) === '*' ? { kind: 'other', star: value.value, node: value } : undefined;
}

function found(context: Context, kind: StarHeader['kind'], star: Node | undefined, node: Node): StarHeader | undefined {
  return star && isWild(context, star) ? { kind, star, node } : undefined;
}

/** `'*'`, a variable with `'*'` for a default, or the caller's own origin where nothing looks at it. */
function isWild(context: Context, node: Node): boolean {
  const { doc } = context;
  const value = unwrapped(node);
  if (stringValue(value)?.trim() === '*') return true;
  if (value.type === 'LogicalExpression' && value.operator !== '&&' && isStarText(value.right)) return sourceOf(context, value)?.star === true || isReflected(doc, value.left);
  return isReflected(doc, value);
}

function isStarText(node: Node): boolean {
  return stringValue(node)?.trim() === '*';
}

/** The request's `Origin`, as it is or under a name, where no condition of the function looks at it. */
function isReflected(doc: JavaScriptDoc, node: Node): boolean {
  const value = unwrapped(node);
  const fn = enclosingFunction(doc.tree, node);
  if (!fn) return false;
  if (isRequestOrigin(textOf(doc, value))) return !looksAt(doc, fn, 'origin');
  if (value.type === 'LogicalExpression' && value.operator !== '&&') return isReflected(doc, value.left) && (isStarText(value.right) || stringValue(value.right) === '');
  const by = value.type === 'Identifier' ? doc.scopes.bindingOf(value)?.by : undefined;
  const init = by?.type === 'VariableDeclarator' && by.id.type === 'Identifier' ? by.init : undefined;
  return !!init && value.type === 'Identifier' && isReflected(doc, init) && !looksAt(doc, fn, value.name);
}

/** Whether a condition in a function does more with a name than ask whether it is there. */
function looksAt(doc: JavaScriptDoc, fn: AnyFunction, name: string): boolean {
  const word = new RegExp(`(?<![\\w$])${name}(?![\\w$])`, 'i');
  return doc.tree.inside(fn, 'IfStatement', 'ConditionalExpression').some(({ test }) => word.test(textOf(doc, test)) && !/^!?[\w.]+$/.test(textOf(doc, test)))
    || doc.tree.inside(fn, 'CallExpression').some((call) => call.arguments.some((each) => word.test(textOf(doc, each)) && each.type !== 'StringLiteral' && !isFunction(each)) && !SETTERS.includes(lastName(call.callee) ?? '') && !/^(get|header|log|info|debug|warn|error)$/.test(lastName(call.callee) ?? '') && call !== doc.tree.parent(fn));
}

/** In front of a layer that answers CORS the header goes; alone it names the caller's origin, if that is allowed. */
export function rewriteHeader(context: Context, header: StarHeader, hasLayer: boolean): Change | Kept {
  const { doc } = context;
  const { kind, star, node } = header;
  const client = [...doc.tree.ancestors(node)].find((each): each is AnyCall => isCall(each) && CLIENTS.test(doc.scopes.qualifiedName(each.callee) ?? ''));
  if (client) return { at: star, reason: 'a header of an outgoing request, where it does nothing', fine: true };
  const kept = guardAround(doc, star) ?? publicReason(doc, node);
  if (kept) return { at: star, ...kept };
  if (kind === 'other') return { at: star, reason: isStaticHeader(node) ? 'a header in a configuration names one origin only: answer CORS where the request is at hand, or write your one origin here' : 'the header is passed on in a form that cannot be changed by itself' };
  if (hasLayer && kind === 'call' && isWholeStatement(doc, node)) return { at: star, edits: [removeHeader(doc, node), ...staleComments(doc, node)], needs: [], envs: [] };
  return kind === 'pair' ? echoedPair(context, star, node as NodeOf<'ObjectProperty'>) : echoedStatement(context, header);
}

function isStaticHeader(node: Node): boolean {
  return node.type === 'ObjectProperty' && keyName(node) === 'value';
}

function isWholeStatement(doc: JavaScriptDoc, node: Node): boolean {
  const statement = statementOf(doc.tree, node);
  return !isBracelessBody(doc.tree, statement) && doc.text.slice(lineStart(doc, statement.start!), statement.start!).trim() === '';
}

/** The statement that sets the header; with it the middleware that did nothing else. */
function removeHeader(doc: JavaScriptDoc, node: Node): Edit {
  const fn = enclosingFunction(doc.tree, node);
  const own = statementOf(doc.tree, node);
  const rest = fn?.body.type === 'BlockStatement' ? fn.body.body.filter((each) => each !== own) : [];
  const use = fn && doc.tree.parent(fn);
  const isEmpty = rest.length === 1 && /^next\(\);?$/.test(textOf(doc, rest[0]!)) && isCall(use) && lastName(use.callee) === 'use' && use.arguments.length === 1;
  return removeStatement(doc, isEmpty ? use : node);
}

/** The entry becomes the headers for the caller's origin. */
function echoedPair(context: Context, star: Node, pair: NodeOf<'ObjectProperty'>): Change | Kept {
  const { doc } = context;
  const object = doc.tree.parent(pair) as NodeOf<'ObjectExpression'>;
  if (object.properties.some((each) => each.type !== 'SpreadElement' && /^vary$/i.test(keyName(each) ?? ''))) return { at: star, reason: 'the same headers set `Vary` already; add `Origin` to it by hand' };
  const origin = requestOrigin(doc, pair);
  if (!origin) return sharedHeaders(context, star, pair, object) ?? { at: star, reason: NO_REQUEST };
  const use = originHeaders(context, origin);
  return { at: star, edits: [object.properties.length === 1 ? replace(object, use.text) : replace(pair, `...${use.text}`), ...staleComments(doc, pair)], needs: use.needs, envs: use.envs };
}

/** A constant of the file: the entry moves to where the headers are used, with the request of that place. */
function sharedHeaders(context: Context, star: Node, pair: Node, object: NodeOf<'ObjectExpression'>): Change | Kept | undefined {
  const { doc } = context;
  const declarator = doc.tree.parent(object);
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || enclosingFunction(doc.tree, declarator)) return undefined;
  const { name } = declarator.id;
  if (doc.tree.closest(declarator, 'ExportNamedDeclaration')) return { at: star, reason: `\`${name}\` is exported: those who use it have to hand the request to it` };
  const uses = doc.scopes.moduleNames.get(name)?.uses ?? [];
  const edits: Edit[] = [];
  const needs: Need[] = [];
  const envs: string[] = [];
  for (const use of uses) {
    const parent = doc.tree.parent(use);
    const origin = requestOrigin(doc, use);
    const isHeaders = parent?.type === 'ObjectProperty' && parent.value === use && keyName(parent) === 'headers';
    if (!origin || (!isHeaders && parent?.type !== 'SpreadElement')) return { at: star, reason: `\`${name}\` is used where ${origin ? 'its entries cannot be added to' : NO_REQUEST}` };
    const headers = originHeaders(context, origin);
    needs.push(...headers.needs);
    envs.push(...headers.envs);
    if (!isHeaders) edits.push({ start: use.end!, end: use.end!, text: `, ...${headers.text}` });
    else if ((parent as NodeOf<'ObjectProperty'>).shorthand) edits.push(replace(parent!, `headers: { ...${name}, ...${headers.text} }`));
    else edits.push(replace(use, `{ ...${name}, ...${headers.text} }`));
  }
  if (uses.length === 0) return { at: star, reason: `nothing in this file uses \`${name}\`` };
  return { at: star, edits: [...edits, removeEntry(doc, object, pair), ...staleComments(doc, pair)], needs, envs: [...new Set(envs)] };
}

function removeEntry(doc: JavaScriptDoc, object: NodeOf<'ObjectExpression'>, pair: Node): Edit {
  const start = lineStart(doc, pair.start!);
  const rest = /^[ \t]*,?[ \t]*(\/\/[^\n]*)?\n/.exec(doc.text.slice(pair.end!));
  if (doc.text.slice(start, pair.start!).trim() === '' && rest) return { start, end: pair.end! + rest[0].length, text: '' };
  const index = object.properties.indexOf(pair as NodeOf<'ObjectProperty'>);
  const next = object.properties[index + 1];
  if (next) return { start: pair.start!, end: next.start!, text: '' };
  const before = object.properties[index - 1];
  return { start: before ? before.end! : pair.start!, end: pair.end!, text: '' };
}

/** `res.setHeader('…', '*')` becomes the caller's origin under a condition, and `Vary`. */
function echoedStatement(context: Context, { kind, star, node }: StarHeader): Change | Kept {
  const { doc } = context;
  const statement = statementOf(doc.tree, node);
  const origin = requestOrigin(doc, node);
  if (!origin) return { at: star, reason: NO_REQUEST };
  const vary = varyStatement(context, kind, node);
  if (!vary) return { at: star, reason: 'how this response takes a `Vary` header is not known' };
  const isBody = isBracelessBody(doc.tree, statement);
  const isAlone = doc.text.slice(lineStart(doc, statement.start!), statement.start!).trim() === '' && !textOf(doc, statement).includes('\n');
  if (!isAlone && !isBody) return { at: star, reason: 'it shares its line with other statements, or goes over several' };
  const source = sourceOf(context, star);
  const list = originList(context, source?.star ? source : undefined);
  const reflected = unwrapped(star).type === 'Identifier' ? textOf(doc, star) : undefined;
  const name = reflected ?? freeName(doc, node);
  const end = usesSemicolons(doc) ? ';' : '';
  const tab = indentStep(doc);
  const set = doc.text.slice(statement.start!, star.start!) + name + doc.text.slice(star.end!, statement.end!);
  const lines = [
    ...(reflected === undefined ? [`const ${name} = ${origin}${end}`] : []),
    `if (${name} && ${list.text}.includes(${name})) {`,
    `${tab}${set}`,
    '}',
    `${vary}${end}`,
  ];
  const indent = indentAt(doc, statement.start!);
  const text = isBody ? ['{', ...lines.map((line) => tab + line), '}'].join(`\n${indent}`) : lines.join(`\n${indent}`);
  return { at: star, edits: [{ start: statement.start!, end: statement.end!, text }, ...staleComments(doc, node)], needs: list.needs, envs: list.envs };
}

function freeName(doc: JavaScriptDoc, at: Node): string {
  const fn = enclosingFunction(doc.tree, at)!;
  const taken = (name: string) => doc.scopes.lookup(name, at) !== undefined || doc.tree.inside(fn, 'Identifier').some((each) => each.name === name && doc.scopes.bindingOf(each) !== undefined);
  return ['origin', 'requestOrigin', 'callerOrigin'].find((name) => !taken(name)) ?? 'callersRequestOrigin';
}

/** How the request in scope gives its `Origin`: of Node and what is built on it, of the web, of Koa, of Hono. */
function requestOrigin(doc: JavaScriptDoc, at: Node): string | undefined {
  for (let fn = enclosingFunction(doc.tree, at); fn; fn = enclosingFunction(doc.tree, fn)) {
    for (const each of fn.params) {
      const parameter = each.type === 'Identifier' ? each : undefined;
      const origin = parameter && originOf(doc, fn, parameter);
      if (origin) return origin;
    }
  }
  return undefined;
}

function originOf(doc: JavaScriptDoc, fn: AnyFunction, { name, typeAnnotation }: NodeOf<'Identifier'>): string | undefined {
  const header = quote(doc, 'Origin');
  if (/^(ctx|c|context)$/.test(name)) {
    if (imports(doc, /^hono\b/)) return `${name}.req.header(${header})`;
    return imports(doc, /^(koa|@koa\/[\w-]+|koa-router)$/) ? `${name}.get(${header})` : undefined;
  }
  if (!/^(req|request|_req|_request)$/.test(name)) return undefined;
  const type = typeAnnotation ? textOf(doc, typeAnnotation).replace(/^:\s*/, '') : undefined;
  const isImported = type !== undefined && doc.scopes.moduleNames.has(type.split(/[.<]/)[0]!) && !/^Next/.test(type);
  const isWeb = type === undefined || !isImported ? /^(Next)?Request$/.test(type ?? '') || (type === undefined && /\bnew (Next)?Response\(|\b(Next)?Response\.(json|redirect)\(/.test(textOf(doc, fn))) : false;
  return isWeb || type === 'NextRequest' ? `${name}.headers.get(${header})` : `${name}.headers.origin`;
}

function imports(doc: JavaScriptDoc, pattern: RegExp): boolean {
  return [...doc.scopes.moduleNames.values()].some(({ by, node }) => {
    const source = by.type.startsWith('Import') ? (doc.tree.parent(by) as { source?: { value: string } }).source?.value : doc.scopes.qualifiedName(node)?.split(':')[0];
    return source !== undefined && pattern.test(source);
  });
}

/** How the response that gets the header is told to vary by origin. */
function varyStatement({ doc, project }: Context, kind: StarHeader['kind'], node: Node): string | undefined {
  const [name, origin] = [quote(doc, 'Vary'), quote(doc, 'Origin')];
  const isSaid = /['"]Vary['"]/i.test(doc.text);
  if (kind === 'assignment') return isSaid ? undefined : `${textOf(doc, ((node as NodeOf<'AssignmentExpression'>).left as NodeOf<'MemberExpression'>).object)}[${name}] = ${origin}`;
  const callee = (node as AnyCall).callee as NodeOf<'MemberExpression'>;
  const target = textOf(doc, callee.object);
  const method = propertyName(callee);
  if (/(^|\.)[hH]eaders$/.test(target)) return `${target}.append(${name}, ${origin})`;
  if (imports(doc, /^hono\b/)) return `${target}.header(${name}, ${origin}, { append: true })`;
  if (/^(ctx|context)(\.response)?$/.test(target)) return `${target}.vary(${origin})`;
  const { dependencies = [] } = project.package.javascript ?? {};
  const isExpress = imports(doc, /^express$/) || ((dependencies.includes('express') || dependencies.includes('@nestjs/platform-express')) && !dependencies.includes('next') && !dependencies.includes('fastify'));
  if (isExpress && /^_?(res|response)$/.test(target)) return `${target}.vary(${origin})`;
  if (isSaid || !/^(res|response|reply|resp)(\.raw)?$/.test(target) || (method !== 'setHeader' && method !== 'header')) return undefined;
  return `${target}.${method}(${name}, ${origin})`;
}
