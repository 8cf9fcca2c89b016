import { argumentsOf, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import { isForDevelopment, namedValues } from '../../src/languages/python/environment.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { isTrue, whenUnset } from '../../src/languages/python/unset.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

/** Settings of Django, Flask and Flask-JWT-Extended that keep a cookie to HTTPS. */
const SECURE = /^(SESSION_COOKIE_SECURE|CSRF_COOKIE_SECURE|REMEMBER_COOKIE_SECURE|JWT_COOKIE_SECURE|JWT_AUTH_SECURE|LANGUAGE_COOKIE_SECURE)$/;
const HTTP_ONLY = /^(SESSION_COOKIE_HTTPONLY|REMEMBER_COOKIE_HTTPONLY|JWT_AUTH_HTTPONLY)$/;
const SAME_SITE = /^(SESSION_COOKIE_SAMESITE|REMEMBER_COOKIE_SAMESITE|JWT_COOKIE_SAMESITE)$/;
/** Cookies that a script of the page must read. */
const READ_BY_SCRIPTS = /csrf|xsrf|locale|lang|theme|consent|timezone/i;

interface Judged extends Place { readonly isGood: boolean }

export const python = checkRule<PythonDoc>({
  prefilter: /set_cookie|SessionMiddleware|COOKIE_|JWT_AUTH_/,
  * evidence(doc, project) {
    for (const { isGood, ...found } of judged(doc, project)) if (isGood) yield found;
  },
  * problems(doc, project) {
    for (const { isGood, ...found } of judged(doc, project)) if (!isGood) yield found;
  },
});

function judge(node: PyNode, isGood: boolean, message: string): Judged {
  return { start: node.start, end: node.end, message, isGood };
}

function* judged(doc: PythonDoc, project: ProjectView): Generator<Judged> {
  for (const call of doc.root.descendants('call')) {
    const name = lastName(call.field('function'));
    if (name === 'set_cookie' && call.field('function')!.kind === 'attribute') yield* ofCookie(doc, call);
    const middleware = name === 'SessionMiddleware' ? call : name === 'add_middleware' || name === 'Middleware' ? call : undefined;
    if (middleware && (name === 'SessionMiddleware' || /(^|\.)SessionMiddleware$/.test(argumentsOf(call).positional[0]?.text ?? ''))) {
      const isSecure = isOn(doc, argumentsOf(call).keywords.get('https_only'));
      yield judge(call, isSecure, isSecure ? 'the session cookie is kept to HTTPS' : 'the session cookie is sent over plain HTTP too: `https_only` is not set');
    }
  }
  for (const { name, value, node, kind } of namedValues(doc)) {
    if (kind === 'parameter' || isForDevelopment(node, project.path)) continue;
    const unset = whenUnset(doc, value);
    if (SECURE.test(name) || HTTP_ONLY.test(name)) {
      const isGood = unset === undefined || isTrue(unset);
      // Scripts cannot read these cookies unless somebody says so: that it is said again shows nothing.
      if (isGood && HTTP_ONLY.test(name)) continue;
      yield judge(node, isGood, isGood ? `\`${name}\` is set` : `\`${name}\` is off${/environ|getenv|config\(|env/.test(value.text) ? ' where the environment does not say otherwise' : ''}`);
      if (isGood && name === 'SESSION_COOKIE_SECURE' && /django/i.test(doc.text) && !/CSRF_COOKIE_SECURE/.test(doc.text)) yield judge(node, false, '`CSRF_COOKIE_SECURE` is not set beside it');
    } else if (SAME_SITE.test(name) && (unset === null || unset === 'None' || unset === false)) {
      yield judge(node, false, `\`${name}\` sends the cookie along from other sites`);
    }
  }
}

/** `response.set_cookie(…)`; a cookie that is taken back needs no flags. */
function* ofCookie(doc: PythonDoc, call: PyNode): Generator<Judged> {
  const { positional, keywords, hasSplat } = argumentsOf(call);
  const name = stringValue(positional[0] ?? keywords.get('key') ?? keywords.get('name')) ?? '';
  const value = positional[1] ?? keywords.get('value');
  const isTakenBack = /^0$/.test(keywords.get('max_age')?.text ?? keywords.get('expires')?.text ?? '') || (stringValue(value) === '' && (keywords.has('expires') || keywords.has('max_age')));
  if (isTakenBack || (!value && positional.length < 2 && !hasSplat)) return;
  const spread = hasSplat ? spreadIn(doc, call) : undefined;
  const given = (key: string) => keywords.get(key) ?? spread?.get(key);
  if (hasSplat && !spread) {
    yield judge(call, false, 'the flags of the cookie are put together elsewhere: see that `secure`, `httponly` and `samesite` are among them');
    return;
  }
  const missing = [
    ...(isOn(doc, given('secure')) ? [] : ['secure']),
    ...(isOn(doc, given('httponly')) || READ_BY_SCRIPTS.test(name) ? [] : ['httponly']),
    ...(given('samesite') && given('samesite')!.kind !== 'none' ? [] : ['samesite']),
  ];
  const what = name ? `the cookie \`${name}\`` : 'the cookie';
  yield judge(call, missing.length === 0, missing.length === 0 ? `${what} has secure, httponly and samesite` : `${what} lacks ${missing.join(', ')}`);
}

/** A flag that is on, or that a setting decides. */
function isOn(doc: PythonDoc, value: PyNode | undefined): boolean {
  if (!value) return false;
  const unset = whenUnset(doc, value);
  return unset === undefined || isTrue(unset);
}

/** The entries of the dictionary that `**options` spreads, where it is a display in this file. */
function spreadIn(doc: PythonDoc, call: PyNode): ReadonlyMap<string, PyNode> | undefined {
  const spread = call.field('arguments')!.named.find(({ kind }) => kind === 'dictionary_splat')?.named[0];
  if (!spread) return undefined;
  const name = lastName(spread.kind === 'call' ? spread.field('function') : spread);
  const sources = doc.root.descendants('assignment').filter((each) => lastName(each.field('left')) === name).flatMap((each) => each.field('right') ?? []);
  const body = doc.root.descendants('function_definition').find((fn) => fn.field('name')!.text === name);
  const inside = body ? body.descendants('dictionary') : sources.filter(({ kind }) => kind === 'dictionary');
  const pairs = inside.flatMap(({ named }) => named).filter(({ kind }) => kind === 'pair');
  const made = sources.filter(({ kind, text }) => kind === 'call' && /^dict\(/.test(text)).flatMap((each) => [...argumentsOf(each).keywords]);
  const entries = [...pairs.flatMap((pair): [string, PyNode][] => { const key = stringValue(pair.field('key')); return key === undefined ? [] : [[key, pair.field('value')!]]; }), ...made];
  return entries.length > 0 ? new Map(entries) : undefined;
}
