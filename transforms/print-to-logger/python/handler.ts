import { argumentsOf, enclosingHandler, isStatement, lastName, literalText, runsIn, statementOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import { handlerOf, logCallsIn, usesOfException, type Handler } from '../../../src/languages/python/handlers.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { isTracebackText } from './format-exc.ts';

/** Exceptions that steer a program rather than report that it broke. */
const CONTROL_FLOW = /(^|\.)(KeyboardInterrupt|SystemExit|GeneratorExit|CancelledError|StopIteration|StopAsyncIteration|ImportError|ModuleNotFoundError|WebSocketDisconnect|Empty|QueueEmpty)$/;
/** Raising one of these answers a request: nobody logs it on the way out. */
const RESPONSES = /^(\w*HTTPException|Http404|HTTPError|HTTP\w+|APIException|\w*APIError|PermissionDenied|NotFound|BadRequest|Unauthorized|Forbidden|NotAuthenticated|AuthenticationFailed|Throttled|ValidationError|ParseError)$/;

/** An `except` clause as the prints in it see it. */
export interface Clause {
  readonly handler: Handler;
  readonly isControlFlow: boolean;
  readonly logsAlready: boolean;
  readonly logsWithTraceback: boolean;
  readonly exceptionUses: readonly PyNode[];
  /** `traceback.print_exc()` and `print(traceback.format_exc())` that run whenever the clause does. */
  readonly tracebacks: readonly PyNode[];
}

const clauses = new WeakMap<PyNode, Clause>();

export function clauseAround(doc: PythonDoc, node: PyNode, project: ProjectView): Clause | undefined {
  const clause = enclosingHandler(node);
  if (!clause) return undefined;
  let known = clauses.get(clause);
  if (!known) clauses.set(clause, (known = readClause(doc, clause, project)));
  return known;
}

function readClause(doc: PythonDoc, clause: PyNode, project: ProjectView): Clause {
  const handler = handlerOf(doc, clause);
  const { calls, withTraceback } = logCallsIn(doc, handler.block, project);
  return {
    handler,
    isControlFlow: handler.types.length > 0 && handler.types.every((type) => CONTROL_FLOW.test(type.text)),
    logsAlready: calls.length > 0,
    logsWithTraceback: withTraceback,
    exceptionUses: [...usesOfException(doc, handler), ...usesOfItsText(doc, handler)],
    tracebacks: [...runsIn(handler.block, 'call')].filter((call) => runsAlways(call, handler) && writesTraceback(doc, call)),
  };
}

/** Uses of what the clause makes of the exception: `message = str(e)`. */
function usesOfItsText(doc: PythonDoc, handler: Handler): PyNode[] {
  const direct = usesOfException(doc, handler);
  return handler.body.flatMap((statement) => {
    const assignment = statement.named[0];
    const name = assignment?.kind === 'assignment' ? assignment.field('left') : undefined;
    const isMade = name?.kind === 'identifier' && direct.some((use) => use.isWithin(assignment!));
    return isMade ? doc.scopes.usesOf(name.text).filter((use) => use.isWithin(handler.block)) : [];
  });
}

/** `traceback.print_exc()`, and a print of `traceback.format_exc()` with at most a heading. */
export function writesTraceback(doc: PythonDoc, call: PyNode): boolean {
  const name = doc.scopes.qualifiedName(call.field('function'));
  if (name === 'traceback.print_exc') return isStatement(call) && call.field('arguments')!.named.length === 0;
  return name === 'builtins.print' && isStatement(call) && printsTraceback(doc, call);
}

const HEADING = /^(\\n|\W)*(\[[^\]]*\](\\n|\W)*)?((full|stack|error|exception) )?(traceback|trace|stack ?trace|details)?(\\n|\W)*$/i;

/** Whether a print is the heading of the traceback that the next statement writes: `print("Traceback:")`. */
export function opensTraceback(call: PyNode, { tracebacks }: Clause): boolean {
  const statement = statementOf(call);
  const { positional: [text, ...more] } = argumentsOf(call);
  const isHeading = more.length === 0 && /trace/i.test(text?.text ?? '') && HEADING.test(literalText(text) ?? '-');
  const siblings = statement.parent!.named;
  return isHeading && tracebacks.some((each) => statementOf(each) === siblings[siblings.indexOf(statement) + 1]);
}

function printsTraceback(doc: PythonDoc, call: PyNode): boolean {
  const { positional } = argumentsOf(call);
  const [text] = positional;
  const inText = text?.kind === 'string' ? text.named.filter(({ kind }) => kind === 'interpolation').map((part) => part.named[0]!) : [];
  if (positional.length === 2) return inText.length === 0 && HEADING.test(literalText(text) ?? '-') && isTracebackText(doc, positional[1]);
  if (positional.length !== 1) return false;
  const shown = text!.kind === 'string' ? inText : [text!];
  if (shown.length !== 1 || !isTracebackText(doc, shown[0])) return false;
  return HEADING.test(text!.children.filter(({ kind }) => kind === 'string_content').map((part) => part.text).join(''));
}

/** A statement of the clause itself rather than of an `if` or loop in it. */
export function runsAlways(call: PyNode, { block }: Handler): boolean {
  return statementOf(call).parent === block;
}

/**
 * Whether a clause for some exceptions only does something instead of what failed: it returns, goes on with the loop,
 * sets a value. What happened is clear from its type then, and where from the text.
 */
export function goesOnOtherwise({ isBroad, name, body, block, attempt, guarded }: Handler): boolean {
  if (isBroad || runsIn(block, 'raise_statement').length > 0) return false;
  return body.some((statement) => !isTold(statement, name?.text)) || isAnsweredBehind(attempt, guarded);
}

/** A `try` that answers, with another answer right behind it, or that sets a value which has one already: on failure there is that. */
function isAnsweredBehind(attempt: PyNode, guarded: PyNode): boolean {
  const siblings = statementsOf(attempt.parent!);
  const at = siblings.indexOf(attempt);
  const last = statementsOf(guarded).at(-1);
  if (last?.kind === 'return_statement') return siblings[at + 1]?.kind === 'return_statement';
  const name = assignedName(last);
  return name !== undefined && siblings.slice(0, at).some((statement) => assignedName(statement) === name);
}

function assignedName(statement: PyNode | undefined): string | undefined {
  const assignment = statement?.kind === 'expression_statement' ? statement.named[0] : undefined;
  const target = assignment?.kind === 'assignment' ? assignment.field('left') : undefined;
  return target?.kind === 'identifier' ? target.text : undefined;
}

/** A statement that only tells: a print, a log call, a traceback, what makes a text of the exception. */
function isTold(statement: PyNode, exception: string | undefined): boolean {
  const value = statement.named[0]?.kind === 'assignment' ? statement.named[0].field('right') : undefined;
  if (value && exception !== undefined && [value, ...value.descendants('identifier')].some(({ text }) => text === exception)) return true;
  const call = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
  if (statement.kind === 'pass_statement' || statement.kind === 'import_statement') return true;
  return call?.kind === 'call' && /^print$|\bprint_exc$|(^|\.)_?(log|logger|logging)\.\w+$/i.test(call.field('function')!.text);
}

/** Whether the way from here on raises an error that somebody else will log. */
export function raisesOn(call: PyNode, { block }: Handler): boolean {
  for (let statement = statementOf(call); ; statement = statementOf(statement.parent!)) {
    const siblings = statement.parent!.named;
    const raise = siblings.slice(siblings.indexOf(statement) + 1).find(({ kind }) => kind === 'raise_statement');
    if (raise) return !answersRequest(raise);
    if (statement.parent === block) return false;
  }
}

function answersRequest(raise: PyNode): boolean {
  const raised = raise.named[0];
  return raised?.kind === 'call' && RESPONSES.test(lastName(raised.field('function')) ?? '');
}
