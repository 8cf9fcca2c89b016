import { dottedText, isCall, isFunction, lastName, stringValue, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { functionOf, isActive, isFrom, layersOf, madeFrom, methodCalls, placeAt, valueOf } from '../../src/languages/javascript/queries.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import { checkRule } from '../../src/transform.ts';

const LIBRARIES: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^@godaddy\/terminus$/, /^createTerminus$/], [/^close-with-grace$/, /^default$/], [/^http-graceful-shutdown$/, /^default$/],
  [/^lightship$/, /^createLightship$/], [/^@gquittet\/graceful-server$/, /^default/], [/^stoppable$/, /^default$/], [/^async-exit-hook$|^exit-hook$/, /^(default|gracefulExit|asyncExitHook)$/],
];
const PLUGINS = /^(fastify-graceful-shutdown|fastify-close-with-grace|fastify-graceful-exit)$/;
/** What takes requests or jobs, by the name it usually has. */
const SERVER = /server$|^(app|api|io|wss|fastify|srv|terminator|httpTerminator|worker|\w*Worker)$/i;
const STOP = /^(close|stop|shutdown|terminate|closeAllConnections|closeIdleConnections|gracefulShutdown)$/;
const STOPPING = /shut_?down|graceful|terminat|close_?server|stop_?server|cleanup/i;

export const javascript = checkRule<JavaScriptDoc>({
  prefilter: /SIGTERM|enableShutdownHooks|terminus|close-with-grace|graceful|lightship|stoppable/,
  *evidence(doc, project) {
    for (const call of methodCalls(doc, /^enableShutdownHooks$/)) if (isActive(doc, project, call)) yield placeAt(call, 'Nest closes the app when the process is told to stop');
    for (const [packages, exported] of LIBRARIES) for (const made of madeFrom(doc, packages, exported)) if (isActive(doc, project, made)) yield placeAt(made, 'requests are finished before the process ends');
    for (const { call, value } of layersOf(doc)) if (isFrom(doc, value, PLUGINS) && isActive(doc, project, call)) yield placeAt(call, 'requests are finished before the process ends');
    for (const { call, listener } of listeners(doc)) if (isActive(doc, project, call) && closesServer(doc, listener)) yield placeAt(call, 'SIGTERM closes the server before the process ends');
  },
  *problems(doc, project) {
    for (const { call, listener } of listeners(doc)) {
      const fn = functionOf(doc, listener);
      if (fn && isActive(doc, project, call) && /^\s*\{?\s*(console\.\w+\([^)]*\);?\s*)?process\.exit\([^)]*\);?\s*\}?\s*$/.test(textOf(doc, fn.body))) yield placeAt(call, 'SIGTERM ends the process at once, with requests open');
    }
  },
});

/** `process.on('SIGTERM', listener)`, also for the names of a list. */
function listeners(doc: JavaScriptDoc): { readonly call: Node; readonly listener: Node }[] {
  return methodCalls(doc, /^(on|once)$/).flatMap((call) => {
    const [signal, listener] = call.arguments;
    if (dottedText((call.callee as { object?: Node }).object) !== 'process' || !signal || !listener) return [];
    return stringValue(signal) === 'SIGTERM' || (signal.type === 'Identifier' && isListed(doc, signal)) ? [{ call, listener }] : [];
  });
}

/** A name that stands for each of `['SIGINT', 'SIGTERM']`. */
function isListed(doc: JavaScriptDoc, name: Node): boolean {
  const by = doc.scopes.bindingOf(name)?.by;
  const call = by && isFunction(by) ? doc.tree.parent(by) : undefined;
  const loop = by?.type === 'VariableDeclarator' ? doc.tree.closest(by, 'ForOfStatement') : undefined;
  const list = loop ? valueOf(doc, loop.right) : isCall(call) && 'object' in call.callee ? valueOf(doc, call.callee.object as Node) : undefined;
  return list?.type === 'ArrayExpression' && list.elements.some((each) => stringValue(each) === 'SIGTERM');
}

/** Whether a listener stops what takes requests: itself, or in the functions of the file it calls. */
function closesServer(doc: JavaScriptDoc, listener: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  const fn = functionOf(doc, listener);
  // A name from another file, or a method, says what it does.
  if (!fn) return STOPPING.test(lastName(isCall(listener) ? listener.callee : listener) ?? '');
  if (seen.has(fn)) return false;
  return [...doc.tree.inside(fn, 'CallExpression', 'OptionalCallExpression')].some((call) => {
    if (call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression') {
      const name = lastName(call.callee) ?? '';
      const object = lastName(call.callee.object) ?? '';
      return (STOP.test(name) && SERVER.test(object)) || (STOPPING.test(name) && object !== 'process');
    }
    if (call.callee.type !== 'Identifier') return false;
    return functionOf(doc, call.callee) ? closesServer(doc, call.callee, new Set([...seen, fn])) : STOPPING.test(call.callee.name);
  });
}
