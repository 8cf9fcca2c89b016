import { argumentsOf, enclosingClass, enclosingFunction, runsIn, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { EXTRA_KEYS, MESSAGE_KEYS } from '../keys.ts';
import { calledBy, definedBy, isCallOf, type Called } from './callee.ts';
import { toldOf } from './told.ts';

/** A function whose result a route answers with, and the route's name. */
export type Answered = Called & { readonly route: string };

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

/** The functions whose results the routes of a file answer with. */
export function answeredIn(doc: PythonDoc): Answered[] {
  return doc.root.descendants('function_definition').filter((fn) => isRoute(doc, fn)).flatMap((fn) => answeredCalls(fn).flatMap((call): Answered[] => {
    const called = calledBy(doc, call.field('function')!);
    return called ? [{ ...called, route: fn.field('name')!.text }] : [];
  }));
}

/** `return await service.run(…)`, and `result = run(…)` whose `result` is part of what is returned or raised. */
function answeredCalls(fn: PyNode): PyNode[] {
  const sent = runsIn(fn, 'return_statement', 'raise_statement');
  const names = new Set(sent.flatMap((statement) => statement.descendants('identifier').filter(maySayWhy).map(({ text }) => text)));
  const given = runsIn(fn, 'assignment').filter((node) => [node.field('left')!, ...node.field('left')!.descendants('identifier')].some(({ text }) => names.has(text)));
  return [...sent, ...given.flatMap((node) => node.field('right') ?? [])].flatMap((node) => [node, ...node.descendants('call')].filter(({ kind }) => kind === 'call'));
}

/** All of a result, or the part of it that holds a text: not `result["ok"]`. */
function maySayWhy(use: PyNode): boolean {
  const parent = use.parent!;
  const key = parent.kind === 'subscript' && parent.field('value') === use ? stringValue(parent.named[1])
    : parent.kind === 'attribute' && parent.field('object') === use ? partOf(parent) : undefined;
  return key === undefined || MESSAGE_KEYS.test(key) || EXTRA_KEYS.test(key);
}

/** `error` of `result.error` and of `result.get("error")`. */
function partOf(attribute: PyNode): string | undefined {
  const name = attribute.field('attribute')!.text;
  const call = attribute.parent?.kind === 'call' && attribute.parent.field('function') === attribute ? attribute.parent : undefined;
  if (!call) return name;
  return name === 'get' ? stringValue(argumentsOf(call).positional[0]) : undefined;
}

/** The route that answers with what the function around returns. */
export function routeOver(doc: PythonDoc, at: PyNode, project: ProjectView): { readonly name: string; readonly path: string } | undefined {
  const fn = enclosingFunction(at);
  const defined = fn && definedBy(doc, fn);
  if (!defined) return undefined;
  for (const { path, all } of toldOf<Answered>(project, 'answered')) {
    const hit = all.find((called) => isCallOf(called, path, defined));
    if (hit) return { name: hit.route, path };
  }
  return undefined;
}
