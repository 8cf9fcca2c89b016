import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf } from '../../src/languages/python/conditions.ts';
import { lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, middlewareUses, ownMiddleware, switchedOff, told, withCallees, type Found, type Told } from '../../src/languages/python/queries.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Timeout = Found & { readonly says: string };

const LIBRARIES = /^(asgi_timeout\.|starlette_timeout\.|fastapi_timeout\.|timeout_middleware\.)/;
const NEXT = /call_next\(|get_response\(|self\.app\(|\bhandler\(request\)|\bapp\(scope/;
/** Options of Quart and Sanic, which are limits of a request by themselves. */
const OPTIONS = ['RESPONSE_TIMEOUT', 'REQUEST_TIMEOUT'];

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /timeout|wait_for|fail_after|move_on_after/i,
    evidence: (doc, project) => [...evidenceOf(timeouts(doc, project)), ...gunicorn(doc, true)],
    problems: (doc, project) => [...switchedOff(timeouts(doc, project)), ...gunicorn(doc, false)],
  }),
};

function timeouts(doc: PythonDoc, project: ProjectView): Timeout[] {
  return [
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` ends a request that takes too long` })),
    ...ownMiddleware(doc, project).filter(({ node }) => withCallees(doc, node).some((part) => endsRequests(doc, part))).map((each) => ({ ...each, says: `\`${each.name}\` ends a request that takes too long` })),
    ...options(doc, project),
  ];
}

/** `await asyncio.wait_for(call_next(request), …)`, `async with asyncio.timeout(…)` around it. */
function endsRequests(doc: PythonDoc, part: PyNode): boolean {
  const waits = part.descendants('call').some((call) => lastName(call.field('function')) === 'wait_for' && NEXT.test(call.field('arguments')!.text));
  return waits || part.descendants('with_statement').some((statement) => statement.descendants('with_item').some((item) => {
    const call = item.descendants('call')[0];
    return call && /^(asyncio\.(timeout|timeout_at)|anyio\.(fail_after|move_on_after)|async_timeout\.timeout)$/.test(doc.scopes.qualifiedName(call.field('function')) ?? '');
  }) && NEXT.test(statement.field('body')?.text ?? ''));
}

function options(doc: PythonDoc, project: ProjectView): Timeout[] {
  if (!/^\s*(from|import) (quart|sanic)\b/m.test(doc.text)) return [];
  return doc.root.descendants('assignment').flatMap((assignment): Timeout[] => {
    const left = assignment.field('left')!;
    const name = left.kind === 'subscript' ? stringValue(left.field('subscript')) : lastName(left);
    if (!OPTIONS.includes(name ?? '') || !/config/.test(left.text) || assignment.field('right')?.kind === 'none') return [];
    const condition = conditionOf(doc, project, assignment);
    return [{ node: left, says: `\`${name}\` ends a request that takes too long`, ...(condition && { condition }) }];
  });
}

/** `timeout = 30` of gunicorn's configuration: it ends a sync worker, and says nothing about requests of async ones. */
function gunicorn(doc: PythonDoc, areOn: boolean): Told[] {
  if (!/(^|\/)gunicorn[\w.]*\.py$/.test(doc.path) || /Uvicorn|gevent|eventlet|tornado|aiohttp/i.test(doc.root.descendants('assignment').find((each) => each.field('left')!.text === 'worker_class')?.text ?? '')) return [];
  return doc.root.descendants('assignment').filter((each) => each.field('left')!.text === 'timeout').flatMap((each) => {
    const value = each.field('right');
    const isOff = value?.text === '0';
    return isOff === areOn ? [] : [told(each.field('left')!, isOff ? 'gunicorn lets a worker take for ever' : `gunicorn ends a worker that is silent for ${value?.kind === 'integer' ? `${value.text} s` : 'too long'}`)];
  });
}
