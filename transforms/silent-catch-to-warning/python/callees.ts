import { tellingCallsIn } from '../../../src/languages/python/telling-calls.ts';
import { kindOf } from '../../../src/languages/python/call-kinds.ts';
import { handlerOf, type Handler } from '../../../src/languages/python/handlers.ts';
import { isDocstring } from '../../../src/languages/python/imports.ts';
import { isLogCall, logMethod } from '../../../src/languages/python/log-calls.ts';
import { enclosingClass, runsIn, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { collectedIn, type Callees } from './collected.ts';

const SEEN = /^(warning|warn|error|exception|critical|fatal)$/;

export function calleesIn(doc: PythonDoc, project: ProjectView): Callees {
  const ends = doc.root.descendants('function_definition').map((fn) => ({ name: nameOf(fn), end: endOf(doc, fn, project) }));
  const named = (wanted: string) => ends.filter(({ end }) => end === wanted).map(({ name }) => name);
  return { answers: named('answers'), raises: named('raises') };
}

/** Why the failure of a block is told already: all it calls for its work writes a log line itself; `raises` counts those that raise after it. */
export function toldByCallee(doc: PythonDoc, { guarded }: Handler, raises: boolean, project: ProjectView): string | undefined {
  const calls = tellingCallsIn(guarded).filter((call) => kindOf(call) !== 'prepares');
  const isTold = calls.length > 0 && calls.every(({ call }) => tells(doc, call, raises, project));
  return isTold ? `\`${calls[0]!.name}\` writes a log line itself where it fails` : undefined;
}

function tells(doc: PythonDoc, call: PyNode, raises: boolean, project: ProjectView): boolean {
  const callee = call.field('function')!;
  const isIn = ({ answers, raises: raising }: Callees, name: string) => answers.includes(name) || raises && raising.includes(name);
  const owner = callee.text.startsWith('self.') ? enclosingClass(call)?.field('name')?.text : undefined;
  if (owner) return isIn(calleesIn(doc, project), `${owner}.${callee.text.slice('self.'.length)}`);
  const origin = doc.scopes.qualifiedName(callee);
  if (callee.kind === 'identifier' && origin === undefined) return isIn(calleesIn(doc, project), callee.text);
  if (origin === undefined || origin.startsWith('builtins.')) return false;
  const at = origin.lastIndexOf('.');
  const module = origin.slice(0, at).replace(/^\.+/, '');
  return collectedIn(project).some(({ path, facts }) => `.${path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}`.endsWith(`.${module}`) && isIn(facts.callees, origin.slice(at + 1)));
}

/** How a function ends that is one `try` whose handlers all log what they catch. */
function endOf(doc: PythonDoc, fn: PyNode, project: ProjectView): 'answers' | 'raises' | undefined {
  const statements = statementsOf(fn.field('body')).filter((statement) => !isDocstring(statement));
  const attempt = statements.find(({ kind }) => kind === 'try_statement');
  if (!attempt || statements.some((statement) => statement !== attempt && mayFail(statement))) return undefined;
  const handlers = attempt.children.filter(({ kind }) => kind === 'except_clause').map((clause) => handlerOf(doc, clause));
  const isLogged = handlers.some(({ isBroad }) => isBroad) && handlers.every(({ block }) => runsIn(block, 'call').some((call) => isLogCall(doc, call, project) && SEEN.test(logMethod(call))));
  if (!isLogged) return undefined;
  return handlers.some(({ block }) => runsIn(block, 'raise_statement').length > 0) ? 'raises' : 'answers';
}

function mayFail(statement: PyNode): boolean {
  return !['return_statement', 'expression_statement', 'import_statement', 'import_from_statement', 'if_statement'].includes(statement.kind) ||
    runsIn(statement, 'call', 'await', 'subscript').length > 0;
}

function nameOf(fn: PyNode): string {
  const owner = fn.parent?.closest('class_definition', 'function_definition');
  const name = fn.field('name')!.text;
  return owner?.kind === 'class_definition' ? `${owner.field('name')!.text}.${name}` : name;
}
