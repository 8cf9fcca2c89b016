import { namesOfCaught } from '../../../src/languages/javascript/caught.ts';
import { enclosingHandler, errorBinding, handlerKey, usesOfError, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import type { Logger } from '../../../src/languages/javascript/logger-kind.ts';
import type { Level, LogLine } from '../../../src/languages/javascript/log-line.ts';
import { isCall, statementOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin } from '../../../src/languages/javascript/tree.ts';
import { errorBelow } from './beside.ts';
import { isUnderCondition, runAround, shownTogether, tornReason } from './blocks.ts';
import { consoleMethod } from './calls.ts';
import { isDecoration } from './decoration.ts';
import type { File } from './file.ts';
import { goesOnOtherwise, throwsOn } from './handler.ts';
import { commentsAt, excuseOf, levelFor, saysDebug } from './level.ts';
import { Message } from './message.ts';
import { hasErrorKey, type Left, type Rendered } from './rendered.ts';
import { renderedAt } from './rendering.ts';

interface Plan {
  readonly rendered: Rendered;
  readonly level: Level;
  readonly line: LogLine;
  readonly provides?: string;
}

const SEVERITY: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** The line a call becomes, and whether it is the one of its handler that carries the error. */
export function planOf(file: File, call: AnyCall, logger: Logger): Plan | Left {
  const rendered = renderedAt(file, call);
  if ('reason' in rendered) return rendered;
  const torn = tornReason(file, call);
  if (torn !== undefined) return { reason: torn };
  const { doc } = file;
  const handler = enclosingHandler(doc, call);
  const level = levelOfBlock(file, call, rendered);
  const line = withErrorBelow(file, call, rendered, level, logger);
  if (!handler || !runsAlways(doc, call, handler)) return { rendered, level, line };
  if (line !== rendered.line || showsError(file, call, rendered)) return { rendered, level, line, provides: handlerKey(handler) };
  if (line.error !== undefined || hasErrorKey(line) || !carriesError(file, call, level, handler, logger)) return { rendered, level, line };
  return { rendered, level, line: { ...line, error: handler.name!.name }, provides: handlerKey(handler) };
}

/** The line of a call, with the error that the next one shows and nothing else. */
function withErrorBelow(file: File, call: AnyCall, { line }: Rendered, level: Level, logger: Logger): LogLine {
  const isTold = line.error === undefined && !hasErrorKey(line) && logger.shape.form !== 'text' && (level === 'error' || level === 'warn');
  const error = isTold ? errorBelow(file, call) : undefined;
  if (error === undefined) return line;
  return { ...line, error, message: file.keepsColon ? line.message : line.message.replace(/\s*[:：]\s*(['"`])$/, '$1') };
}

/** Whether the line's comment or all the calls beside it say that it is there for debugging. */
function isForDebugging(file: File, call: AnyCall): boolean {
  const { doc } = file;
  const others = runAround(doc, call).filter((other) => other !== call);
  const isDebug = (other: AnyCall) => consoleMethod(doc, other.callee) === 'debug' || saysDebug(Message.read(doc, other.arguments[0])?.text ?? '');
  return saysDebug(commentsAt(doc, call)) || others.length > 0 && others.every(isDebug);
}

/** The level of a call; of plain ones that show one thing together what its heading names, else the highest: they are read as one. */
function levelOfBlock(file: File, call: AnyCall, rendered: Rendered): Level {
  const own = levelOfLine(file, call, rendered);
  if (consoleMethod(file.doc, call.callee) !== 'log') return own;
  const block = shownTogether(file, call);
  const heading = renderedAt(file, block[0]!);
  if (block[0] !== call && !('reason' in heading) && heading.tag !== undefined) return levelOfLine(file, block[0]!, heading);
  if (block[0] === call && rendered.tag !== undefined) return own;
  const levels = block.filter((other) => other !== call && !isUnderCondition(file.doc, other, call)).map((other) => {
    const each = renderedAt(file, other);
    return 'reason' in each ? 0 : SEVERITY.indexOf(levelOfLine(file, other, each));
  });
  return SEVERITY[Math.max(SEVERITY.indexOf(own), ...levels)]!;
}

function levelOfLine(file: File, call: AnyCall, rendered: Rendered): Level {
  const { doc } = file;
  const handler = enclosingHandler(doc, call);
  return levelFor(consoleMethod(doc, call.callee)!, rendered.text, rendered.tag, {
    showsError: showsError(file, call, rendered), isInHandler: handler !== undefined,
    goesOn: handler !== undefined && goesOnOtherwise(file, handler), excuse: excuseOf(doc, call, handler), isForDebugging: isForDebugging(file, call),
  });
}

function showsError({ doc }: File, call: AnyCall, { error }: Rendered): boolean {
  const handler = enclosingHandler(doc, call);
  return error !== undefined || (handler !== undefined && usesOfError(doc, handler).some((use) => isWithin(use, call)));
}

/** A line of a handler that reports the failure without its error takes it along, when no other line does. */
function carriesError(file: File, call: AnyCall, level: Level, handler: Handler, logger: Logger): boolean {
  const { doc, project } = file;
  const binding = errorBinding(doc, handler);
  if (level !== 'error' || !binding || logger.shape.form === 'text' || binding.name.startsWith('_')) return false;
  if (doc.scopes.lookup(binding.name, call) !== binding || throwsOn(doc, handler)) return false;
  const calls = handler.body.map((statement) => (statement.type === 'ExpressionStatement' ? statement.expression : undefined)).filter(isCall);
  const logs = calls.filter((each) => consoleMethod(doc, each.callee) !== undefined || isLogCall(doc, each, project));
  const names = [binding, ...namesOfCaught(doc, binding)];
  // Whoever logs chosen parts of an error left the rest out.
  const isShown = doc.tree.inside(handler.block, 'CallExpression', 'OptionalCallExpression')
    .some((each) => (consoleMethod(doc, each.callee) !== undefined || isLogCall(doc, each, project)) && names.some(({ uses }) => uses.some((use) => isWithin(use, each))));
  return !isShown && logs.find((each) => !isDecoration(doc, each, consoleMethod(doc, each.callee) ?? '')) === call;
}

function runsAlways(doc: JavaScriptDoc, call: AnyCall, { block }: Handler): boolean {
  return block === call || doc.tree.parent(statementOf(doc.tree, call)) === block;
}
