import { argumentsOf, enclosingClass, enclosingFunction, lastName, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Functions whose result a route returns, each with the route's name. */
export type RouteFacts = { readonly [fn: string]: string };

const ROUTE_DECORATOR = /(^|\.)(get|post|put|patch|delete|head|options|route|api_route|api_view|action|errorhandler|exception_handler)$/;
const VIEW_CLASS = /(View|ViewSet|Resource|HTTPEndpoint|RequestHandler)\b/;
const VIEW_METHODS = /^(get|post|put|patch|delete|list|create|retrieve|update|partial_update|destroy|perform_\w+)$/;

export const ROUTES = /@[\w.]+\.(?:get|post|put|patch|delete|route|api_route)\b|@api_view|@action|View\b|ViewSet\b|Resource\b|def \w+\(request\b/;

/** Whether what a function returns is sent to a client. */
export function isRoute(doc: PythonDoc, fn: PyNode): boolean {
  const decorators = fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator') : [];
  const isDecorated = decorators.some(({ named: [each] }) => each?.kind === 'call' && ROUTE_DECORATOR.test(each.field('function')!.text) && !isMock(each));
  if (isDecorated) return true;
  const owner = enclosingClass(fn);
  const name = fn.field('name')!.text;
  if (owner && VIEW_CLASS.test(owner.field('superclasses')?.text ?? '')) return VIEW_METHODS.test(name);
  const first = fn.field('parameters')?.named[0];
  if (/(^|\/)views?(\/|\w*\.py$)/.test(doc.path) && first?.text.startsWith('request')) return true;
  return name === 'lambda_handler';
}

/** `@cache.get("key")` is no route: a path starts with a slash or is empty. */
function isMock(call: PyNode): boolean {
  const [path] = argumentsOf(call).positional;
  return path?.kind === 'string' && !/^\w*["']+(\/|<|["'])/.test(path.text) && !/api_view|action|errorhandler|exception_handler/.test(call.text);
}

export function routeFacts(doc: PythonDoc): RouteFacts | undefined {
  const facts: Record<string, string> = {};
  for (const fn of doc.root.descendants('function_definition')) {
    if (!isRoute(doc, fn)) continue;
    for (const name of returnedCalls(fn)) facts[name] ??= fn.field('name')!.text;
  }
  return Object.keys(facts).length > 0 ? facts : undefined;
}

/** `return await service.run(…)`, and `result = run(…)` whose `result` is part of what is returned. */
function returnedCalls(fn: PyNode): string[] {
  const returned = [...runsIn(fn, 'return_statement')];
  const names = new Set(returned.flatMap((statement) => [...statement.descendants('identifier')].map(({ text }) => text)));
  const assigned = [...runsIn(fn, 'assignment')].filter((node) => names.has(node.field('left')!.text)).flatMap((node) => node.field('right') ?? []);
  return [...returned, ...assigned].flatMap((node) => [node, ...node.descendants('call')].filter(({ kind }) => kind === 'call'))
    .flatMap((call) => lastName(call.field('function')) ?? []);
}

/** Says whether a route returns what a helper returns, as far as names tell. */
export function reachOf(at: PyNode, project: ProjectView): string {
  const name = enclosingFunction(at)?.field('name')?.text;
  if (!name) return 'it stands outside a function';
  const hit = project.collected.find(({ facts }) => Object.hasOwn(facts as RouteFacts, name));
  return hit ? `\`${name}\` is a helper whose result the route \`${(hit.facts as RouteFacts)[name]}\` in ${hit.path} returns: change the text there or here, its other callers may need it`
    : `\`${name}\` is a helper and no route was seen to return its result`;
}
