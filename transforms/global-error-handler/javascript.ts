import { dottedText, enclosingClass, isCall, isFunction, lastName, propertyOf, statementsIn, stringValue, unwrapped, type AnyFunction } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { layersOf } from '../../src/languages/javascript/layers.ts';
import { functionOf, methodCalls, placeAt } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place, type Rule } from '../../src/transform.ts';

/** The name of a handler that another file defines. */
const NAMED = /err(or)?s?_?(handler|handling|middleware)|handle_?\w*errors?$|^(on|app|global|api|server)_?errors?$|exception_?(handler|filter)/i;
/** Filters of Nest for one kind of error. */
const NARROW = /prisma|typeorm|mongo|validation|^ws|websocket|rpc|throttl|zod|notfound|unauthorized|axios/i;

const rule = checkRule<JavaScriptDoc>({
  prefilter: /error|exception|unhandledRejection/i,
  *evidence(doc, project) {
    yield* handlers(doc, project);
    // They catch what escapes every request: beside a handler for requests, and not instead of one.
    if (project.collected.length === 0) return;
    for (const call of methodCalls(doc, /^(on|once)$/)) {
      const event = stringValue(call.arguments[0]);
      const isProcess = dottedText((call.callee as { object?: Node }).object) === 'process';
      if (isProcess && (event === 'unhandledRejection' || event === 'uncaughtException') && isActive(doc, project, call)) yield placeAt(call, `\`${event}\` is handled`);
    }
  },
});

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  collect: { prefilter: /error|exception/i, facts: (doc, project) => (!/^(server|library)$/.test(project.zone) || handlers(doc, project).next().done ? undefined : true) },
};

/** The handlers an app has for every error of its requests. */
function* handlers(doc: JavaScriptDoc, project: ProjectView): Generator<Place> {
  for (const { call, value, path } of layersOf(doc)) {
    if (lastName(call.callee) !== 'use' || (path !== undefined && path !== '*' && path !== '/') || !isActive(doc, project, call)) continue;
    const ofRouter = /rout(er|es)$/i.test(lastName((call.callee as { object?: Node }).object) ?? '');
    if (ofRouter && !/(?:^|\/)(routes|router|app|server|main)(\/index)?\.[cm]?[jt]s$|^(src\/)?index\.[cm]?[jt]s$/.test(doc.path)) continue;
    if (isErrorHandler(doc, value)) yield placeAt(call, 'every error of a request ends in this handler');
  }
  for (const call of methodCalls(doc, /^(setErrorHandler|useGlobalFilters|onError|setErrorConfig)$/)) {
    const [first] = call.arguments;
    if (!first || !isActive(doc, project, call)) continue;
    const name = lastName(call.callee);
    if (name === 'onError' && !isApp(doc, call)) continue;
    if (name === 'useGlobalFilters' && call.arguments.every((each) => NARROW.test(madeName(each)))) continue;
    yield placeAt(call.callee, `every error of a request ends in \`${name}\``);
  }
  // Nest: `{ provide: APP_FILTER, useClass: AllExceptionsFilter }`.
  for (const object of doc.tree.all('ObjectExpression')) {
    const provide = propertyOf(object, 'provide');
    const filter = propertyOf(object, 'useClass') ?? propertyOf(object, 'useFactory') ?? propertyOf(object, 'useExisting');
    if (provide?.type !== 'ObjectProperty' || lastName(provide.value) !== 'APP_FILTER' || !filter) continue;
    if (filter.type === 'ObjectProperty' && NARROW.test(lastName(filter.value) ?? '')) continue;
    yield placeAt(object, 'every error of a request ends in this filter');
  }
  // Next reports what its routes throw to `onRequestError`.
  if (/(?:^|\/)instrumentation(\.node)?\.[jt]s$/.test(doc.path)) {
    for (const fn of doc.tree.all('FunctionDeclaration')) if (fn.id?.name === 'onRequestError' && doc.tree.parent(fn)?.type === 'ExportNamedDeclaration') yield placeAt(fn.id, 'every error of a request reaches `onRequestError`');
  }
}

/** A function of four parameters (Express), one that catches around `await next()` (Koa), or a name that says so. */
function isErrorHandler(doc: JavaScriptDoc, value: Node): boolean {
  const fn = functionOf(doc, value);
  if (fn) {
    if (fn.params.length === 4) return !handsOn(fn);
    return doc.tree.inside(fn, 'TryStatement').some(({ block, handler }) =>
      !!handler && doc.tree.inside(block, 'AwaitExpression').some(({ argument }) => isCall(argument) && lastName(argument.callee) === 'next')
      && doc.tree.inside(handler, 'AssignmentExpression', 'CallExpression').some((each) => /\.(body|status|json)$/.test(dottedText(each.type === 'CallExpression' ? each.callee : each.left) ?? '')));
  }
  const inner = unwrapped(value);
  return NAMED.test(lastName(isCall(inner) ? inner.callee : inner) ?? '') && !/sentry|morgan|rollbar|bugsnag/i.test(dottedText(isCall(inner) ? inner.callee : inner) ?? '');
}

/** It answers some errors and hands the rest on: `if (error instanceof SyntaxError) …; next(error)`. */
function handsOn(fn: AnyFunction): boolean {
  const last = statementsIn(fn.body).at(-1);
  const value = last?.type === 'ReturnStatement' ? last.argument : last?.type === 'ExpressionStatement' ? last.expression : undefined;
  return isCall(value) && lastName(value.callee) === 'next' && value.arguments.length > 0;
}

/** `app.onError(…)` of Hono or Elysia; a stream or a request has an `onError` too. */
function isApp(doc: JavaScriptDoc, call: Node): boolean {
  const object = unwrapped((call as { callee: { object: Node } }).callee.object);
  if (enclosingClass(doc.tree, call) && object.type === 'ThisExpression') return false;
  return /^(app|api|server|router|hono|elysia)/i.test(lastName(object) ?? '') || (isCall(object) && /\bnew (Elysia|Hono|OpenAPIHono)\b/.test(doc.text)) || object.type === 'NewExpression';
}

function madeName(node: Node): string {
  const value = unwrapped(node);
  return value.type === 'NewExpression' ? lastName(value.callee) ?? '' : isFunction(value) ? '' : lastName(value) ?? '';
}
