import { handlerOf, type Handler } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, enclosingHandler, FUNCTIONS, lastName } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** Where an exception gets its name: an `except` clause, a function registered as the handler of a type, or one that is handed it. */
export interface Source {
  readonly node: PyNode;
  readonly block: PyNode;
  readonly name?: PyNode;
  readonly types: readonly PyNode[];
  /** Absent for a function. */
  readonly handler?: Handler;
  /** Of a function that is handed the exception: the clauses of this file that do so. */
  readonly callers?: readonly Handler[];
}

const REGISTERS = /(^|\.)(exception_handler|errorhandler|app_errorhandler|exception)$/;

/** The exceptions in scope at a place, the innermost first. */
export function* sourcesAt(doc: PythonDoc, at: PyNode): Generator<Source> {
  for (const ancestor of at.ancestors()) {
    if (ancestor.kind === 'except_clause' && !at.isWithin(ancestor.named[0]!)) {
      const handler = handlerOf(doc, ancestor);
      yield { node: ancestor, block: handler.block, types: handler.types, handler, ...(handler.name && { name: handler.name }) };
    }
    if (ancestor.kind === 'function_definition') {
      const registered = registeredHandler(doc, ancestor) ?? handedException(doc, ancestor);
      if (registered) yield registered;
    }
    if (FUNCTIONS.includes(ancestor.kind)) return;
  }
}

/** `@app.exception_handler(Exception)`, `@app.errorhandler(500)`, `app.add_exception_handler(Exception, fn)`. */
function registeredHandler(doc: PythonDoc, fn: PyNode): Source | undefined {
  const decorators = fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator') : [];
  const calls = decorators.flatMap(({ named }) => (named[0]?.kind === 'call' ? [named[0]] : []));
  const named = calls.find((call) => REGISTERS.test(call.field('function')!.text)) ?? registeringCall(doc, fn);
  const types = named ? argumentsOf(named).positional.slice(0, 1) : [];
  const parameters = fn.field('parameters')?.named ?? [];
  const last = parameters.filter(({ kind }) => !/splat/.test(kind)).at(-1);
  const name = last && (last.kind === 'identifier' ? last : last.children.find(({ kind }) => kind === 'identifier'));
  return name && types.length > 0 ? { node: fn, block: fn.field('body')!, types, name } : undefined;
}

function registeringCall(doc: PythonDoc, fn: PyNode): PyNode | undefined {
  const name = fn.field('name')!.text;
  return [...doc.root.descendants('call')].find((call) => /(^|\.)(add_exception_handler|register_error_handler|error_handler\.add)$/.test(call.field('function')!.text) &&
    argumentsOf(call).positional[1]?.text === name);
}

/** A function that takes any exception: `def server_error(exc: Exception)`, or one that only broad clauses of the file hand theirs to. */
function handedException(doc: PythonDoc, fn: PyNode): Source | undefined {
  const parameters = (fn.field('parameters')?.named ?? []).filter(({ text }) => text !== 'self' && text !== 'cls');
  const handed = handingCalls(doc, fn);
  const found = parameters.flatMap((parameter, i) => {
    const name = parameter.kind === 'identifier' ? parameter : parameter.children.find(({ kind }) => kind === 'identifier');
    const type = parameter.field('type')?.named[0];
    const isAny = type !== undefined && /^(Base)?Exception$/.test(type.text);
    const callers = handed.filter(({ call, handler }) => argumentsOf(call).positional[i]?.text === handler.name!.text).map(({ handler }) => handler);
    const isFromBroad = type === undefined && callers.length > 0 && callers.every(({ isBroad }) => isBroad);
    return name && (isAny || isFromBroad) ? [{ node: fn, block: fn.field('body')!, name, types: isAny ? [type] : [], callers }] : [];
  });
  return found[0];
}

/** The calls of a function that stand in clauses and are given what these caught. */
function handingCalls(doc: PythonDoc, fn: PyNode): { readonly call: PyNode; readonly handler: Handler }[] {
  const name = fn.field('name')!.text;
  return doc.root.descendants('call').filter((call) => lastName(call.field('function')) === name).flatMap((call) => {
    const clause = enclosingHandler(call);
    const handler = clause && handlerOf(doc, clause);
    return handler?.name && argumentsOf(call).positional.some(({ text }) => text === handler.name!.text) ? [{ call, handler }] : [];
  });
}
