import { handlerOf, usesOfException, type Handler } from '../../../src/languages/python/handlers.ts';
import { isLogCall, logMethod, logsTraceback } from '../../../src/languages/python/log-calls.ts';
import { argumentsOf, enclosingFunction } from '../../../src/languages/python/nodes.ts';
import { interpolated } from '../../../src/languages/python/secrets.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { File } from './file.ts';
import { runsAlways, type Clause } from './handler.ts';
import { Message } from './message.ts';

const LOUD = /^(warn|warning|error|exception|critical|fatal)$/;

/**
 * Whether a log call tells of the exception that a print shows, and of all else it shows: one in the same clause, or in
 * the clause that the exception is raised on to. One error is one line.
 */
export function isLoggedInClause(file: File, call: PyNode, clause: Clause): boolean {
  const { handler, exceptionUses } = clause;
  if (!runsAlways(call, handler) || !exceptionUses.some((use) => use.isWithin(call))) return false;
  const others = valuesOf(call).filter((value) => !exceptionUses.some((use) => use.isWithin(value)));
  return [handler, ...raisedOnTo(file, handler)].some((each) => each.body.some((statement) => {
    const log = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
    return log?.kind === 'call' && tells(file, log, each === handler ? exceptionUses : usesOfException(file.doc, each)) && others.every((value) => shows(log, value));
  }));
}

function tells({ doc, project }: File, call: PyNode, exceptionUses: readonly PyNode[]): boolean {
  return isLogCall(doc, call, project) && LOUD.test(logMethod(call)) && (exceptionUses.some((use) => use.isWithin(call)) || logsTraceback(doc, call, project));
}

function valuesOf(call: PyNode): PyNode[] {
  return argumentsOf(call).positional.flatMap((argument) => Message.read(argument)?.values.map((value) => interpolated(value)!) ?? [argument]);
}

function shows(log: PyNode, { kind, text }: PyNode): boolean {
  return log.descendants(kind).some((each) => each.text === text);
}

/** The broad clause of the same function that a clause which ends in a plain `raise` raises on to; one that would do nothing else stays as it is. */
function raisedOnTo({ doc }: File, { attempt, body, name }: Handler): Handler[] {
  const last = body.at(-1)!;
  if (last.kind !== 'raise_statement' || body.length < 3 || !['raise', `raise ${name?.text}`].includes(last.text)) return [];
  const outer = [...attempt.ancestors()].find((each) => each.kind === 'try_statement' && attempt.isWithin(each.field('body')!));
  if (!outer || enclosingFunction(outer) !== enclosingFunction(attempt)) return [];
  const [first] = outer.children.filter(({ kind }) => kind === 'except_clause').map((clause) => handlerOf(doc, clause));
  return first?.isBroad ? [first] : [];
}
