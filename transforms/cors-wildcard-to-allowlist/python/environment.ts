import { argumentsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { Binding } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { EnvVariable } from './context.ts';

const ENV_READS = new Set(['os.getenv', 'os.environ.get', 'os.environ.setdefault', 'decouple.config']);

/** Whether a call reads a variable of the environment. */
export function isEnvRead(doc: PythonDoc, call: PyNode): boolean {
  const callee = call.field('function');
  const name = doc.scopes.qualifiedName(callee);
  if (name && ENV_READS.has(name)) return true;
  return /^(self\.)?_?env(\.(str|list|get|tuple))?$|^config$/.test(callee?.text ?? '') && /^[A-Z][A-Z0-9_]*$/.test(stringValue(argumentsOf(call).positional[0]) ?? '');
}

/** The variable that a call reads. */
export function envOf(read: PyNode): EnvVariable[] {
  const name = stringValue(argumentsOf(read).positional[0]);
  return name && /^\w+$/.test(name) ? [{ name }] : [];
}

/** What a name is bound to by `name = value`. */
export function valueOf(binding: Binding): PyNode | undefined {
  const assignment = binding.node.parent;
  return assignment?.kind === 'assignment' && assignment.field('left') === binding.node ? assignment.field('right') : undefined;
}

/** What makes the `config` of decouple, and the `env` of django-environ and environs. */
const READERS = new Set(['decouple.AutoConfig', 'decouple.Config', 'environ.Env', 'environs.Env']);

/** The name by which a module reads its variables where a node stands, where it has a reader that takes a default; it may be bound twice. */
export function readerAt(doc: PythonDoc, at: PyNode): string | undefined {
  for (const [name, bindings] of doc.scopes.moduleNames) {
    if (bindings.every((binding) => isReader(doc, binding)) && bindings.some(({ node }) => node.start < at.start)) return name;
  }
  return undefined;
}

function isReader(doc: PythonDoc, binding: Binding): boolean {
  if (binding.origin !== undefined) return binding.origin === 'decouple.config';
  const value = valueOf(binding);
  const maker = value?.kind === 'call' ? doc.scopes.qualifiedName(value.field('function')) : undefined;
  return maker !== undefined && READERS.has(maker);
}
