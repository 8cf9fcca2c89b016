import { isLogCall, logsTraceback } from '../../../src/languages/python/log-calls.ts';
import { runsIn, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { decoratorsOf } from '../../../src/languages/python/queries.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Source } from './sources.ts';
import { toldOf } from './told.ts';

/** Functions that put a log line with the traceback in front of the handler they are given: `log_err` over `@app.errorhandler(…)`'s. */
export function loggingDecorators(doc: PythonDoc, project: ProjectView): string[] {
  return doc.root.descendants('function_definition').filter((fn) => {
    const wrapped = /^\w+/.exec(fn.field('parameters')!.named[0]?.text ?? '')?.[0];
    const inner = statementsOf(fn.field('body')).flatMap((statement) => (statement.kind === 'decorated_definition' ? statement.named.at(-1)! : statement)).find(({ kind }) => kind === 'function_definition');
    if (wrapped === undefined || inner === undefined) return false;
    const statements = statementsOf(inner.field('body'));
    const isPassedOn = statements.some((statement) => runsIn(statement, 'call').some((call) => call.field('function')!.text === wrapped));
    return isPassedOn && statements.some(({ named: [call] }) => call?.kind === 'call' && isLogCall(doc, call, project) && logsTraceback(doc, call, project));
  }).map((fn) => fn.field('name')!.text);
}

/** The decorator of an error handler that logs what it is given. */
export function decoratorThatLogs(doc: PythonDoc, { node, handler }: Source, project: ProjectView): string | undefined {
  if (handler || node.kind !== 'function_definition') return undefined;
  return decoratorsOf(node).find((decorator) => isLogging(doc, decorator, project))?.text;
}

function isLogging(doc: PythonDoc, name: PyNode, project: ProjectView): boolean {
  const own = doc.scopes.qualifiedName(name) ?? name.text;
  const parts = own.replace(/^\.+/, '').split('.');
  const module = parts.slice(0, -1).join('.');
  return toldOf<string>(project, 'decorators').some(({ path, all }) => all.includes(parts.at(-1)!)
    && (module === '' ? path === doc.path : `.${path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}`.endsWith(`.${module}`)));
}
