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
