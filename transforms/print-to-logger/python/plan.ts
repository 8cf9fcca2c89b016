import type { Level } from '../../../src/languages/python/log-line.ts';
import { argumentsOf, statementOf } from '../../../src/languages/python/nodes.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import { handlerKey } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { ownLevel, saysSuccess } from '../level.ts';
import { isUnderCondition, printsBeside, shownTogether } from './blocks.ts';
import { isDecoration, isDecorationStatement } from './decoration.ts';
import type { Plan } from './edits.ts';
import { isPrint, type File } from './file.ts';
import type { Rendered } from './form.ts';
import { goesOnOtherwise, opensTraceback, raisesOn, runsAlways, type Clause } from './handler.ts';
import { excuseIn, FAILURE_MARK, saidLevel } from '../said-level.ts';
import { isBesideBareValues, isLeftover, isSaidToDebug, tellsOfFailure } from './leftover.ts';
import { endsProgram, excuseOf } from './level.ts';
import { renderedAt } from './rendered.ts';

const SEVERITY: readonly Level[] = ['debug', 'info', 'warning', 'error'];

/** The level of a print, and whether its line is the one of its `except` clause that carries the traceback. */
export function planOf(file: File, call: PyNode, clause: Clause | undefined, rendered: Rendered): Plan {
  const level = levelOfBlock(file, call, clause, rendered);
  const hasTraceback = rendered.tracebacks !== undefined;
  if (!clause || clause.isControlFlow) return { level, traceback: hasTraceback };
  if (!hasTraceback && isGoodNews(clause, call, rendered.text)) return { level, traceback: false };
  const { handler, tracebacks } = clause;
  if (clause.logsAlready) return { level, traceback: hasTraceback && !clause.logsWithTraceback };
  const provides = handlerKey(handler.clause);
  if (hasTraceback) return { level, traceback: true, ...(runsAlways(call, handler) && { provides }) };
  const peers = tellingPrints(file, clause);
  if (peers.some((peer) => readAt(file, peer)?.tracebacks)) return { level, traceback: false };
  const isFirst = peers[0] === call;
  const tellsIt = peers.some((peer) => showsException(clause, peer));
  const isOnlyBeside = !tellsIt && textPrints(file, clause).some((print) => showsException(clause, print));
  if (tracebacks.length === 0 && !isOnlyBeside && (goesOnOtherwise(handler) || excuseOf(file.doc, call, clause) === 'no failure')) {
    return { level, traceback: false, ...(isFirst && tellsIt && { provides }) };
  }
  if (isFirst && (tracebacks.length > 0 || !raisesOn(call, handler))) return { level, traceback: true, provides };
  // One branch of the clause: it cannot stand for the whole, and a response that shows the exception gets a line of its own.
  const isOnlyOne = peers.length === 0 && tracebacks.length === 0 && opensBranch(file, call, handler);
  const leaks = clause.exceptionUses.some((use) => use.closest('raise_statement', 'return_statement'));
  return { level, traceback: isOnlyOne && !leaks && !raisesOn(call, handler) };
}

/** The highest level of the lines that show one thing together: they are read as one, and what begins with `DEBUG` is for debugging. */
function levelOfBlock(file: File, call: PyNode, clause: Clause | undefined, rendered: Rendered): Level {
  const lines = shownTogether(file, call).filter((print) => !isUnderCondition(print, call)).flatMap((print) => {
    const each = print === call ? rendered : readAt(file, print);
    return each ? [levelOfLine(file, print, clause, each)] : [];
  });
  const levels = lines[0] === 'debug' ? lines.map((level) => (level === 'info' ? 'debug' : level)) : lines;
  return SEVERITY[Math.max(0, ...levels.map((level) => SEVERITY.indexOf(level)))]!;
}

function levelOfLine(file: File, call: PyNode, clause: Clause | undefined, rendered: Rendered): Level {
  const { text, tag, tracebacks } = rendered;
  const excuse = excuseOf(file.doc, call, clause);
  const own = ownLevel(text, tag);
  // The habit of a tag does not make what broke a matter for whoever looks for faults.
  const isBroken = own === 'debug' && clause?.handler.isBroad && showsException(clause, call) && !excuse && !excuseIn(text) && saidLevel(text, undefined, false) === 'error';
  if (own && !isBroken) return saidLevel(text, tag, false);
  const spoken = saidLevel(text, undefined, argumentsOf(call).keywords.get('file')?.text === 'sys.stderr');
  const ends = (spoken === 'info' || spoken === 'warning') && !clause?.isControlFlow && endsProgram(file.doc, call);
  const said = ends ? 'error' : spoken === 'info' && !(clause && showsException(clause, call)) ? quietLevel(file, call, rendered) : spoken;
  if (excuse === 'no failure') return said === 'debug' ? 'debug' : 'info';
  const level = tracebacks ? 'error' : clause && !clause.isControlFlow ? levelInClause(file, call, clause, text, said) : said;
  return excuse === 'minor' && level === 'error' ? 'warning' : level;
}

/** The level of a line whose words tell of no failure. */
function quietLevel(file: File, call: PyNode, rendered: Rendered): Level {
  if (isLeftover(file.doc, call, rendered)) return tellsOfFailure(call) ? 'warning' : 'debug';
  const isForDebugging = isSaidToDebug(file.doc, call) || isBesideBareValues(printsBeside(file, call), statementOf(call), rendered.text);
  return isForDebugging ? 'debug' : 'info';
}

function levelInClause(file: File, call: PyNode, clause: Clause, text: string, said: Level): Level {
  if (isGoodNews(clause, call, text)) return said;
  if (clause.tracebacks.length === 0 && goesOnOtherwise(clause.handler)) {
    return said === 'debug' || (said === 'error' && FAILURE_MARK.test(text)) ? said : 'warning';
  }
  const isFirst = tellingPrints(file, clause)[0] === call;
  const showsIt = showsException(clause, call) || (isFirst && (textPrints(file, clause).some((print) => showsException(clause, print)) || clause.tracebacks.length > 0));
  return showsIt ? 'error' : 'warning';
}

/** Whether a line of a clause says that what it does instead went well. */
function isGoodNews(clause: Clause, call: PyNode, text: string): boolean {
  return saysSuccess(text) && !showsException(clause, call);
}

function showsException({ exceptionUses }: Clause, print: PyNode): boolean {
  return exceptionUses.some((use) => use.isWithin(print));
}

/** Whether a print is the first one in a branch of an `if` of the clause. */
function opensBranch(file: File, call: PyNode, { block }: Handler): boolean {
  const statement = statementOf(call);
  if (statement.parent!.named.some((other) => other.start < statement.start && isPrint(file, other) && !isDecorationStatement(file, other))) return false;
  for (const ancestor of statement.ancestors()) {
    if (ancestor === block) return true;
    if (!['block', 'if_statement', 'elif_clause', 'else_clause', 'with_statement'].includes(ancestor.kind)) return false;
  }
  return false;
}

/** The prints of a clause that say something and run whenever it does, in order. */
export function textPrints(file: File, clause: Clause): PyNode[] {
  const { handler, tracebacks } = clause;
  return handler.body.map((statement) => statement.named[0]!).filter((node) => node?.kind === 'call' &&
    file.doc.scopes.qualifiedName(node.field('function')) === 'builtins.print' && !isDecoration(node) && !tracebacks.includes(node) && !opensTraceback(node, clause) &&
    readAt(file, node) !== undefined);
}

/** Those of them that say more than the exception does, if there are any. */
function tellingPrints(file: File, clause: Clause): PyNode[] {
  const all = textPrints(file, clause);
  const telling = all.filter((print) => !isLoneException(clause, print) && !isGoodNews(clause, print, readAt(file, print)!.text));
  return telling.length > 0 ? telling : all;
}

/** The line that tells of an exception which a print shows once more, and nothing else: one error is one line. */
export function toldBy(file: File, call: PyNode, clause: Clause): PyNode | undefined {
  if (!isLoneException(clause, call) || !runsAlways(call, clause.handler)) return undefined;
  const [first] = tellingPrints(file, clause).filter((print) => print !== call);
  const rendered = first && readAt(file, first);
  return rendered && (showsException(clause, first) || planOf(file, first, clause, rendered).traceback) ? first : undefined;
}

/** `print(e)`, `print(str(e))`, `print(f"{e}")`, `print(type(e))`. */
export function isLoneException({ handler, exceptionUses }: Clause, call: PyNode): boolean {
  const name = handler.name?.text;
  const [argument, ...more] = argumentsOf(call).positional;
  return name !== undefined && argument !== undefined && more.length === 0 && exceptionUses.some((use) => use.text === name && use.isWithin(argument)) &&
    new RegExp(`^(?:f(["'])\\{)?(?:(?:str|repr|type)\\(${name}\\)|${name}(?:\\.args)?)(?:!r)?(?:\\}\\1)?$`).test(argument.text);
}

function readAt(file: File, print: PyNode): Rendered | undefined {
  const rendered = renderedAt(file, print);
  return 'reason' in rendered ? undefined : rendered;
}
