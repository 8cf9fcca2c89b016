import { argumentsOf, runsIn, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { attributeGiven, following, isOwnLocal } from './flow.ts';

const STATUS = /^(status_code|status)$/;

/** How a response that is kept in a local name leaves the function. */
export interface Departure {
  /** The last status it is given on the way, if it is given one. */
  readonly status: PyNode | 'maybe' | undefined;
}

/** `response = jsonify(…)`, `response.status_code = 500`, `return response`; undefined where it is not seen to leave. */
export function departureOf(doc: PythonDoc, call: PyNode): Departure | undefined {
  const name = nameOf(call);
  if (!name || !isOwnLocal(doc, name)) return undefined;
  let status: Departure['status'];
  for (const statement of following(statementOf(call))) {
    status = attributeGiven(statement, name.text, STATUS) ?? status;
    if (statement.kind === 'return_statement' || statement.kind === 'raise_statement') {
      const [sent, beside] = sentBy(statement);
      return sent?.text === name.text ? { status: beside ?? status } : undefined;
    }
    if (runsIn(statement, 'assignment').some((node) => node.field('left')!.text === name.text)) return undefined;
  }
  return undefined;
}

/** What a `return` or `raise` sends, and the status beside it: `return response, 500`, `return make_response(response, 500)`. */
function sentBy(statement: PyNode): readonly (PyNode | undefined)[] {
  const value = statement.named[0];
  if (value?.kind === 'expression_list') return value.named;
  return value?.kind === 'call' && /(^|\.)make_response$/.test(value.field('function')!.text) ? argumentsOf(value).positional : [value];
}

/** The local name a response is assigned to. */
export function nameOf(call: PyNode): PyNode | undefined {
  const assignment = call.parent?.kind === 'await' ? call.parent.parent : call.parent;
  const left = assignment?.kind === 'assignment' ? assignment.field('left') : undefined;
  return left?.kind === 'identifier' ? left : undefined;
}
