import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf, type Condition } from '../../src/languages/python/conditions.ts';
import { isLogCall, logMethod } from '../../src/languages/python/log-calls.ts';
import { enclosingHandler, statementsOf } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, middlewareUses, ownMiddleware, switchedOff, told, withCallees, type Found } from '../../src/languages/python/queries.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Logged = Found & { readonly says: string };

const LIBRARIES = /^(django_structlog\.middlewares\.(request\.)?RequestMiddleware|request_logging\.middleware\.LoggingMiddleware|asgi_logger\.AccessLoggerMiddleware|asgi_logger\.middleware\.AccessLoggerMiddleware|access_log\.\w+|drf_api_logger\.middleware\.\w+|fastapi_logger\.\w+|fastapi_structlog\.\w+|timing_asgi\.TimingMiddleware)/;

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /middleware|(before|after)_\w*request|accesslog/i,
    * evidence(doc, project) {
      yield* evidenceOf(logged(doc, project));
      yield* gunicorn(doc);
    },
    problems: (doc, project) => switchedOff(logged(doc, project)),
  }),
};

function logged(doc: PythonDoc, project: ProjectView): Logged[] {
  return [
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` logs requests` })),
    ...ownMiddleware(doc, project).filter(({ node }) => logsRequests(doc, project, node)).map((each) => ({ ...each, says: `\`${each.name}\` logs every request` })),
  ];
}

/** A line at level info or above about method or path that is written however the request ends, not only when it is refused or fails. */
function logsRequests(doc: PythonDoc, project: ProjectView, node: PyNode): boolean {
  const parts = withCallees(doc, node).filter((part) => part === node || !isForErrors(node, part));
  if (!/\.(method|path|url)\b|["'](method|path)["']|REQUEST_METHOD/.test(parts.map(({ text }) => text).join('\n'))) return false;
  return parts.flatMap((part) => part.descendants('call')).some((call) => isLogCall(doc, call, project) && ['info', 'log', 'success'].includes(logMethod(call))
    && !enclosingHandler(call) && /method|path|url|endpoint|extra|data|entry|payload|record|details|request/i.test(call.field('arguments')!.text)
    && !isBeforeAnEnd(call) && isUsual(conditionOf(doc, project, call)));
}

/** A function that only `except` clauses call: its line is about what failed. */
function isForErrors(node: PyNode, part: PyNode): boolean {
  const name = part.field('name')?.text;
  const uses = name === undefined ? [] : node.descendants('identifier').filter(({ text }) => text === name);
  return uses.length > 0 && uses.every((use) => enclosingHandler(use));
}

/** A condition that most requests meet: not one for slow or failed ones, and no switch that is off. */
function isUsual(condition: Condition | undefined): boolean {
  return !condition || !(condition.isOff || /slow|threshold|error|fail|>/i.test(condition.text));
}

/** Whether the line stands in a branch that gives an answer of its own: a refusal, not the log of every request. */
function isBeforeAnEnd(call: PyNode): boolean {
  const branch = call.closest('block', 'function_definition');
  const last = branch?.kind === 'block' && branch.parent?.kind !== 'function_definition' ? statementsOf(branch).at(-1) : undefined;
  return last !== undefined && ['if_statement', 'elif_clause', 'else_clause'].includes(branch!.parent!.kind) && ['return_statement', 'raise_statement'].includes(last.kind);
}

/** `accesslog = "-"` in gunicorn's configuration. */
function* gunicorn(doc: PythonDoc) {
  if (!/(^|\/)gunicorn[\w.]*\.py$/.test(doc.path)) return;
  for (const assignment of doc.root.descendants('assignment')) {
    if (assignment.field('left')!.text === 'accesslog' && assignment.field('right')?.kind !== 'none') yield told(assignment.field('left')!, 'gunicorn writes an access log');
  }
}
