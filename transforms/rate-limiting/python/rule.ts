import type { ProjectView } from '../../../src/languages/types.ts';
import { appFacts, isGiven } from '../../../src/languages/python/app-facts.ts';
import { conditionOf, truthOf } from '../../../src/languages/python/conditions.ts';
import { argumentsOf, lastName, lineStart, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import {
  decoratorsOf, evidenceOf, extensions, middlewareUses, ownMiddleware, reachedCalls, statusNodes, switchedOff, told, withCallees, type Found,
  type Told,
} from '../../../src/languages/python/queries.ts';
import { routesOf } from '../../../src/languages/python/routes.ts';
import { djangoSettings, entryOf, stringsIn } from '../../../src/languages/python/settings.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { checkRule } from '../../../src/transform.ts';

const AXES = 'axes.middleware.AxesMiddleware';

type Limit = Found & { readonly says: string };

const FLASK = ['flask_limiter.Limiter', 'flask_limiter.extension.Limiter'];
const SLOWAPI = ['slowapi.Limiter', 'slowapi.extension.Limiter'];
const LIBRARIES = /^(ratelimit\.RateLimitMiddleware|fastapi_guard\.|guard\.(middleware\.)?SecurityMiddleware|quart_rate_limiter\.RateLimiter|asgi_ratelimit\.|fastapi_advanced_rate_limiter\.|litestar\.middleware\.rate_limit\.)/;
const LIMITS = /rate.?limit|throttl|limiter|requests.?per|too.?many.?requests/i;
/** What shows in passing that a file limits something. */
const LIMITERS = /DEFAULT_THROTTLE_CLASSES|throttle_classes|@ratelimit|\bLimiter\(/;
/** What shows in passing that a file limits a whole app. */
const FOR_ALL = /default_limits|application_limits|RATELIMIT_(DEFAULT|APPLICATION)|DEFAULT_THROTTLE_CLASSES|add_middleware\(\s*[\w.]*(?:Rate|Limit|Throttl)/;
/** Codes of answers that a function of the project turns into 429. */
const CODE = /^(RATE_LIMIT(ED|_EXCEEDED)|TOO_MANY_REQUESTS)$/i;
const LOCKOUT = /brute|lock.?out|locked|failed/i;

/** Beside what all checks collect, the names of functions that answer 429, for routes of other files that depend on them. */
const collect = {
  prefilter: new RegExp(`${appFacts.prefilter.source}|429|TOO_MANY|throttle|ratelimit|Limiter`, 'im'),
  facts(doc: PythonDoc, project: ProjectView) {
    const facts = appFacts.facts(doc, project) ?? { attached: [], listed: [], initialised: [], flags: {} };
    const limiting = statusNodes([doc.root], 429, 'TOO_MANY_REQUESTS').length === 0 ? [] : doc.root.descendants('function_definition', 'class_definition').map((each) => each.field('name')!.text).filter((name) => LIMITS.test(name));
    return ['server', 'library'].includes(project.zone) ? { ...(facts as object), limiting, limits: limiting.length > 0 || LIMITERS.test(doc.text), isForAll: FOR_ALL.test(doc.text) } : undefined;
  },
};

export const python = {
  collect,
  ...checkRule<PythonDoc>({
    prefilter: /limit|throttl|429|TOO_MANY|\baxes\b/i,
    evidence: (doc, project) => [...evidenceOf(limits(doc, project)), ...together(routeLimits(doc, project).filter(({ isLost }) => !isLost))],
    problems: (doc, project) => [...switchedOff(limits(doc, project)), ...routeLimits(doc, project).filter(({ isLost }) => isLost).map(({ at, what }) => told(at, `the limit stands above the route of ${what}, which is registered without it`)), ...withoutRates(doc), ...onlyLogins(doc, project), ...onlyRoutes(doc, project)],
  }),
};

/** Limits over a whole app. */
function limits(doc: PythonDoc, project: ProjectView): Limit[] {
  return [
    ...limiters(doc, project),
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` limits requests` })),
    ...stringsIn(doc, 'MIDDLEWARE').filter((text) => stringValue(text) === AXES).map((node) => ({ node, says: 'django-axes locks out after failed logins' })),
    ...ownMiddleware(doc, project).filter(({ node }) => answers429(doc, project, node)).map((each) => ({ ...each, says: `\`${each.name}\` answers 429` })),
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

/** Middleware that answers 429 where that is not switched off, and that speaks of a rate. */
function answers429(doc: PythonDoc, project: ProjectView, node: PyNode): boolean {
  const speaksOfRate = (code: PyNode) => {
    const block = code.closest('block');
    const around = `${block?.parent?.field('condition')?.text} ${block?.text.replaceAll(/HTTP_429\w+/g, '')}`;
    return (LIMITS.test(node.field('name')!.text) || LIMITS.test(around)) && !LOCKOUT.test(around);
  };
  const named = withCallees(doc, node).flatMap((each) => each.descendants('string')).filter((text) => CODE.test(stringValue(text) ?? '') && text.closest('return_statement', 'raise_statement'));
  return [...statusNodes(withCallees(doc, node), 429, 'TOO_MANY_REQUESTS'), ...named].some((code) => !isCompared(code) && speaksOfRate(code) && !conditionOf(doc, project, code)?.isOff);
}

/** `response.status_code == 429` looks at an answer; it gives none. */
function isCompared(code: PyNode): boolean {
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

/** django-axes counts failed logins; where nothing else limits anything, the rest of the program is open. */
function onlyLogins(doc: PythonDoc, project: ProjectView): Told[] {
  if (project.collected.some(({ facts }) => (facts as { limits?: boolean }).limits)) return [];
  return stringsIn(doc, 'MIDDLEWARE').filter((text) => stringValue(text) === AXES).map((text) => told(text, 'django-axes looks at logins only, and nothing else limits requests'));
}

/** Limits on single routes leave the others open, where nothing limits the whole app. */
function onlyRoutes(doc: PythonDoc, project: ProjectView): Told[] {
  const facts = project.collected.map((each) => each.facts as { readonly isForAll?: boolean; readonly limiting?: readonly string[]; readonly attached?: readonly string[] });
  const limiting = new Set(facts.flatMap((each) => each.limiting ?? []));
  if (facts.some(({ isForAll, attached }) => isForAll || attached?.some((name) => limiting.has(name)))) return [];
  const limited = routeLimits(doc, project).filter(({ isLost }) => !isLost);
  const [first] = limited;
  if (!first) return [];
  const names = new Set(limited.map(({ what }) => what));
  const open = routesOf(doc).filter(({ path, handler }) => handler && !names.has(`\`${path}\``) && !names.has(`\`${handler.field('name')!.text}\``) && !/health|ready|live|metrics/.test(path));
  const [route] = open;
  return [route ? told(route.node, `nothing limits \`${route.path}\`${open.length > 1 ? ` and ${open.length - 1} more here` : ''}`) : told(first.at, 'nothing limits the routes without a limit of their own')];
}

/** Throttles of the framework let everything through while their rate is not set. */
function withoutRates(doc: PythonDoc): Told[] {
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

interface RouteLimit { readonly at: { readonly start: number; readonly end: number }; readonly what: string; readonly isLost?: boolean }

/** One place for all limited routes of a file. */
function together(limits: readonly RouteLimit[]): Told[] {
  const [first] = limits;
  if (!first) return [];
  const others = new Set(limits.map(({ what }) => what)).size - 1;
  return [told(first.at, others > 0 ? `${first.what} and ${others} more here are limited` : `${first.what} is limited`)];
}

/** Limits on single routes and views. */
function routeLimits(doc: PythonDoc, project: ProjectView): RouteLimit[] {
  const limiting = new Set([...project.collected.flatMap(({ facts }) => (facts as { limiting?: readonly string[] }).limiting ?? []), ...(collect.facts(doc, project)?.limiting ?? [])]);
  return [
    ...doc.root.descendants('function_definition', 'class_definition').flatMap((each) => decorated(doc, each, limiting)),
    ...doc.root.descendants('call').flatMap((call) => dependency(doc, call, limiting)),
    ...routesOf(doc).flatMap(({ path, handler }) => (handler ? answered(path, handler, limiting) : [])),
  ];
}

function decorated(doc: PythonDoc, definition: PyNode, limiting: ReadonlySet<string>): RouteLimit[] {
  const name = definition.field('name')!.text;
  const decorators = decoratorsOf(definition);
  const own = decorators.flatMap((decorator, i): RouteLimit[] => {
    const callee = decorator.kind === 'call' ? decorator.field('function')! : decorator;
    const origin = doc.scopes.qualifiedName(callee) ?? '';
    const isLimiter = callee.kind === 'attribute' && /^(limit|shared_limit)$/.test(lastName(callee)!) && /limiter/i.test(callee.field('object')!.text);
    const isDjango = /^django_ratelimit\.(decorators|core)\.ratelimit$/.test(origin) || (origin === 'ratelimit.decorators.ratelimit' && argumentsOf(decorator).keywords.get('block')?.kind === 'true')
      || (/(^|\.)method_decorator$/.test(origin) && /ratelimit\(/.test(decorator.text));
    const isThrottle = origin === 'rest_framework.decorators.throttle_classes' && argumentsOf(decorator).positional[0]?.named.length !== 0;
    const isOwn = limiting.has(lastName(callee) ?? '') && !isLimiter;
    if (!isLimiter && !isDjango && !isThrottle && !isOwn) return [];
    const route = decorators.findIndex((each) => each.kind === 'call' && each.field('function')!.kind === 'attribute' && /^(get|post|put|patch|delete|route|api_route)$/.test(lastName(each.field('function')!)!));
    const isLost = isLimiter && route > i && /\bfastapi\b|\bslowapi\b/.test(doc.text);
    const at = { start: decorator.start, end: Math.min(decorator.end, lineEnd(doc, decorator)) };
    return [{ at, what: `\`${name}\``, isLost }];
  });
  const throttle = definition.kind === 'class_definition' ? definition.field('body')?.named.map((statement) => statement.named[0]).find((each) => each?.kind === 'assignment' && each.field('left')!.text === 'throttle_classes') : undefined;
  return throttle?.field('right') && throttle.field('right')!.named.length > 0 ? [...own, { at: throttle.field('left')!, what: `\`${name}\`` }] : own;
}

function lineEnd(doc: PythonDoc, node: PyNode): number {
  const end = doc.text.indexOf('\n', Math.max(node.start, lineStart(doc, node.start)));
  return end < 0 ? doc.text.length : end;
}

/** `Depends(RateLimiter(times=5, seconds=60))`, `Depends(rate_limit)` with a function that answers 429. */
function dependency(doc: PythonDoc, call: PyNode, limiting: ReadonlySet<string>): RouteLimit[] {
  if (!/^fastapi\.(Depends|Security|params\.Depends)$/.test(doc.scopes.qualifiedName(call.field('function')) ?? '')) return [];
  const wanted = argumentsOf(call).positional[0];
  const callee = wanted?.kind === 'call' ? wanted.field('function') : wanted;
  const isLibrary = /^(fastapi_limiter\.depends\.(WebSocket)?RateLimiter|fastapi_throttle\.RateLimiter|pyrate_limiter\.)/.test(doc.scopes.qualifiedName(callee) ?? '');
  if (!isLibrary && !limiting.has(lastName(callee) ?? '')) return [];
  const fn = call.closest('function_definition');
  return [{ at: wanted!, what: fn && call.closest('parameters') ? `\`${fn.field('name')!.text}\`` : `what depends on \`${callee!.text}\`` }];
}

/** A route that asks a limiter itself: `if not limiter.is_allowed(…): return …, 429`, or `enforce_rate_limit(request)`, which answers 429. */
function answered(path: string, handler: PyNode, limiting: ReadonlySet<string>): RouteLimit[] {
  const codes = statusNodes([handler], 429, 'TOO_MANY_REQUESTS').filter((code) => !isCompared(code));
  const code = codes.find((each) => LIMITS.test(each.closest('if_statement')?.field('condition')?.text ?? ''));
  const asked = code ?? handler.field('body')?.descendants('call').map((call) => call.field('function')!).find((callee) => limiting.has(lastName(callee) ?? ''));
  return asked ? [{ at: asked, what: `\`${path}\`` }] : [];
}
