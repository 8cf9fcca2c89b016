import { isCall, lastName, propertyOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { decoratorsOf, madeFrom, methodCalls } from '../../../src/languages/javascript/queries.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

const GUARD = /Throttl\w*Guard$|RateLimit\w*Guard$/;

/** Where `ThrottlerModule` is set up: it limits nothing without a guard. */
export function throttlerModules(doc: JavaScriptDoc): Node[] {
  return [...madeFrom(doc, /^@nestjs\/throttler$/, /^ThrottlerModule\.forRoot/)].map(({ callee }) => callee as Node);
}

/** Where its guard is set for every route: as `APP_GUARD`, or by `app.useGlobalGuards`. */
export function globalGuards(doc: JavaScriptDoc): Node[] {
  const provided = doc.tree.all('ObjectExpression').filter((object) => {
    const provide = propertyOf(object, 'provide');
    const guard = propertyOf(object, 'useClass') ?? propertyOf(object, 'useExisting');
    return provide?.type === 'ObjectProperty' && lastName(provide.value) === 'APP_GUARD' && guard?.type === 'ObjectProperty' && GUARD.test(lastName(guard.value) ?? '');
  });
  const called = methodCalls(doc, /^useGlobalGuards$/).filter(({ arguments: given }) => given.some((each) => GUARD.test(nameOf(each))));
  return [...provided, ...called];
}

/** Controllers and handlers with the guard of their own: `@UseGuards(ThrottlerGuard)`. */
export function guardsOfRoutes(doc: JavaScriptDoc): Node[] {
  return decoratorsOf(doc, /^UseGuards$/).filter(({ arguments: given }) => given.some((each) => GUARD.test(nameOf(each))));
}

function nameOf(node: Node): string {
  const value = unwrapped(node);
  return lastName(value.type === 'NewExpression' || isCall(value) ? value.callee : value) ?? '';
}
