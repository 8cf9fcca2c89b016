import { enclosingFunction, indentAt, indentStep, isBracelessBody, isCall, keyName, lastName, lineStart, propertyName, quote, removeStatement, statementOf, textOf, unwrapped, usesSemicolons, type AnyCall, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { Edit, Need } from '../../../src/types.ts';
import { isListed, originHeaders, originList } from './allowlist.ts';
import { commentsAboutCors, publicAnswer, publicReason, staleComments } from './comments.ts';
import { replace, type Change, type Context, type Kept } from './context.ts';
import { choiceAround, type CallersOrigin, type Choice } from './echoes.ts';
import { asksForStar, conditionsOf, guardAround } from './guards.ts';
import { headerGroup, isCoveredBy, isLocalOnly } from './header-group.ts';
import { isDefaultStar, type StarHeader } from './headers.ts';
import type { Layer } from './layers.ts';
import { sourceOf } from './sources.ts';

const CLIENTS = /^(fetch|axios(:default)?(\.\w+)?|got:default(\.\w+)?|\$fetch|ofetch:\w+|ky:default(\.\w+)?)$/;
const NO_REQUEST = 'no request is in scope here to take the origin from';

/** Beside a layer that answers CORS the header goes; alone it names the caller's origin, if that is allowed. */
export function rewriteHeader(context: Context, header: StarHeader, layer: Layer | undefined): Change | Kept {
  const { doc } = context;
  const { kind, star, node } = header;
  const client = [...doc.tree.ancestors(node)].find((each): each is AnyCall => isCall(each) && CLIENTS.test(doc.scopes.qualifiedName(each.callee) ?? ''));
  if (client) return { at: star, reason: 'a header of an outgoing request, where it does nothing', fine: true };
  const kept = guardAround(doc, star) ?? publicReason(doc, node) ?? publicAnswer(doc, node);
  if (kept) return { at: star, ...kept };
  const asked = header.otherwise ? undefined : askedFor(doc, star);
  if (asked) return { at: star, reason: `only where \`${textOf(doc, asked)}\`: whoever runs it has to ask for every origin` };
  if (isDefaultStar(context, unwrapped(star))) return { at: star, reason: `\`${textOf(doc, star)}\` is \`*\` unless the callers say otherwise: give them one origin to name, or answer for the caller's` };
  if (kind === 'other') return { at: star, reason: isStaticHeader(node) ? 'a header in a configuration names one origin only: answer CORS where the request is at hand, or write your one origin here' : 'the header is passed on in a form that cannot be changed by itself' };
  if (header.otherwise) return { at: star, edits: [withoutElse(header.otherwise as NodeOf<'IfStatement'>)], needs: [], envs: [] };
  if (layer && kind === 'call' && isWholeStatement(doc, node) && !answersFirst(doc, node, layer.node)) {
    const rewrite = besideLayer(doc, header, layer);
    if (rewrite) return rewrite;
  }
  return kind === 'pair' ? echoedPair(context, header) : echoedStatement(context, header);
}

function isStaticHeader(node: Node): boolean {
  return node.type === 'ObjectProperty' && keyName(node) === 'value';
}

/** The condition around a header that has found `*` among what is configured. */
function askedFor(doc: JavaScriptDoc, star: Node): Node | undefined {
  return [...conditionsOf(doc, star)].find(({ condition, holds }) => holds && asksForStar(condition))?.condition;
}

/** Whether a middleware in front of the layer answers preflights itself, so that the layer never sees them. */
function answersFirst(doc: JavaScriptDoc, node: Node, layer: Node): boolean {
  const fn = enclosingFunction(doc.tree, node);
  return !!fn && fn.end! < layer.start! && /['"`]OPTIONS['"`]/.test(textOf(doc, fn)) && /\b(sendStatus|end|send|status|writeHead)\(/.test(textOf(doc, fn));
}

function isWholeStatement(doc: JavaScriptDoc, node: Node): boolean {
  const statement = statementOf(doc.tree, node);
  return !isBracelessBody(doc.tree, statement) && doc.text.slice(lineStart(doc, statement.start!), statement.start!).trim() === '';
}

/** All headers of CORS of this response go, where the layer writes them; undefined where it does not and they can be kept under a check. */
function besideLayer(doc: JavaScriptDoc, header: StarHeader, layer: Layer): Change | Kept | undefined {
  const { star, node, origin } = header;
  if (isLocalOnly(layer)) return { at: star, reason: 'the CORS layer beside it lets in origins of a developer\'s machine only: say there which others may call, and take this header out' };
  const group = headerGroup(doc, node);
  const statements = group.map(({ statement }) => statement);
  const edits = isCoveredBy(doc, group, layer) && statements.every((each) => isWholeStatement(doc, each)) ? withoutHeaders(doc, header, statements) : undefined;
  if (edits) return { at: star, edits: [...edits, ...staleComments(doc, node)], needs: [], envs: [] };
  const own = statementOf(doc.tree, node);
  const isWhole = origin && choiceAround(doc, own, origin) && statements.every((each) => doc.tree.parent(each) === doc.tree.parent(own));
  if (isWhole || group.length <= 1) return undefined;
  return { at: star, reason: 'other headers of CORS are set by hand with it that the CORS layer beside it does not write: let the layer write all of them' };
}

/** Statements go, with an `if` around nothing else, the name only they used, and the middleware that did nothing more; undefined where a block would be left empty. */
function withoutHeaders(doc: JavaScriptDoc, { node, origin }: StarHeader, statements: readonly Node[]): Edit[] | undefined {
  const choice = origin && choiceAround(doc, statementOf(doc.tree, node), origin);
  const all = [...statements, ...(choice?.otherwise ? bodyOf(choice.otherwise) : [])];
  const gone = new Set(all);
  const edits: Edit[] = [];
  for (const block of new Set(all.map((each) => doc.tree.parent(each)!))) {
    const isEmptied = (body: Node) => bodyOf(body).every((each) => all.includes(each));
    const around = doc.tree.parent(block);
    if (around?.type === 'IfStatement' && isEmptied(block)) {
      const isWhole = isEmptied(around.consequent) && (!around.alternate || isEmptied(around.alternate)) && !isBracelessBody(doc.tree, around);
      if (!isWhole && around.alternate !== block) return undefined;
      for (const each of bodyOf(block)) gone.delete(each);
      if (isWhole) gone.add(around);
      else edits.push(withoutElse(around));
    }
  }
  const fn = enclosingFunction(doc.tree, node);
  const declaration = unusedDeclaration(doc, origin, node, [...gone, ...all]);
  if (declaration) gone.add(declaration);
  const rest = fn?.body.type === 'BlockStatement' ? fn.body.body.filter((each) => !gone.has(each)) : [];
  const use = fn && doc.tree.parent(fn);
  const isIdle = rest.length === 1 && /^next\(\);?$/.test(textOf(doc, rest[0]!)) && isCall(use) && lastName(use.callee) === 'use' && use.arguments.length === 1;
  if (isIdle) return [...commentsAboutCors(doc, statementOf(doc.tree, use)), removeStatement(doc, use)];
  return [...[...gone].flatMap((each) => [...commentsAboutCors(doc, each), removeStatement(doc, each)]), ...edits];
}

function bodyOf(node: Node): readonly Node[] {
  return node.type === 'BlockStatement' ? node.body : [node];
}

/** `const origin = req.headers.origin` that nothing which stays uses. */
function unusedDeclaration(doc: JavaScriptDoc, origin: CallersOrigin | undefined, at: Node, gone: readonly Node[]): Node | undefined {
  const binding = origin?.isName ? doc.scopes.lookup(origin.text, at) : undefined;
  const declaration = binding?.by.type === 'VariableDeclarator' ? doc.tree.parent(binding.by) : undefined;
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length !== 1 || declaration.declarations[0]!.id.type !== 'Identifier') return undefined;
  return binding!.uses.every((use) => gone.some((each) => isWithin(use, each))) ? declaration : undefined;
}

function withoutElse({ consequent, end }: NodeOf<'IfStatement'>): Edit {
  return { start: consequent.end!, end: end!, text: '' };
}

/** The entry becomes the headers for the caller's origin. */
function echoedPair(context: Context, header: StarHeader): Change | Kept {
  const { doc } = context;
  const { star } = header;
  const pair = header.node as NodeOf<'ObjectProperty'>;
  const object = doc.tree.parent(pair) as NodeOf<'ObjectExpression'>;
  if (object.properties.some((each) => each.type !== 'SpreadElement' && /^vary$/i.test(keyName(each) ?? ''))) return { at: star, reason: 'the same headers set `Vary` already; add `Origin` to it by hand' };
  const origin = header.origin?.text ?? requestOrigin(doc, pair);
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
function echoedStatement(context: Context, header: StarHeader): Change | Kept {
  const { doc } = context;
  const { kind, star, node } = header;
  const statement = statementOf(doc.tree, node);
  const origin = header.origin?.text ?? requestOrigin(doc, node);
  if (!origin) return { at: star, reason: NO_REQUEST };
  const vary = varyStatement(context, kind, node);
  if (!vary) return { at: star, reason: 'how this response takes a `Vary` header is not known' };
  const choice = header.origin && choiceAround(doc, statement, header.origin);
  if (choice && !isBracelessBody(doc.tree, choice.statement)) {
    const list = originList(context);
    return { at: star, edits: [...checkedChoice(doc, header, choice, list.text, vary), ...staleComments(doc, node)], needs: list.needs, envs: list.envs };
  }
  const isBody = isBracelessBody(doc.tree, statement);
  const isAlone = doc.text.slice(lineStart(doc, statement.start!), statement.start!).trim() === '' && !textOf(doc, statement).includes('\n');
  if (!isAlone && !isBody) return { at: star, reason: 'it shares its line with other statements, or goes over several' };
  const source = sourceOf(context, star);
  const list = originList(context, source?.star ? source : undefined);
  const reflected = header.origin?.isName ? header.origin.text : undefined;
  const name = reflected ?? freeName(doc, node);
  const end = usesSemicolons(doc) ? ';' : '';
  const tab = indentStep(doc);
  const set = doc.text.slice(statement.start!, star.start!) + name + doc.text.slice(star.end!, statement.end!);
  const lines = [
    ...(reflected === undefined ? [`const ${name} = ${origin}${end}`] : []),
    `if (${name} && ${isListed(list.text, name)}) {`,
    `${tab}${set}`,
    '}',
    ...(saysVary(doc, node) ? [] : [`${vary}${end}`]),
  ];
  const indent = indentAt(doc, statement.start!);
  const text = isBody ? ['{', ...lines.map((line) => tab + line), '}'].join(`\n${indent}`) : lines.join(`\n${indent}`);
  return { at: star, edits: [{ start: statement.start!, end: statement.end!, text }, ...staleComments(doc, node)], needs: list.needs, envs: list.envs };
}

/** `if (origin)` becomes the check, and the branch that only says `*` goes. */
function checkedChoice(doc: JavaScriptDoc, { star, origin, node }: StarHeader, { statement }: Choice, list: string, vary: string): Edit[] {
  const { text, isName } = origin!;
  const line = saysVary(doc, node) ? '' : `\n${indentAt(doc, statement.start!)}${vary}${usesSemicolons(doc) ? ';' : ''}`;
  return [
    replace(statement.test, `${text} && ${isListed(list, text)}`),
    ...(isName && textOf(doc, star) !== text ? [replace(star, text)] : []),
    { start: statement.consequent.end!, end: statement.end!, text: line },
  ];
}

/** Whether the function around sets `Vary` by the origin already. */
function saysVary(doc: JavaScriptDoc, node: Node): boolean {
  const fn = enclosingFunction(doc.tree, node);
  return !!fn && /['"]Vary['"]\s*(,|\]\s*=)\s*['"][^'"]*Origin|\.vary\(['"]Origin['"]\)/i.test(textOf(doc, fn));
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
  // A server of Node's own hands its handlers responses without `vary`, whatever else the package depends on.
  const isExpress = imports(doc, /^express$/) || (!imports(doc, /^(node:)?https?$/) && (dependencies.includes('express') || dependencies.includes('@nestjs/platform-express')) && !dependencies.includes('next') && !dependencies.includes('fastify'));
  if (isExpress && /^_?(res|response)$/.test(target)) return `${target}.vary(${origin})`;
  if (isSaid || !/^(res|response|reply|resp)(\.raw)?$/.test(target) || (method !== 'setHeader' && method !== 'header')) return undefined;
  return `${target}.${method}(${name}, ${origin})`;
}
