import type { ProjectView } from '../../../src/languages/types.ts';
import { isGiven } from '../../../src/languages/python/app-facts.ts';
import { conditionOf, truthOf } from '../../../src/languages/python/conditions.ts';
import { argumentsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import {
  extensions, middlewareUses, ownMiddleware, reachedCalls, refusing, statusNodes, told, withCallees, type Found, type Told,
} from '../../../src/languages/python/queries.ts';
import { djangoSettings, entryOf, stringsIn } from '../../../src/languages/python/settings.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** django-axes, as Django lists it. */
export const AXES = 'axes.middleware.AxesMiddleware';

type Limit = Found & { readonly says: string };

const FLASK = ['flask_limiter.Limiter', 'flask_limiter.extension.Limiter'];
const SLOWAPI = ['slowapi.Limiter', 'slowapi.extension.Limiter'];
const LIBRARIES = /^(ratelimit\.RateLimitMiddleware|fastapi_guard\.|guard\.(middleware\.)?SecurityMiddleware|quart_rate_limiter\.RateLimiter|asgi_ratelimit\.|fastapi_advanced_rate_limiter\.|litestar\.middleware\.rate_limit\.)/;
/** Names and texts that speak of a rate. */
export const LIMITS = /rate.?limit|throttl|limiter|requests.?per|too.?many.?requests/i;
/** Codes of answers that a function of the project turns into 429. */
const CODE = /^(RATE_LIMIT(ED|_EXCEEDED)|TOO_MANY_REQUESTS)$/i;
const LOCKOUT = /brute|lock.?out|locked|failed/i;

/** Limits over a whole app. */
export function limits(doc: PythonDoc, project: ProjectView): Limit[] {
  return [
    ...limiters(doc, project),
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` limits requests` })),
    ...stringsIn(doc, 'MIDDLEWARE').filter((text) => stringValue(text) === AXES).map((node) => ({ node, says: 'django-axes locks out after failed logins' })),
    ...ownMiddleware(doc, project).flatMap((each) => {
      const codes = answers429(doc, project, each.node);
      return codes.length > 0 ? [{ ...refusing(each, codes), says: `\`${each.name}\` answers 429` }] : [];
    }),
    ...throttles(doc),
  ];
}

/** Flask-Limiter and slowapi with default limits; slowapi's count only with its middleware. */
function limiters(doc: PythonDoc, project: ProjectView): Limit[] {
  const given = [
    ...extensions(doc, project, ...FLASK),
    ...(isGiven(doc, project, 'SlowAPIMiddleware', 'SlowAPIASGIMiddleware') ? reachedCalls(doc, project, SLOWAPI) : []),
  ];
  return given.flatMap((each) => {
    const { keywords } = argumentsOf(each.node);
    const defaults = ['default_limits', 'application_limits', 'default_limits_per_method'].map((name) => keywords.get(name)).find((value) => value && value.named.length > 0);
    const configured = /RATELIMIT_(DEFAULT|APPLICATION)/.test(doc.text);
    if (!defaults && !configured) return [];
    const enabled = keywords.get('enabled');
    const isOff = enabled && truthOf(doc, project, enabled) === false;
    const says = defaults ? `every route is limited to ${short(defaults)}` : 'every route is limited by `RATELIMIT_DEFAULT`';
    return [{ ...each, says, ...(isOff && { condition: { isOff: true, text: enabled.text } }) }];
  });
}

function short(node: PyNode): string {
  const texts = node.descendants('string').map((text) => stringValue(text) ?? '…');
  return texts.length > 0 ? texts.join(', ') : `\`${node.text.replace(/\s+/g, ' ')}\``;
}

/** Where middleware answers 429, that is not switched off and speaks of a rate. */
function answers429(doc: PythonDoc, project: ProjectView, node: PyNode): PyNode[] {
  const speaksOfRate = (code: PyNode) => {
    const block = code.closest('block');
    const around = `${block?.parent?.field('condition')?.text} ${block?.text.replaceAll(/HTTP_429\w+/g, '')}`;
    return (LIMITS.test(node.field('name')!.text) || LIMITS.test(around)) && !LOCKOUT.test(around);
  };
  const named = withCallees(doc, node).flatMap((each) => each.descendants('string')).filter((text) => CODE.test(stringValue(text) ?? '') && text.closest('return_statement', 'raise_statement'));
  return [...statusNodes(withCallees(doc, node), 429, 'TOO_MANY_REQUESTS'), ...named].filter((code) => !isCompared(code) && speaksOfRate(code) && !conditionOf(doc, project, code)?.isOff);
}

/** `response.status_code == 429` looks at an answer; it gives none. */
export function isCompared(code: PyNode): boolean {
  return code.closest('comparison_operator') !== undefined;
}

/** `DEFAULT_THROTTLE_CLASSES` with rates. */
function throttles(doc: PythonDoc): Limit[] {
  return djangoSettings(doc, 'REST_FRAMEWORK').flatMap(({ value }) => {
    const classes = entryOf(value, 'DEFAULT_THROTTLE_CLASSES');
    const rates = entryOf(value, 'DEFAULT_THROTTLE_RATES');
    const names = classes?.descendants('string').flatMap((text) => stringValue(text) ?? []) ?? [];
    if (names.length === 0 || names.every((name) => name.endsWith('.ScopedRateThrottle')) || (!rates && names.every(isOfFramework))) return [];
    return [{ node: classes!, says: `REST framework throttles every view${rates ? ` (${rates.named.flatMap((pair) => stringValue(pair.field('value')) ?? []).join(', ')})` : ''}` }];
  });
}

/** Throttles of the framework let everything through while their rate is not set. */
export function withoutRates(doc: PythonDoc): Told[] {
  return djangoSettings(doc, 'REST_FRAMEWORK').flatMap(({ value }) => {
    const classes = entryOf(value, 'DEFAULT_THROTTLE_CLASSES');
    const names = classes?.descendants('string').flatMap((text) => stringValue(text) ?? []) ?? [];
    const isIdle = names.length > 0 && names.every(isOfFramework) && value.kind === 'dictionary' && !entryOf(value, 'DEFAULT_THROTTLE_RATES') && !/REST_FRAMEWORK\[["']DEFAULT_THROTTLE_RATES|DEFAULT_THROTTLE_RATES["']\s*\]/.test(doc.text);
    return isIdle ? [told(classes!, 'throttle classes without `DEFAULT_THROTTLE_RATES` limit nothing')] : [];
  });
}

function isOfFramework(name: string): boolean {
  return name.startsWith('rest_framework.');
}
