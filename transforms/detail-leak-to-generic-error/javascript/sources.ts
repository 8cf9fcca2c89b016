import { handlerOf, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isCall, isFunction, keyName, lastName, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { boundIn, type Binding } from '../../../src/languages/javascript/scopes.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

/** Where an error gets its name. */
export interface Source {
  /** A `catch`, a callback given to one, error middleware, another function that takes an error, or `const { error } = await …`. */
  readonly kind: 'handler' | 'callback' | 'middleware' | 'filter' | 'helper' | 'result';
  /** The clause, the function or the declaration. */
  readonly node: Node;
  /** The code in which the error is known. */
  readonly block: Node;
  /** The name of the error as a whole. */
  readonly error?: Binding;
  /** Names of parts it was taken apart into, with the property each is. */
  readonly parts: ReadonlyMap<Binding, string>;
  /** What was tried. */
  readonly guarded: Node;
  readonly handler?: Handler;
  /** The class the parameter is declared with. */
  readonly type?: string;
}

const ERROR_NAME = /^_?(e|ex|er|err|error|exception|cause|reason|failure|fault|(?!on[A-Z]|handle|set|is[A-Z]|has[A-Z]|throw|show|log|get|send|create|make)\w*(Err|Error|Exception))$/;
const RESULT_KEY = /^(error|err)$/;
const VALIDATES = /valid|safeParse|parse|sanitize/i;

/** The errors in scope at a place, the innermost first. */
export function* sourcesAt(doc: JavaScriptDoc, at: Node): Generator<Source> {
  for (const ancestor of doc.tree.ancestors(at)) {
    yield* resultsIn(doc, ancestor, at);
    if (ancestor.type === 'CatchClause') yield ofHandler(doc, handlerOf(doc, ancestor)!);
    if (!isFunction(ancestor)) continue;
    const handler = handlerOf(doc, ancestor);
    if (handler) yield ofHandler(doc, handler);
    else yield* ofParameters(doc, ancestor);
  }
}

function ofHandler(doc: JavaScriptDoc, handler: Handler): Source {
  const error = doc.scopes.bindingOf(handler.name);
  return { kind: 'handler', node: handler.node, block: handler.block, guarded: handler.guarded, handler, parts: partsOf(doc, handler.param), ...(error && { error }), ...typeOf(handler.param) };
}

/** `{ message, code: errorCode }` as a parameter or on the left of `=`. */
function partsOf(doc: JavaScriptDoc, pattern: Node | undefined): Map<Binding, string> {
  const parts = new Map<Binding, string>();
  for (const property of pattern?.type === 'ObjectPattern' ? pattern.properties : []) {
    if (property.type === 'RestElement') continue;
    for (const id of boundIn(property.value)) {
      const binding = doc.scopes.bindingOf(id);
      if (binding) parts.set(binding, keyName(property) ?? '');
    }
  }
  return parts;
}

function* ofParameters(doc: JavaScriptDoc, fn: AnyFunction): Generator<Source> {
  const parent = doc.tree.parent(fn);
  const isArgument = isCall(parent) && parent.callee !== fn;
  for (const [i, param] of fn.params.entries()) {
    const id = param.type === 'AssignmentPattern' ? param.left : param;
    if (id.type !== 'Identifier' || !ERROR_NAME.test(id.name)) continue;
    const error = doc.scopes.bindingOf(id);
    if (!error || isPlainType(id.typeAnnotation)) continue;
    const kind = i === 0 && fn.params.length === 4 || isArgument && /^(onError|setErrorHandler)$/.test(lastName(parent.callee) ?? '') ? 'middleware'
      : isFilter(doc, fn) ? 'filter' : isArgument ? 'callback' : 'helper';
    yield { kind, node: fn, block: fn.body, error, parts: new Map(), guarded: isArgument ? parent : fn, ...typeOf(id) };
  }
}

/** A class method `catch` of a Nest exception filter. */
function isFilter(doc: JavaScriptDoc, fn: AnyFunction): boolean {
  if (fn.type !== 'ClassMethod' || keyName(fn) !== 'catch') return false;
  const owner = doc.tree.closest(fn, 'ClassDeclaration', 'ClassExpression');
  return (owner?.decorators ?? []).some(({ expression }) => isCall(expression) && lastName(expression.callee) === 'Catch') || fn.params.length === 2;
}

/** `const { data, error } = await client.from('items').select()`: such a client throws nothing. */
function* resultsIn(doc: JavaScriptDoc, scope: Node, at: Node): Generator<Source> {
  for (const [, error] of doc.scopes.in(scope)) {
    const { by } = error;
    if (by.type !== 'VariableDeclarator' || by.id.type !== 'ObjectPattern' || by.init?.type !== 'AwaitExpression' || by.end! > at.start!) continue;
    const property = by.id.properties.find((each) => each.type === 'ObjectProperty' && boundIn(each.value).includes(error.node as never));
    const call = by.init.argument;
    if (!property || !RESULT_KEY.test(keyName(property) ?? '') || (isCall(call) && (VALIDATES.test(lastName(call.callee) ?? '') || isOwnFunction(doc, call.callee)))) continue;
    yield { kind: 'result', node: by, block: scope, error, parts: new Map(), guarded: call };
  }
}

/** A function of the project, which decides by itself what it says went wrong. */
function isOwnFunction(doc: JavaScriptDoc, callee: Node): boolean {
  const root = callee.type === 'MemberExpression' && /Service$/.test(lastName(callee.object) ?? '') ? callee.object : callee;
  const binding = doc.scopes.bindingOf(root);
  if (binding?.kind === 'function') return true;
  const origin = doc.scopes.qualifiedName(root);
  return origin !== undefined && /^(\.{1,2}|@|~)\//.test(origin);
}

/** A parameter that is declared to be a text or a number. */
function isPlainType(annotation: Node | null | undefined): boolean {
  const type = annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation.type : undefined;
  return type === 'TSStringKeyword' || type === 'TSNumberKeyword' || type === 'TSBooleanKeyword';
}

function typeOf(param: Node | undefined): { type?: string } {
  const annotation = param?.type === 'Identifier' && param.typeAnnotation?.type === 'TSTypeAnnotation' ? param.typeAnnotation.typeAnnotation : undefined;
  return annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier' ? { type: annotation.typeName.name } : {};
}
