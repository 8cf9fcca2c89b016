import { isCall, lastName, propertyOf, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { decoratorsOf, madeFrom, methodCalls, valueOf } from '../../../src/languages/javascript/queries.ts';
import { routesOf } from '../../../src/languages/javascript/routes.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';
import { numberOf, timeText } from './limiters.ts';

const GUARD = /Throttl\w*Guard$|RateLimit\w*Guard$/;
/** Counts requests, and refuses one too many. */
const COUNTS = /\.incr(by)?\(|\.consume\(|\.hit\(|\.increment\(|\bcount\b|attempts|remaining|Date\.now\(\)/i;
const REFUSES = /\b429\b|TOO_MANY_REQUESTS|TooManyRequests|ThrottlerException/;

/** A guard that is set, with the name of its class. */
export interface Guard {
  readonly node: Node;
  readonly name: string;
  /** Its class is one of the project's own. */
  readonly isOwn: boolean;
}

/** Where `ThrottlerModule` is set up: it limits nothing without a guard. */
export function throttlerModules(doc: JavaScriptDoc): Node[] {
  return [...madeFrom(doc, /^@nestjs\/throttler$/, /^ThrottlerModule\.forRoot/)].map(({ callee }) => callee as Node);
}

/** The rates `ThrottlerModule` is set up with, where the code says both parts: one, or one for each named throttler. */
export function throttlerRates(doc: JavaScriptDoc): string[] {
  return [...madeFrom(doc, /^@nestjs\/throttler$/, /^ThrottlerModule\.forRoot/)].flatMap((made) => {
    const isOld = isCall(made) && made.arguments[0]?.type === 'ObjectExpression' && propertyOf(made.arguments[0], 'ttl') !== undefined;
    return doc.tree.inside(made as Node, 'ObjectExpression').flatMap((object) => rateIn(doc, object, isOld) ?? []);
  });
}

/** Controllers and handlers with a rate of their own: `@Throttle({ default: { limit: 5, ttl: 60000 } })`. */
export function ratesOfRoutes(doc: JavaScriptDoc): { readonly node: Node; readonly routes: readonly string[]; readonly rates: readonly string[] }[] {
  return decoratorsOf(doc, /^Throttle$/).flatMap((call) => {
    const [first, second] = call.arguments;
    const [limit, ttl] = [numberOf(first as Node), numberOf(second as Node)];
    const rates = limit !== undefined && ttl !== undefined ? [`${limit} per ${windowText(ttl * 1000)}`] : doc.tree.inside(call, 'ObjectExpression').flatMap((object) => rateIn(doc, object, false) ?? []);
    const owner = doc.tree.closest(call, 'ClassMethod', 'ClassDeclaration');
    const routes = routesOf(doc).filter(({ node }) => node === owner || (owner?.type === 'ClassDeclaration' && doc.tree.closest(node, 'ClassDeclaration') === owner)).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    return rates.length > 0 && routes.length > 0 ? [{ node: call, routes, rates }] : [];
  });
}

/** Up to version 4 the window is in seconds, `{ ttl: 60, limit: 10 }`; since then in milliseconds. */
function rateIn(doc: JavaScriptDoc, object: NodeOf<'ObjectExpression'>, isOld: boolean): string | undefined {
  const value = (name: string) => { const property = propertyOf(object, name); return property?.type === 'ObjectProperty' ? valueOf(doc, property.value as Node) : undefined; };
  const [limit, ttl] = [numberOf(value('limit')), value('ttl')];
  const window = ttl && (numberOf(ttl) ?? milliseconds(ttl));
  if (limit === undefined || window === undefined) return undefined;
  // As many seconds are meant as milliseconds: nobody knows.
  if (isOld && window >= SHORTEST_MILLISECONDS) return undefined;
  return `${limit} per ${windowText(isOld && !isCall(ttl) ? window * 1000 : window)}`;
}

const SHORTEST_MILLISECONDS = 1000;
const UNITS: { readonly [name: string]: number } = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 };

/** `minutes(1)` of the library. */
function milliseconds(node: Node): number | undefined {
  const unit = isCall(node) ? UNITS[lastName(node.callee) ?? ''] : undefined;
  const count = unit === undefined ? undefined : numberOf((node as { arguments?: Node[] }).arguments?.[0]);
  return count === undefined ? undefined : count * unit!;
}

function windowText(window: number): string {
  return timeText(window).replace(/^1 /, '');
}

/** Where a guard is set for every route: as `APP_GUARD`, or by `app.useGlobalGuards`. */
export function globalGuards(doc: JavaScriptDoc): Guard[] {
  const provided = doc.tree.all('ObjectExpression').flatMap((object) => {
    const provide = propertyOf(object, 'provide');
    const guard = propertyOf(object, 'useClass') ?? propertyOf(object, 'useExisting');
    return provide?.type === 'ObjectProperty' && lastName(provide.value) === 'APP_GUARD' && guard?.type === 'ObjectProperty' ? guardIn(doc, object, [guard.value]) : [];
  });
  return [...provided, ...methodCalls(doc, /^useGlobalGuards$/).flatMap((call) => guardIn(doc, call, call.arguments))];
}

/** Controllers and handlers with a guard of their own: `@UseGuards(ThrottlerGuard)`. */
export function guardsOfRoutes(doc: JavaScriptDoc): Guard[] {
  return decoratorsOf(doc, /^UseGuards$/).flatMap((call) => guardIn(doc, call, call.arguments));
}

/** Classes of this file that do limit: they are the library's guard with something added, or count and refuse themselves. */
export function limitingClasses(doc: JavaScriptDoc): string[] {
  return doc.tree.all('ClassDeclaration').filter((each) => each.id && (extendsGuard(doc, each) || (COUNTS.test(textOf(doc, each)) && REFUSES.test(textOf(doc, each))))).map(({ id }) => id!.name);
}

/** `canActivate` of its own that never asks the library's takes the limit away. */
function extendsGuard(doc: JavaScriptDoc, { superClass, body }: NodeOf<'ClassDeclaration'>): boolean {
  if (!/^@nestjs\/throttler:/.test(doc.scopes.qualifiedName(superClass) ?? '')) return false;
  const own = body.body.find((member) => member.type === 'ClassMethod' && lastName(member.key) === 'canActivate');
  return !own || /super\.(canActivate|handleRequest)\(/.test(textOf(doc, own));
}

function guardIn(doc: JavaScriptDoc, node: Node, given: readonly Node[]): Guard[] {
  const guard = given.map(classOf).find((each) => GUARD.test(lastName(each) ?? ''));
  if (!guard) return [];
  const from = doc.scopes.qualifiedName(guard);
  return [{ node, name: lastName(guard)!, isOwn: from === undefined || /^[.@~#]?\/|^\.\.?\//.test(from) || /^(src|app|libs?)\//.test(from) }];
}

function classOf(node: Node): Node {
  const value = unwrapped(node);
  return value.type === 'NewExpression' || isCall(value) ? value.callee as Node : value;
}
