import type { ProjectView } from '../../../src/languages/types.ts';
import { appFacts } from '../../../src/languages/python/app-facts.ts';
import { argumentsOf, lastName, lineStart } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { decoratorsOf, statusNodes } from '../../../src/languages/python/queries.ts';
import { routesOf } from '../../../src/languages/python/routes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { isCompared, LIMITS } from './limiters.ts';

/** What shows in passing that a file limits something. */
const LIMITERS = /DEFAULT_THROTTLE_CLASSES|throttle_classes|@ratelimit|\bLimiter\(/;
/** What shows in passing that a file limits a whole app. */
const FOR_ALL = /default_limits|application_limits|RATELIMIT_(DEFAULT|APPLICATION)|DEFAULT_THROTTLE_CLASSES|add_middleware\(\s*[\w.]*(?:Rate|Limit|Throttl)/;

/** Beside what all checks collect, the names of functions that answer 429, for routes of other files that depend on them. */
export const collect = {
  prefilter: new RegExp(`${appFacts.prefilter.source}|429|TOO_MANY|throttle|ratelimit|Limiter`, 'im'),
  facts(doc: PythonDoc, project: ProjectView) {
    const facts = appFacts.facts(doc, project) ?? { attached: [], listed: [], initialised: [], flags: {} };
    const limiting = statusNodes([doc.root], 429, 'TOO_MANY_REQUESTS').length === 0 ? [] : doc.root.descendants('function_definition', 'class_definition').map((each) => each.field('name')!.text).filter((name) => LIMITS.test(name));
    return ['server', 'library'].includes(project.zone) ? { ...(facts as object), limiting, limits: limiting.length > 0 || LIMITERS.test(doc.text), isForAll: FOR_ALL.test(doc.text) } : undefined;
  },
};

/** A limit on one route, and whether it is lost. */
export interface RouteLimit { readonly at: { readonly start: number; readonly end: number }; readonly what: string; readonly isLost?: boolean }

/** Limits on single routes and views. */
export function routeLimits(doc: PythonDoc, project: ProjectView): RouteLimit[] {
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
