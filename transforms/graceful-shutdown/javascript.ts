import { dottedText, isCall, isFunction, lastName, stringValue, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { layersOf } from '../../src/languages/javascript/layers.ts';
import { functionOf, isFrom, madeFrom, methodCalls, placeAt, valueOf } from '../../src/languages/javascript/queries.ts';
import { isActive } from '../../src/languages/javascript/use.ts';
import type { Node } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Rule } from '../../src/transform.ts';

const LIBRARIES: readonly (readonly [packages: RegExp, exported: RegExp])[] = [
  [/^@godaddy\/terminus$/, /^createTerminus$/], [/^close-with-grace$/, /^default$/], [/^http-graceful-shutdown$/, /^default$/],
  [/^lightship$/, /^createLightship$/], [/^@gquittet\/graceful-server$/, /^default/], [/^stoppable$/, /^default$/], [/^async-exit-hook$|^exit-hook$/, /^(default|gracefulExit|asyncExitHook)$/],
];
const PLUGINS = /^(fastify-graceful-shutdown|fastify-close-with-grace|fastify-graceful-exit)$/;
/** What takes requests or jobs, by the name it usually has. */
const SERVER = /server\w*$|^(app|api|io|wss|fastify|srv|terminator|httpTerminator)$/i;
const WORKER = /(worker|queue|consumer|agent)s?$/i;
/** A server is opened. */
const LISTENS = /\.listen\(|\bserve\(|\.createServer\(/;
const STOP = /^(close|stop|shutdown|terminate|closeAllConnections|closeIdleConnections|gracefulShutdown)$/;
/** A function of that name, which another file defines, closes what has to be closed. */
const STOPPING = /^(on_?|handle_?|do_?)?(graceful_?)?(shut_?down|terminate|close_?server|stop_?server|exit_?gracefully)\w*$|graceful/i;
/** What has a `shutdown` and takes no requests. */
const NO_SERVER = /sdk|trac|otel|telemetry|provider|prisma|redis|log|db|pool|client|analytics|sentry|posthog|metric/i;

const rule = checkRule<JavaScriptDoc>({
  prefilter: /SIGTERM|enableShutdownHooks|terminus|close-with-grace|graceful|lightship|stoppable/,
  *evidence(doc, project) {
    for (const call of methodCalls(doc, /^enableShutdownHooks$/)) if (isActive(doc, project, call)) yield placeAt(call, 'Nest closes the app when the process is told to stop');
    for (const [packages, exported] of LIBRARIES) for (const made of madeFrom(doc, packages, exported)) if (isActive(doc, project, made)) yield placeAt(made, 'requests are finished before the process ends');
    for (const { call, value } of layersOf(doc)) if (isFrom(doc, value, PLUGINS) && isActive(doc, project, call)) yield placeAt(call, 'requests are finished before the process ends');
    for (const { call, listener } of listeners(doc)) {
      const stopped = isActive(doc, project, call) ? stops(doc, listener) : undefined;
      if (stopped === 'server') yield placeAt(call, 'SIGTERM closes the server before the process ends');
      if (stopped === 'worker' && !answersRequests(project)) yield placeAt(call, 'SIGTERM stops the worker before the process ends');
    }
  },
  *problems(doc, project) {
    for (const { call, listener } of listeners(doc)) {
      const fn = functionOf(doc, listener);
      if (fn && isActive(doc, project, call) && /^\s*\{?\s*(console\.\w+\([^)]*\);?\s*)?process\.exit\([^)]*\);?\s*\}?\s*$/.test(textOf(doc, fn.body))) yield placeAt(call, 'SIGTERM ends the process at once, with requests open');
    }
  },
});

export const javascript: Rule<JavaScriptDoc> = {
  ...rule,
  // A worker that ends well beside a server that does not is half of it.
  collect: { prefilter: LISTENS, facts: (_, { zone }) => (zone === 'server' || zone === 'library' ? true : undefined) },
};

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

/** What a listener stops: what takes requests, or what takes jobs; itself, or in the functions of the file it calls. */
function stops(doc: JavaScriptDoc, listener: Node, seen: ReadonlySet<Node> = new Set()): 'server' | 'worker' | undefined {
  const fn = functionOf(doc, listener);
  // A name from another file, or a method, says what it does.
  if (!fn) return STOPPING.test(lastName(isCall(listener) ? listener.callee : listener) ?? '') ? 'server' : undefined;
  if (seen.has(fn)) return undefined;
  const found = doc.tree.inside(fn, 'CallExpression', 'OptionalCallExpression').map((call) => {
    if (call.callee.type === 'MemberExpression' || call.callee.type === 'OptionalMemberExpression') {
      const name = lastName(call.callee) ?? '';
      const object = call.callee.object.type === 'ThisExpression' ? 'this' : lastName(call.callee.object) ?? '';
      if (NO_SERVER.test(object) || object === 'process') return undefined;
      if (STOP.test(name) && WORKER.test(object)) return 'worker';
      return (STOP.test(name) && SERVER.test(object)) || (STOPPING.test(name) && name !== 'terminate') ? 'server' : undefined;
    }
    if (call.callee.type !== 'Identifier') return undefined;
    if (functionOf(doc, call.callee)) return stops(doc, call.callee, new Set([...seen, fn]));
    return STOPPING.test(call.callee.name) ? 'server' : undefined;
  });
  return found.includes('server') ? 'server' : found.find((each) => each !== undefined);
}

/** Whether the package answers requests, rather than jobs alone. */
function answersRequests({ collected, package: { dir, javascript: facts } }: ProjectView): boolean {
  return facts?.dependencies.includes('next') || collected.some(({ path }) => dir === '' || path.startsWith(`${dir}/`));
}
