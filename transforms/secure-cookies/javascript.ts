import { keyName, dottedText, enclosingFunction, isCall, isFunction, lastName, literalText, propertyOf, stringValue, unwrapped, type AnyCall } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { packageOf, valueOf } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node, type NodeOf } from '../../src/languages/javascript/tree.ts';
import { checkRule, type Place } from '../../src/transform.ts';

type Flag = 'secure' | 'httpOnly' | 'sameSite';

/** A cookie that is sent, or the settings of the cookies of a session. */
interface Cookie {
  readonly node: Node;
  readonly name?: string;
  readonly options: Node | undefined;
  /** Flags that are on where nothing is said. */
  readonly byDefault?: readonly Flag[];
}

const FLAGS: readonly Flag[] = ['secure', 'httpOnly', 'sameSite'];
const SESSIONS = /^(express-session|@fastify\/session|@fastify\/secure-session|cookie-session|koa-session|iron-session|hono-sessions|next-session|fastify-session)$/;
/** Cookies that scripts of the page read: their `httpOnly` must be off. */
const READ_BY_PAGE = /csrf|xsrf|theme|locale|lang|consent|preference|sidebar|timezone|currency|ref$|utm|ab[_-]?test|variant|state$/i;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /cookie/i,
  * evidence(doc) {
    for (const cookie of cookiesOf(doc)) {
      if (lacking(doc, cookie)?.length !== 0) continue;
      yield { ...spanOf(cookie.node), message: `The cookie${named(cookie)} is sent ${flagsOf(cookie).join(', ')}` };
      return;
    }
  },
  * problems(doc) {
    for (const cookie of cookiesOf(doc)) {
      const missing = lacking(doc, cookie);
      if (missing === undefined) yield { ...spanOf(cookie.node), message: `The flags of the cookie${named(cookie)} are set elsewhere: look at them` } satisfies Place;
      else if (missing.length > 0) yield { ...spanOf(cookie.node), message: `The cookie${named(cookie)} is sent without ${missing.join(', ')}` };
    }
  },
});

function named({ name }: Cookie): string {
  return name === undefined ? '' : ` \`${name}\``;
}

function flagsOf({ name }: Cookie): readonly Flag[] {
  return name !== undefined && READ_BY_PAGE.test(name) ? FLAGS.filter((flag) => flag !== 'httpOnly') : FLAGS;
}

function cookiesOf(doc: JavaScriptDoc): Cookie[] {
  return doc.tree.all('CallExpression', 'OptionalCallExpression', 'NewExpression').flatMap((call): Cookie[] => {
    const cookie = call.type === 'NewExpression' ? undefined : sentBy(doc, call) ?? headerOf(call);
    if (cookie) return isCleared(doc, call as AnyCall, cookie.options) ? [] : [cookie];
    return sessionOf(doc, call);
  });
}

/** `res.cookie(name, value, options)`, `reply.setCookie(…)`, `setCookie(c, …)` of Hono, `cookies().set(…)` of Next, Koa and Elysia. */
function sentBy(doc: JavaScriptDoc, call: AnyCall): Cookie | undefined {
  const method = lastName(call.callee);
  const object = call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? call.callee.object : undefined;
  const at = (index: number): Cookie => ({ node: call, ...nameAt(doc, call, index), options: call.arguments[index + 2] });
  if (method === 'cookie' && object && call.arguments.length >= 2) return isResponse(doc, object) ? at(0) : undefined;
  if (method === 'setCookie' && object && call.arguments.length >= 2) return at(0);
  if ((method === 'setCookie' || method === 'setSignedCookie') && packageOf(doc.scopes.qualifiedName(call.callee)) === 'hono/cookie') return { ...at(1), options: call.arguments[method === 'setSignedCookie' ? 4 : 3] };
  if (method === 'setCookie' && packageOf(doc.scopes.qualifiedName(call.callee)) === 'h3') return at(1);
  if (method === 'serialize' && packageOf(doc.scopes.qualifiedName(call.callee)) === 'cookie') return at(0);
  if (method !== 'set' || !object || !isCookieStore(doc, object)) return undefined;
  const [first] = call.arguments;
  if (call.arguments.length === 1 && first?.type === 'ObjectExpression') {
    const name = propertyOf(first, 'name');
    return { node: call, ...(name?.type === 'ObjectProperty' && stringValue(name.value) !== undefined && { name: stringValue(name.value)! }), options: first };
  }
  return call.arguments.length >= 2 ? at(0) : undefined;
}

function nameAt(doc: JavaScriptDoc, call: AnyCall, index: number): { name?: string } {
  const value = valueOf(doc, call.arguments[index]);
  const name = stringValue(value) ?? lastName(call.arguments[index]);
  return name === undefined ? {} : { name };
}

function isResponse(doc: JavaScriptDoc, object: Node): boolean {
  const root = isCall(object) && object.callee.type === 'MemberExpression' ? object.callee.object : object;
  return /^(res|response|reply|rep|_res|httpRes)$/i.test(lastName(root) ?? '') || (root !== object && isResponse(doc, root));
}

/** `cookies()`, `await cookies()`, `response.cookies`, `ctx.cookies`, `cookieStore`. */
function isCookieStore(doc: JavaScriptDoc, object: Node): boolean {
  const value = unwrapped(object);
  if (value.type === 'AwaitExpression') return isCookieStore(doc, value.argument);
  if (isCall(value)) return lastName(value.callee) === 'cookies';
  if (/^(cookies|cookieStore|cookieJar)$/.test(lastName(value) ?? '')) return !/^Cookies\./.test(dottedText(value) ?? '');
  return value.type === 'MemberExpression' && lastName(value.object) === 'cookie';
}

/** `res.setHeader('Set-Cookie', 'sid=…; HttpOnly')`: flags in the text of a header. */
function headerOf(call: AnyCall): Cookie | undefined {
  if (!/^(setHeader|header|append|set|writeHead)$/.test(lastName(call.callee) ?? '') || !/^set-cookie$/i.test(stringValue(call.arguments[0]) ?? '')) return undefined;
  return { node: call, options: call.arguments[1] };
}

/** What is emptied or has run out is a cookie taken away. */
function isCleared(doc: JavaScriptDoc, call: AnyCall, options: Node | undefined): boolean {
  const value = call.arguments.slice(0, 3).some((argument) => stringValue(argument) === '');
  const object = options ? valueOf(doc, options) : undefined;
  const age = propertyOf(object, 'maxAge');
  const expires = propertyOf(object, 'expires');
  const isOver = age?.type === 'ObjectProperty' && unwrapped(age.value).type === 'NumericLiteral' && (unwrapped(age.value) as NodeOf<'NumericLiteral'>).value === 0;
  const isPast = expires?.type === 'ObjectProperty' && expires.value.type === 'NewExpression' && expires.value.arguments[0]?.type === 'NumericLiteral' && expires.value.arguments[0].value === 0;
  return value || isOver || isPast || /max-age=0|expires=thu, 01 jan 1970/i.test(literalText(call.arguments[1]) ?? '');
}

function sessionOf(doc: JavaScriptDoc, call: AnyCall | NodeOf<'NewExpression'>): Cookie[] {
  const registered = call.arguments.find((argument) => SESSIONS.test(packageOf(doc.scopes.qualifiedName(argument)) ?? ''));
  const from = packageOf(doc.scopes.qualifiedName(call.callee)) ?? packageOf(doc.scopes.qualifiedName(registered));
  if (from === undefined || !SESSIONS.test(from) || !/:(default|session|getIronSession|fastifySession|cookieSession)$/i.test(doc.scopes.qualifiedName(registered ?? call.callee) ?? '')) return [];
  const settings = call.arguments.flatMap((argument) => { const value = valueOf(doc, argument); return value?.type === 'ObjectExpression' ? [value] : []; })[0];
  if (/^(cookie-session|koa-session)$/.test(from)) return [{ node: call, name: 'session', options: settings, byDefault: ['httpOnly'] }];
  const cookie = propertyOf(settings, 'cookie') ?? propertyOf(settings, 'cookieOptions');
  if (!settings && call.arguments.length > 0 && !registered) return [{ node: call, name: 'session', options: call.arguments.at(-1), byDefault: ['httpOnly'] }];
  const byDefault: Flag[] = from === 'iron-session' ? ['httpOnly', 'secure', 'sameSite'] : from === '@fastify/session' ? ['httpOnly', 'secure'] : ['httpOnly'];
  return [{ node: cookie ?? call, name: 'session', options: cookie?.type === 'ObjectProperty' ? cookie.value : undefined, byDefault }];
}

/** The flags a cookie lacks; undefined where they are made elsewhere. */
function lacking(doc: JavaScriptDoc, cookie: Cookie): Flag[] | undefined {
  const wanted = flagsOf(cookie);
  const { options, byDefault = [] } = cookie;
  if (!options) return wanted.filter((flag) => !byDefault.includes(flag));
  const header = literalText(options);
  if (header !== undefined) return wanted.filter((flag) => !new RegExp(`;\\s*${flag}`, 'i').test(header));
  const objects = objectsOf(doc, options);
  if (!objects) return undefined;
  return wanted.filter((flag) => {
    const set = objects.map((object) => propertyOf(object, flag)).filter((each) => each !== undefined);
    if (set.length === 0) return !byDefault.includes(flag);
    return set.some((each) => each.type === 'ObjectProperty' && isOff(each.value));
  });
}

function isOff(node: Node): boolean {
  const value = unwrapped(node);
  return value.type === 'BooleanLiteral' && !value.value;
}

/** The object literals options are made of: also behind a name, a spread, or a function of the file that returns them. */
function objectsOf(doc: JavaScriptDoc, node: Node, depth = 4): NodeOf<'ObjectExpression'>[] | undefined {
  const value = valueOf(doc, node);
  if (!value || depth === 0) return undefined;
  if (value.type === 'ObjectExpression') {
    const spread = value.properties.flatMap((each) => (each.type === 'SpreadElement' ? [objectsOf(doc, each.argument, depth - 1)] : []));
    const isComplete = FLAGS.every((flag) => propertyOf(value, flag));
    return spread.some((each) => !each) && !isComplete ? undefined : [value, ...spread.flatMap((each) => each ?? [])];
  }
  if (value.type === 'ConditionalExpression') {
    const branches = [objectsOf(doc, value.consequent, depth - 1), objectsOf(doc, value.alternate, depth - 1)];
    return branches.every(Boolean) ? branches.flatMap((each) => each!) : undefined;
  }
  if (value.type === 'MemberExpression') {
    const holder = valueOf(doc, value.object);
    const property = propertyOf(holder, lastName(value) ?? '');
    return property?.type === 'ObjectProperty' ? objectsOf(doc, property.value, depth - 1) : undefined;
  }
  if (value.type === 'Identifier') return assignedTo(doc, value);
  const fn = isCall(value) ? calledFunction(doc, value) : undefined;
  if (!fn) return undefined;
  const returned = fn.body.type !== 'BlockStatement' ? [fn.body] : doc.tree.inside(fn.body, 'ReturnStatement').filter((each) => enclosingFunction(doc.tree, each) === fn).flatMap(({ argument }) => argument ?? []);
  const objects = returned.map((each) => objectsOf(doc, each, depth - 1));
  return returned.length > 0 && objects.every(Boolean) ? objects.flatMap((each) => each!) : undefined;
}

function calledFunction(doc: JavaScriptDoc, call: AnyCall) {
  const named = valueOf(doc, call.callee);
  if (isFunction(named)) return named;
  const name = /^this\.(\w+)$/.exec(dottedText(call.callee) ?? '')?.[1];
  return name === undefined ? undefined : doc.tree.all('ClassMethod').find((method) => keyName(method) === name);
}

/** `const options = {}; options.secure = true` and `let options = { … }`: the literal it starts as. */
function assignedTo(doc: JavaScriptDoc, name: NodeOf<'Identifier'>): NodeOf<'ObjectExpression'>[] | undefined {
  const by = doc.scopes.bindingOf(name)?.by;
  return by?.type === 'VariableDeclarator' && by.init?.type === 'ObjectExpression' ? [by.init] : undefined;
}
