import { dottedText, functionName, isCall, isFunction, keyName, lastName, stringValue, textOf, unwrapped, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { conditionsOf } from '../../../src/languages/javascript/conditions.ts';
import { isMiddleware, layersOf, type Layer } from '../../../src/languages/javascript/layers.ts';
import { functionOf, isFrom, madeFrom, optionOf, pathText, type Made } from '../../../src/languages/javascript/queries.ts';
import { routesOf } from '../../../src/languages/javascript/routes.ts';
import { isActive } from '../../../src/languages/javascript/use.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

const LIBRARIES = /^(express-rate-limit|hono-rate-limiter|koa-ratelimit|koa2-ratelimit|elysia-rate-limit|express-brute|@joint-ops\/hitlimit.*|rate-limit-redis-middleware)$/;
const MAKES = /^(default|rateLimit|rateLimiter|RateLimit|ExpressBrute|default\.prevent|middleware|ratelimit)$/;
const PLUGINS = /^(@fastify\/rate-limit|fastify-rate-limit)$/;
export const NAMED = /rate_?-?limit|limiter|throttl|too_?many/i;
/** It answers 429 itself. */
const ANSWERS = /\.(status|code|sendStatus|writeHead|setStatus)\(\s*429\b|\bstatus(Code)?\s*[:=]\s*429\b|,\s*429\s*\)|\(\s*res(ponse)?\s*,\s*429\b|TOO_MANY_REQUESTS|TooManyRequests|RateLimit\w*(Error|Exception)\s*\(/;
/** It keeps count. */
const COUNTS = /\.incr(by)?\(|\.zadd\(|\.zcard\(|\.consume\(|\.limit\(|Date\.now\(\)|\bcount\b|attempts|tokens|remaining/i;
/** It asks one that keeps count. */
const ASKS = /\.(consume|limit)\(|(limit|limiter|limits|throttler?)\.(check|checkLimit|hit|isAllowed|allow|try\w*|acquire|take|increment)\(/i;
/** Prefixes that stand for the whole API. */
const WHOLE = /^$|^\/?\*$|^\/$|^\/?(api|v\d+|api\/v\d+)(\/\*{0,2})?\/?$/;

/** Something that limits: a call of a library, a plugin, or a function of the project's own. */
export interface Limiter {
  readonly node: Node;
  readonly what: string;
  /** The names other code knows it by. */
  readonly names: readonly string[];
  /** It says itself that it is there for every request. */
  readonly isWhole: boolean;
  /** It only counts; who calls it must answer 429. */
  readonly isHelper?: boolean;
}

/** Limiters of a file that are in use and do limit. */
export function limitersOf(doc: JavaScriptDoc, project: ProjectView): Limiter[] {
  const made = [...madeFrom(doc, LIBRARIES, MAKES)].filter((node) => isActive(doc, project, node) && off(doc, node) === undefined)
    .map((node) => limiter(doc, node, `\`${doc.scopes.qualifiedName(node.callee)!.split(':')[0]}\``));
  const plugins = layersOf(doc).filter(({ call, value }) => isFrom(doc, value, PLUGINS) && isActive(doc, project, call))
    .map(({ call }): Limiter => ({ node: call, what: '`@fastify/rate-limit`', names: [], isWhole: !isLiteral(optionOf(doc, call, 'global'), false) }));
  return [...made, ...plugins, ...ownLimiters(doc, project)];
}

/** Libraries that are told to limit nothing, with how. */
export function* switchedOff(doc: JavaScriptDoc, project: ProjectView): Generator<{ node: Node; why: string }> {
  for (const node of madeFrom(doc, LIBRARIES, MAKES)) {
    const why = off(doc, node);
    if (why !== undefined && isActive(doc, project, node)) yield { node, why };
  }
}

function off(doc: JavaScriptDoc, made: Made): string | undefined {
  for (const name of ['max', 'limit']) {
    const value = optionOf(doc, made, name);
    if (value?.type === 'NumericLiteral' && value.value === 0) return `its ${name} is 0`;
    if (value?.type === 'Identifier' && value.name === 'Infinity') return `its ${name} is Infinity`;
  }
  const skip = optionOf(doc, made, 'skip');
  const skipped = isFunction(skip) ? skip.body : undefined;
  const isAlways = isLiteral(skipped, true) || (skipped?.type === 'BlockStatement' && skipped.body.length === 1 && skipped.body[0]!.type === 'ReturnStatement' && isLiteral(skipped.body[0]!.argument, true));
  return isAlways ? 'it skips every request' : undefined;
}

/** Functions that count requests of a client and answer 429, and those that count for somebody who does. */
function ownLimiters(doc: JavaScriptDoc, project: ProjectView): Limiter[] {
  const functions = doc.tree.all('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'ObjectMethod').filter((fn) => {
    const text = textOf(doc, fn);
    const name = nameOf(doc, fn);
    if (!(COUNTS.test(text) || ASKS.test(text)) || !/\bip\b|ipAddress|clientIp|remoteAddress|forwarded-for|user|key|identifier|client|tenant/i.test(text)) return false;
    // What answers for a limiter that somebody else keeps compares nothing.
    if (ANSWERS.test(text) && !/\s[<>]=?\s/.test(text) && !ASKS.test(text)) return false;
    if (ANSWERS.test(text)) return NAMED.test(name) || (NAMED.test(doc.path) && isMiddleware(doc, fn)) || ASKS.test(text) && isMiddleware(doc, fn);
    return NAMED.test(name) && (/[<>]=?/.test(text) || ASKS.test(text)) && /return/.test(text);
  });
  // A factory and the middleware it returns are one.
  const outermost = functions.filter((fn) => !functions.some((other) => other !== fn && isWithin(fn, other)));
  const given = [...madeFrom(doc, LIBRARIES, MAKES)];
  return outermost.filter((fn) => isActive(doc, project, fn) && !given.some((made) => isWithin(fn, made))).map((fn) => ({
    node: headOf(fn), what: 'a limiter of the project', names: [nameOf(doc, fn), ...ownerNames(doc, fn)].filter((name) => name !== ''),
    isWhole: isEdgeMiddleware(doc, fn) || layersOf(doc).some((layer) => isWholeLayer(doc, layer) && functionOf(doc, layer.value) === fn),
    ...(!ANSWERS.test(textOf(doc, fn)) && { isHelper: true }),
  }));
}

/** `middleware.ts` of Next runs in front of every request its matcher names; those of the API have to be among them. */
function isEdgeMiddleware(doc: JavaScriptDoc, fn: AnyFunction): boolean {
  if (!/(?:^|\/)(?:middleware|proxy|hooks\.server)\.[jt]s$/.test(doc.path) || !/^(middleware|proxy|handle|default)?$/.test(nameOf(doc, fn))) return false;
  const matchers = matchersOf(doc);
  const isMatched = matchers.length === 0 || matchers.some((each) => /^\/?(api\/?)?(:\w+\*|\(\.\*\))?$/.test(each) || (each.startsWith('/((?!') && !/[!|]\/?api\b/.test(each)));
  const refusals = doc.tree.inside(fn, 'NumericLiteral').filter(({ value }) => value === 429);
  return isMatched && (refusals.length === 0 || refusals.some((each) => !isForSomePaths(doc, each)));
}

/** The paths of `export const config = { matcher: […] }`. */
function matchersOf(doc: JavaScriptDoc): string[] {
  const matcher = doc.tree.all('ObjectProperty').find((each) => keyName(each) === 'matcher');
  return matcher ? [matcher.value as Node, ...doc.tree.inside(matcher.value, 'StringLiteral', 'TemplateLiteral')].flatMap((each) => pathText(each) ?? []) : [];
}

/** Code that runs only where the path of the request is one of some: `if (pathname.startsWith('/api/auth'))`. */
function isForSomePaths(doc: JavaScriptDoc, node: Node): boolean {
  return [...conditionsOf(doc, node)].some(({ test, holds }) => {
    const text = textOf(doc, test);
    const paths = [test, ...doc.tree.inside(test, 'StringLiteral')].flatMap((each) => stringValue(each) ?? []).filter((each) => each.startsWith('/'));
    return /path|url/i.test(text) && paths.length > 0 && holds !== /!==?|!\s*[\w(]/.test(text) && !paths.some((each) => WHOLE.test(each));
  });
}

function limiter(doc: JavaScriptDoc, node: Node, what: string): Limiter {
  const isWhole = layersOf(doc).some((layer) => isWholeLayer(doc, layer) && isWithin(node, layer.value));
  return { node, what, names: namesOf(doc, node), isWhole };
}

/** What a value is bound to: a variable, a key, the function that returns it, the default export of its file. */
function namesOf(doc: JavaScriptDoc, node: Node): string[] {
  const names: string[] = [];
  for (const parent of doc.tree.ancestors(node)) {
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') names.push(parent.id.name);
    if (parent.type === 'ObjectProperty') names.push(keyName(parent) ?? '');
    if (parent.type === 'AssignmentExpression') names.push(lastName(parent.left) ?? '', ...(dottedText(parent.left) === 'module.exports' ? [fileName(doc.path)] : []));
    if (parent.type === 'ExportDefaultDeclaration') names.push(fileName(doc.path));
    if (isFunction(parent)) names.push(nameOf(doc, parent));
    if (parent.type === 'ClassProperty') names.push(keyName(parent) ?? '');
  }
  return [...names, ...ownerNames(doc, node)].filter((name) => name !== '' && name !== 'exports');
}

/** What a file exports as a whole goes by its file name elsewhere. */
function ownerNames(doc: JavaScriptDoc, node: Node): string[] {
  const name = doc.tree.closest(node, 'VariableDeclarator')?.id ?? (node.type === 'FunctionDeclaration' ? node.id : undefined);
  const text = name?.type === 'Identifier' ? name.name : undefined;
  const isDefault = text !== undefined && (doc.tree.all('ExportDefaultDeclaration').some(({ declaration }) => lastName(declaration) === text || (declaration.type === 'FunctionDeclaration' && declaration.id?.name === text))
    || doc.tree.all('AssignmentExpression').some(({ left, right }) => dottedText(left) === 'module.exports' && lastName(right) === text));
  return isDefault ? [fileName(doc.path)] : [];
}

/** Names of what the app is given for every request: `app.use(limiter)`, `app.use('/api', limits.api)`, and what such a function hands it on to. */
export function namesForAll(doc: JavaScriptDoc, project: ProjectView): string[] {
  return layersOf(doc).filter((layer) => isWholeLayer(doc, layer) && isActive(doc, project, layer.call))
    .flatMap(({ value }) => (isFunction(value) ? handedOn(doc, value) : usedNames(doc, value)));
}

/** `(req, res, next) => limiter(req, res, next)` */
function handedOn(doc: JavaScriptDoc, fn: AnyFunction): string[] {
  return doc.tree.inside(fn, 'CallExpression').filter(({ arguments: given }) => given.length === 3).flatMap(({ callee }) => lastName(callee) ?? []);
}

/** Names of what a call of a factory makes, each with the name of the factory: `const api = makeLimiter({ max: 100 })`. */
export function namesFromFactories(doc: JavaScriptDoc): [made: string, factory: string][] {
  return doc.tree.all('VariableDeclarator').flatMap(({ id, init }): [string, string][] => {
    const factory = isCall(init) ? lastName(init.callee) : undefined;
    return id.type === 'Identifier' && factory !== undefined && NAMED.test(`${id.name} ${factory}`) ? [[id.name, factory]] : [];
  });
}

/** How many requests in which time a limiter lets through, where the code says both: `100 per 15 minutes`. */
export function rateOf(doc: JavaScriptDoc, { node }: Limiter): string | undefined {
  if (!isMade(node)) return undefined;
  const option = (...names: readonly string[]) => names.map((name) => optionOf(doc, node, name)).find(Boolean);
  const count = numberOf(option('max', 'limit'));
  const window = option('windowMs', 'timeWindow', 'window', 'duration', 'interval');
  const milliseconds = numberOf(window);
  const time = stringValue(window) ?? (milliseconds === undefined ? undefined : timeText(milliseconds));
  return count === undefined || time === undefined ? undefined : `${count} per ${time.replace(/^1 /, '')}`;
}

function isMade(node: Node): node is Made {
  return node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'OptionalCallExpression';
}

/** `15 * 60 * 1000` */
export function numberOf(node: Node | undefined): number | undefined {
  const value = node && unwrapped(node);
  if (value?.type === 'NumericLiteral') return value.value;
  if (value?.type !== 'BinaryExpression' || value.operator !== '*') return undefined;
  const [left, right] = [numberOf(value.left as Node), numberOf(value.right)];
  return left === undefined || right === undefined ? undefined : left * right;
}

export function timeText(milliseconds: number): string {
  const [unit, size] = ([['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]] as const).find(([, each]) => milliseconds >= each && milliseconds % each === 0) ?? ['ms', 1];
  const count = milliseconds / size;
  return `${count} ${unit}${count === 1 || unit === 'ms' ? '' : 's'}`;
}

/** Whether the options of a limiter make it tell clients how much is left. */
export function sendsHeaders(doc: JavaScriptDoc, { node }: Limiter): boolean {
  if (!isMade(node)) return false;
  return ['standardHeaders', 'legacyHeaders'].some((name) => {
    const value = optionOf(doc, node, name);
    return isLiteral(value, true) || value?.type === 'StringLiteral';
  });
}

/** Names of what counts in functions that answer 429. */
export function namesAnswered(doc: JavaScriptDoc): string[] {
  const answering = doc.tree.all('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'ObjectMethod').filter((fn) => ANSWERS.test(textOf(doc, fn)));
  return [...new Set(answering.flatMap((fn) => doc.tree.inside(fn, 'CallExpression').flatMap(({ callee }) => (NAMED.test(lastName(callee) ?? '') || NAMED.test(dottedText(callee) ?? '') ? lastName(callee) ?? [] : []))))];
}

function usedNames(doc: JavaScriptDoc, node: Node): string[] {
  const value = unwrapped(node);
  if (isCall(value)) return [...usedNames(doc, value.callee as Node), ...value.arguments.flatMap((each) => (each.type === 'Identifier' ? usedNames(doc, each) : []))];
  const name = lastName(value);
  if (name === undefined) return [];
  const by = value.type === 'Identifier' ? doc.scopes.bindingOf(value)?.by : undefined;
  const source = by?.type === 'ImportDefaultSpecifier' ? (doc.tree.parent(by) as { source: { value: string } }).source.value
    : by?.type === 'VariableDeclarator' && by.id.type === 'Identifier' && isCall(by.init) && lastName(by.init.callee) === 'require' ? String((by.init.arguments[0] as { value?: unknown })?.value ?? '') : undefined;
  const behind = by?.type === 'VariableDeclarator' && by.init && source === undefined && by.init.type !== 'ObjectExpression' ? usedNames(doc, by.init) : [];
  return [name, ...behind, ...(source?.startsWith('.') || source?.startsWith('@/') ? [fileName(source)] : [])];
}

/** A layer of the app for all its routes; what a router is given is for the router's. */
function isWholeLayer(doc: JavaScriptDoc, { call, path }: Layer): boolean {
  const name = lastName(call.callee);
  const object = lastName((call.callee as { object?: Node }).object) ?? '';
  if (name === 'apply') return /forRoutes\(\s*['"`]\/?\*|forRoutes\(\s*\{\s*path:\s*['"`]\/?\*|forRoutes\(\s*['"`]\(?\.?\*/.test(doc.text.slice(call.end!, call.end! + 120));
  if (name === 'addHook') return /^on(Request|Send)$|^preHandler$|^preValidation$/.test(String((call.arguments[0] as { value?: unknown })?.value ?? ''));
  if (!WHOLE.test(path ?? '')) return false;
  return !/rout(er|es)$/i.test(object) || /(?:^|\/)(routes|router|api|v\d+)(\/index)?\.[cm]?[jt]s$/.test(doc.path);
}

/** Where a limiter is used in this file for certain routes: `POST /login`, `/api/auth`. */
export function routesLimited(doc: JavaScriptDoc, { node, names }: Limiter): string[] {
  const isMeant = (value: Node) => isWithin(node, value) || names.includes(lastName(unwrapped(isCall(value) ? value.callee : value)) ?? '');
  const routes = routesOf(doc).filter(({ method, handlers }) => method !== 'use' && handlers.some((each) => isMeant(each) || (each.type === 'ArrayExpression' && each.elements.some((inner) => inner && isMeant(inner)))));
  const layers = layersOf(doc).filter(({ value, path, call }) => path !== undefined && lastName(call.callee) === 'use' && isMeant(value));
  return [...new Set([...routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`), ...layers.map(({ path }) => path!)])];
}

function nameOf(doc: JavaScriptDoc, fn: AnyFunction): string {
  const own = functionName(doc.tree, fn) ?? '';
  const owner = fn.type === 'ClassMethod' ? doc.tree.closest(fn, 'ClassDeclaration', 'ClassExpression')?.id?.name ?? '' : '';
  return /^(use|canActivate|intercept|handle|check|consume|limit|middleware|isAllowed|hit)$/.test(own) && owner ? owner : own;
}

function headOf(fn: AnyFunction): Node {
  return ('id' in fn && fn.id) || ('key' in fn && (fn.key as Node)) || fn;
}

function isLiteral(node: Node | null | undefined, value: boolean): boolean {
  return node?.type === 'BooleanLiteral' && node.value === value;
}

function fileName(path: string): string {
  const parts = path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '').split('/');
  return `${parts.at(-1)}#default`;
}
