import type { ProjectView } from '../types.ts';
import { attachmentOf, isInitialised } from './app-facts.ts';
import { conditionOf, isReached, type Condition } from './conditions.ts';
import { argumentsOf, contentOf, lastName, stringPrefix, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { stringsIn } from './settings.ts';
import type { PyNode } from './tree.ts';

/** A place with a sentence about it, as checks yield them. */
export interface Told {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The wanted thing is written, and nothing puts it to use. */
  readonly unused?: true;
}

export function told({ start, end }: { readonly start: number; readonly end: number }, message: string): Told {
  return { start, end, message };
}

/** The head of a definition: its name, or a call's function. A finding on it is one line, not a whole body. */
export function headOf(node: PyNode): PyNode {
  return node.field('name') ?? node.field('function') ?? node;
}

/** Something found that runs, with the condition it waits for; for what nobody puts to use it never comes. */
export interface Found {
  readonly node: PyNode;
  readonly condition?: Condition & { /** Why nothing comes of it. */ readonly unused?: string };
}

/** Splits what was found into evidence and into what is off unless somebody switches it on. */
export function evidenceOf(found: Iterable<Found & { readonly says: string }>): Told[] {
  return [...found].filter(({ condition }) => !condition?.isOff).map(({ node, says, condition }) => told(headOf(node), condition ? `${says}, where \`${condition.text}\`` : says));
}

export function switchedOff(found: Iterable<Found & { readonly says: string }>): Told[] {
  return [...found].flatMap(({ node, says, condition }): Told[] => {
    if (condition?.unused !== undefined) return [{ ...told(headOf(node), `${says}, but ${condition.unused}`), unused: true }];
    return condition?.isOff ? [told(headOf(node), condition.text === 'False' ? `${says}, but it is switched off` : `${says} only where \`${condition.text}\`, which is not so by default`)] : [];
  });
}

/** The node as found, if it is reached. */
function found(doc: PythonDoc, project: ProjectView, node: PyNode): Found[] {
  if (!isReached(doc, project, node)) return [];
  const condition = conditionOf(doc, project, node);
  return [{ node, ...(condition && { condition }) }];
}

/** Calls of qualified names, or of names that a pattern takes, where they are reached. */
export function reachedCalls(doc: PythonDoc, project: ProjectView, names: readonly string[] | RegExp): Found[] {
  const isMeant = (name: string) => (names instanceof RegExp ? names.test(name) : names.includes(name));
  return doc.root.descendants('call').filter((call) => isMeant(doc.scopes.qualifiedName(call.field('function')) ?? '')).flatMap((call) => found(doc, project, call));
}

/** Calls that give an app the middleware of a library, by qualified name of its class; Django's by its string in `MIDDLEWARE`. */
export function middlewareUses(doc: PythonDoc, project: ProjectView, names: RegExp): (Found & { readonly name: string })[] {
  const calls = doc.root.descendants('call').flatMap((call) => {
    const name = usedMiddleware(doc, call);
    return name !== undefined && names.test(name) ? found(doc, project, call).map((each) => ({ ...each, name })) : [];
  });
  const strings = stringsIn(doc, 'MIDDLEWARE').filter((text) => names.test(stringValue(text)!)).flatMap((text) => found(doc, project, text).map((each) => ({ ...each, name: stringValue(text)! })));
  return [...calls, ...strings];
}

/** The class of `app.add_middleware(X)`, `Middleware(X)`, `app.wsgi_app = X(app.wsgi_app)`, `app = X(app)`. */
function usedMiddleware(doc: PythonDoc, call: PyNode): string | undefined {
  const fn = call.field('function')!;
  const { positional, keywords } = argumentsOf(call);
  const isGiven = lastName(fn) === 'add_middleware' || doc.scopes.qualifiedName(fn) === 'starlette.middleware.Middleware' || doc.scopes.qualifiedName(fn) === 'fastapi.middleware.Middleware';
  if (isGiven) return doc.scopes.qualifiedName(positional[0] ?? keywords.get('middleware_class'));
  const wrapped = positional[0] ?? keywords.get('app');
  return wrapped && /(^|\.)(\w*app|application|wsgi_app)$/.test(wrapped.text) && call.parent?.kind === 'assignment' ? doc.scopes.qualifiedName(fn) : undefined;
}

/** Flask extensions that reach an app: `X(app)`, `X(app=app)`, and `x = X()` with `x.init_app(app)` here or elsewhere. */
export function extensions(doc: PythonDoc, project: ProjectView, ...names: string[]): Found[] {
  return reachedCalls(doc, project, names).filter(({ node }) => {
    const { positional, keywords } = argumentsOf(node);
    const app = keywords.get('app') ?? positional.find((each) => /(^|_)(app|application)$/.test(each.text));
    if (app && app.kind !== 'none') return true;
    const target = node.parent?.kind === 'assignment' ? lastName(node.parent.field('left')) : undefined;
    const isDirect = node.parent?.kind === 'attribute' && node.parent.field('attribute')!.text === 'init_app';
    return isDirect || (target !== undefined && isInitialised(doc, project, target));
  });
}

/** A node with the functions of this file that it calls and the constants it reads: what a middleware does, wherever it is written. */
export function withCallees(doc: PythonDoc, node: PyNode): readonly PyNode[] {
  const nodes = new Set([node]);
  for (const each of nodes) {
    if (nodes.size > MOST_CALLEES) break;
    for (const name of each.descendants('identifier')) {
      const bindings = doc.scopes.moduleNames.get(name.text) ?? [];
      const [only] = bindings;
      if (bindings.length !== 1 || only!.node === name) continue;
      if (only!.kind === 'definition' && only!.node.parent!.kind === 'function_definition' && name.parent?.kind === 'call') nodes.add(only!.node.parent!);
      if (only!.kind === 'assignment' && only!.node.parent?.kind === 'assignment') nodes.add(only!.node.parent);
    }
  }
  return [...nodes];
}

const MOST_CALLEES = 20;

/** The values of the plain strings and bytes in some nodes, without those that stand alone as docstrings. */
export function stringsOf(nodes: readonly PyNode[]): string[] {
  return nodes.flatMap((node) => node.descendants('string')).filter((text) => text.parent?.kind !== 'expression_statement')
    .flatMap((text) => stringValue(text) ?? (/^b$/i.test(stringPrefix(text)) ? contentOf(text) : []));
}

/** The status codes in some nodes, as numbers and by name: `429`, `status.HTTP_429_TOO_MANY_REQUESTS`. */
export function statusNodes(nodes: readonly PyNode[], code: number, name: string): PyNode[] {
  return nodes.flatMap((node) => [
    ...node.descendants('integer').filter(({ text }) => text === String(code)),
    ...node.descendants('attribute', 'identifier').filter((each) => lastName(each) === `HTTP_${code}_${name}` || (lastName(each) === name && /HTTPStatus/.test(each.text))),
  ]);
}

/** Middleware written by hand that an app is given. */
export interface Middleware extends Found {
  readonly name: string;
}

const HOOKS = /^(before|after)_(app_)?request$/;

/** Classes and functions of this file that handle every request of an app: Starlette's, Flask's hooks, Django's, aiohttp's. A class that no app is given waits for that. */
export function ownMiddleware(doc: PythonDoc, project: ProjectView): Middleware[] {
  return [...doc.root.descendants('class_definition', 'function_definition')].flatMap((node) => {
    const name = node.field('name')!.text;
    if (isHook(node)) return found(doc, project, node).map((each) => ({ ...each, name }));
    const isMiddleware = node.kind === 'class_definition' ? isMiddlewareClass(node) : !node.closest('class_definition');
    const attachment = isMiddleware ? attachmentOf(doc, project, name) : undefined;
    if (attachment) return [{ node, name, ...attachment }];
    const isMeant = node.kind === 'class_definition' ? /Middleware/.test(node.field('superclasses')?.text ?? name) : /\bcall_next\b/.test(node.field('parameters')!.text);
    return isMiddleware && isMeant ? [{ node, name, condition: unused('nothing adds it to an app') }] : [];
  });
}

function unused(why: string): NonNullable<Found['condition']> {
  return { isOff: true, unused: why, text: '' };
}

/**
 * Middleware that refuses requests with some codes. What Starlette's `BaseHTTPMiddleware` raises passes by the handlers of
 * exceptions: the client gets a 500, and whoever counts refusals sees a fault of the server.
 */
export function refusing<M extends Middleware>(each: M, codes: readonly PyNode[]): M {
  const { node } = each;
  const isStarlette = node.kind === 'class_definition' ? /\bBaseHTTPMiddleware\b/.test(node.field('superclasses')?.text ?? '') : /\bcall_next\b/.test(node.field('parameters')!.text);
  const isLost = (code: PyNode) => code.closest('raise_statement') !== undefined && !node.descendants('except_clause').some(({ text }) => /^except\s*(:|\(?[^:]*\b(HTTPException|Exception)\b)/.test(text));
  return isStarlette && !each.condition && codes.length > 0 && codes.every(isLost) ? { ...each, condition: unused('what it raises there is answered with 500') } : each;
}

function isHook(node: PyNode): boolean {
  return decoratorsOf(node).some((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.field('function') : decorator;
    if (callee?.kind !== 'attribute') return false;
    const name = lastName(callee)!;
    return HOOKS.test(name) || (name === 'middleware' && decorator.kind === 'call' && stringValue(argumentsOf(decorator).positional[0]) === 'http');
  });
}

function isMiddlewareClass(node: PyNode): boolean {
  const methods = node.field('body')?.descendants('function_definition').map((fn) => fn.field('name')!.text) ?? [];
  return methods.some((name) => ['dispatch', '__call__', 'process_request', 'process_response', 'process_exception', 'process_view'].includes(name));
}

/** The expressions behind the `@` of a definition. */
export function decoratorsOf(definition: PyNode): readonly PyNode[] {
  const around = definition.parent;
  if (around?.kind !== 'decorated_definition') return [];
  return around.named.filter(({ kind }) => kind === 'decorator').flatMap((decorator) => decorator.named[0] ?? []);
}
