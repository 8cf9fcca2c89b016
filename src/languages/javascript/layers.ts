import { isText, keyName, lastName, textOf, unwrapped, type AnyCall, type AnyFunction } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { oncePerFile, pathText, valueOf } from './queries.ts';
import type { Node } from './tree.ts';

/** A layer of an app: what `app.use(…)`, `fastify.register(…)` or `consumer.apply(…)` is given, with the path it is for. */
export interface Layer {
  readonly call: AnyCall;
  readonly value: Node;
  readonly path?: string;
}

/** What has a `use` too: interceptors of axios, sockets, plugins of other libraries. */
const NO_APP = /^(request|response|interceptors|io|nsp|namespace|socket|socketServer|i18n\w*|schema|dayjs|chai|passport|yargs|marked|unified)$/i;

/** What is given to `use`, `register`, `apply` and to Fastify's hooks, in source order. */
export const layersOf = oncePerFile((doc): readonly Layer[] => {
  return doc.tree.all('CallExpression', 'OptionalCallExpression').flatMap((call): Layer[] => {
    const name = call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression' ? lastName(call.callee) : undefined;
    if (name !== 'use' && name !== 'register' && name !== 'apply' && name !== 'addHook' && name !== 'derive' && name !== 'onRequest' && name !== 'onBeforeHandle') return [];
    if (NO_APP.test(lastName((call.callee as { object?: Node }).object) ?? '')) return [];
    const path = pathText(call.arguments[0]);
    return call.arguments.flatMap((argument): (Node | null)[] => (argument.type === 'ArrayExpression' ? argument.elements : [argument]))
      .filter((value): value is Node => !!value && !isText(value))
      .map((value) => ({ call, value, ...(path !== undefined && name !== 'addHook' && { path }) }));
  });
});

/** Whether a function runs before or around what answers requests: it hands on to `next`, or is a layer of the app. */
export function isMiddleware(doc: JavaScriptDoc, fn: AnyFunction): boolean {
  const next = fn.params.at(-1);
  if (next?.type === 'Identifier' && /next$|^done$/i.test(next.name) && (fn.params.length > 3 || handsOn(doc, fn, next.name))) return true;
  if ('key' in fn && /^(use|intercept|canActivate|onModuleInit)$/.test(keyName(fn) ?? '')) return true;
  if (/(?:^|\/)(?:middleware|proxy|hooks\.server)\.[cm]?[jt]s$/.test(doc.path)) return true;
  return layersOf(doc).some(({ value }) => unwrapped(value) === fn || valueOf(doc, value) === fn);
}

/** `next()`, or `next` given to somebody else: a handler that only tells errors, `next(error)`, is the end of the way. */
function handsOn(doc: JavaScriptDoc, fn: AnyFunction, next: string): boolean {
  return new RegExp(`\\b${next}\\s*\\(\\s*\\)|[,(]\\s*${next}\\s*[,)]|\\b${next}\\s*[;.?]|=>\\s*${next}\\b`).test(textOf(doc, fn.body));
}
