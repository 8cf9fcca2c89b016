import type { ProjectView } from '../../src/languages/types.ts';
import { conditionOf, isReached } from '../../src/languages/python/conditions.ts';
import { isLogCall } from '../../src/languages/python/log-calls.ts';
import { argumentsOf, enclosingFunction, lastName, runsIn, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { decoratorsOf, evidenceOf, told, type Found, type Told } from '../../src/languages/python/queries.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Shutdown = Found & { readonly says: string };

const QUIET = /^(print|time|perf_counter|str|len|round|suppress|now|utcnow|hasattr|getattr|isinstance|bool|list|dict|items|values|keys|get|clear|cancelled|done|format|getLogger|get_logger)$/;

export const python = checkRule<PythonDoc>({
  prefilter: /lifespan|shutdown|SIGTERM|cleanup|graceful|asynccontextmanager/i,
  evidence: (doc, project) => [...evidenceOf(shutdowns(doc, project)), ...gunicorn(doc)],
});

function shutdowns(doc: PythonDoc, project: ProjectView): Shutdown[] {
  return [...lifespans(doc, project), ...hooks(doc, project), ...signals(doc, project), ...servers(doc, project)];
}

/** The first call that ends something, as text: not a log line. */
function whatEnds(doc: PythonDoc, project: ProjectView, parts: readonly PyNode[]): string | undefined {
  const call = parts.flatMap((part) => (part.kind === 'call' ? [part] : runsIn(part, 'call'))).find((each) => !isLogCall(doc, each, project) && !QUIET.test(lastName(each.field('function')) ?? '') && !isInLogCall(doc, each, project));
  return call?.field('function')!.text.replace(/\s+/g, '');
}

function isInLogCall(doc: PythonDoc, call: PyNode, project: ProjectView): boolean {
  for (const ancestor of call.ancestors()) {
    if (ancestor.kind === 'call' && (isLogCall(doc, ancestor, project) || lastName(ancestor.field('function')) === 'print')) return true;
    if (ancestor.kind === 'block') return false;
  }
  return false;
}

/** A lifespan that an app is given, with code after its `yield` or a context around it. */
function lifespans(doc: PythonDoc, project: ProjectView): Shutdown[] {
  return doc.root.descendants('function_definition').flatMap((fn): Shutdown[] => {
    const isLifespan = decoratorsOf(fn).some((decorator) => ['asynccontextmanager', 'contextmanager'].includes(lastName(decorator) ?? ''));
    const pause = fn.descendants('yield').filter((each) => enclosingFunction(each) === fn).at(-1);
    if (!isLifespan || !pause || !isGivenToApp(doc, project, fn)) return [];
    const after = runsIn(fn, 'call').filter((call) => call.start > pause.end && !isInHandlerOf(call, pause));
    const ended = whatEnds(doc, project, after);
    const around = [...pause.ancestors()].find((each) => each.kind === 'with_statement' && each.isWithin(fn));
    const context = around && whatEnds(doc, project, around.descendants('with_item').flatMap((item) => item.descendants('call')).slice(0, 1));
    const says = ended ? `\`${fn.field('name')!.text}\` calls \`${ended}\` when the app stops` : context ? `\`${fn.field('name')!.text}\` leaves \`${context}\` when the app stops` : undefined;
    return says === undefined ? [] : [{ node: fn, says }];
  });
}

/** Whether a call stands in an `except` of the `try` around the `yield`: it runs when the start fails. */
function isInHandlerOf(call: PyNode, pause: PyNode): boolean {
  const handler = call.closest('except_clause');
  return handler !== undefined && !pause.isWithin(handler);
}

function isGivenToApp(doc: PythonDoc, project: ProjectView, fn: PyNode): boolean {
  const name = fn.field('name')!.text;
  const uses = doc.scopes.usesOf(name).map((use) => use.parent);
  return uses.some((around) => around?.kind === 'keyword_argument' && around.field('name')!.text === 'lifespan') || (/lifespan/i.test(name) && project.importedNames.includes(name))
    || /router\.lifespan_context\s*=\s*\w+/.exec(doc.text)?.[0].endsWith(name) === true;
}

/** `@app.on_event("shutdown")`, `app.add_event_handler("shutdown", …)`, `on_shutdown=[…]`, aiohttp's and Celery's signals. */
function hooks(doc: PythonDoc, project: ProjectView): Shutdown[] {
  const decorated = doc.root.descendants('function_definition').filter((fn) => decoratorsOf(fn).some((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.field('function') : decorator;
    const first = decorator.kind === 'call' ? stringValue(argumentsOf(decorator).positional[0]) : undefined;
    return (lastName(callee) === 'on_event' && first === 'shutdown') || /^(after_serving|(before|after)_server_stop|main_process_stop)$/.test(lastName(callee) ?? '') || /\bworker_(process_)?shutdown\.connect$|worker_shutting_down\.connect$/.test(callee?.text ?? '');
  }));
  const named = doc.root.descendants('call').flatMap((call): readonly (PyNode | undefined)[] => {
    const fn = call.field('function')!;
    const { positional, keywords } = argumentsOf(call);
    if (lastName(fn) === 'add_event_handler' && stringValue(positional[0]) === 'shutdown') return [positional[1]];
    if (/\.(on_shutdown|on_cleanup|cleanup_ctx)\.append$/.test(fn.text)) return [positional[0]];
    return keywords.get('on_shutdown')?.named ?? [];
  });
  const defined = named.filter((node) => node !== undefined).map((node) => definitionOf(doc, node) ?? node);
  return [...decorated, ...defined].filter((each) => isReached(doc, project, each)).flatMap((each): Shutdown[] => {
    if (each.kind !== 'function_definition') return [{ node: each, says: `\`${each.text}\` runs when the app stops` }];
    const ended = whatEnds(doc, project, [each.field('body')!]);
    return ended === undefined ? [] : [{ node: each, says: `\`${each.field('name')!.text}\` calls \`${ended}\` when the app stops` }];
  });
}

function definitionOf(doc: PythonDoc, name: PyNode): PyNode | undefined {
  return name.kind === 'identifier' ? doc.scopes.lookup(name.text, name).find(({ kind }) => kind === 'definition')?.node.parent : undefined;
}

/** A handler of SIGTERM; one of SIGINT alone is for the terminal. */
function signals(doc: PythonDoc, project: ProjectView): Shutdown[] {
  return doc.root.descendants('call').filter((call) => /^(signal\.signal|\w*loop\w*(\(\))?\.add_signal_handler|signal)$/.test(call.field('function')!.text.replace(/^asyncio\.get_(running|event)_/, '')) && isReached(doc, project, call)).flatMap((call): Shutdown[] => {
    const [which, what] = argumentsOf(call).positional;
    const isTerm = which && (/SIGTERM$/.test(which.text) || /\bSIGTERM\b/.test(call.closest('for_statement')?.field('right')?.text ?? ''));
    if (!isTerm || !what || /SIG_(DFL|IGN)/.test(what.text)) return [];
    const condition = conditionOf(doc, project, call);
    return [{ node: call, says: `\`${what.kind === 'lambda' ? 'a function' : what.text}\` runs on SIGTERM`, ...(condition && { condition }) }];
  });
}

/** `uvicorn.run(…, timeout_graceful_shutdown=30)`. */
function servers(doc: PythonDoc, project: ProjectView): Shutdown[] {
  return doc.root.descendants('keyword_argument').filter((pair) => pair.field('name')!.text === 'timeout_graceful_shutdown' && pair.field('value')!.kind !== 'none' && isReached(doc, project, pair))
    .map((pair) => ({ node: pair.field('name')!, says: `uvicorn waits for open requests (\`${pair.text}\`)` }));
}

function gunicorn(doc: PythonDoc): Told[] {
  if (!/(^|\/)gunicorn[\w.]*\.py$/.test(doc.path)) return [];
  return doc.root.descendants('assignment').filter((each) => each.field('left')!.text === 'graceful_timeout' && each.field('right')?.text !== '0').map((each) => told(each.field('left')!, 'gunicorn waits for open requests'));
}
