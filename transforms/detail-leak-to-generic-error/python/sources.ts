import { handlerOf, type Handler } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, FUNCTIONS } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** Where an exception gets its name: an `except` clause, or a function registered as the handler of a type. */
export interface Source {
  readonly node: PyNode;
  readonly block: PyNode;
  readonly name?: PyNode;
  readonly types: readonly PyNode[];
  /** Absent for a registered function. */
  readonly handler?: Handler;
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
      const registered = registeredHandler(doc, ancestor);
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
