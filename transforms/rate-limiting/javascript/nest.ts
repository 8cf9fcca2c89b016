import { isCall, lastName, propertyOf, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { decoratorsOf, madeFrom, methodCalls } from '../../../src/languages/javascript/queries.ts';
import type { Node, NodeOf } from '../../../src/languages/javascript/tree.ts';

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
