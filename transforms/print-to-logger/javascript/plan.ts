import { enclosingHandler, errorBinding, handlerKey, usesOfError, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { isLogCall } from '../../../src/languages/javascript/log-calls.ts';
import type { Logger } from '../../../src/languages/javascript/logger-kind.ts';
import type { Level, LogLine } from '../../../src/languages/javascript/log-line.ts';
import { isCall, statementOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin } from '../../../src/languages/javascript/tree.ts';
import { renderArguments } from './arguments.ts';
import { hasErrorKey, type Left, type Rendered } from './rendered.ts';
import { consoleMethod } from './calls.ts';
import { isDecoration } from './decoration.ts';
import type { File } from './file.ts';
import { levelFor, takesTag } from './level.ts';

interface Plan {
  readonly rendered: Rendered;
  readonly level: Level;
  readonly line: LogLine;
  readonly provides?: string;
}

/** The line a call becomes, and whether it is the one of its handler that carries the error. */
export function planOf(file: File, call: AnyCall, method: string, logger: Logger): Plan | Left {
  const rendered = render(file, call, method, logger);
  if ('reason' in rendered) return rendered;
  const { doc } = file;
  const handler = enclosingHandler(doc, call);
  const uses = handler ? usesOfError(doc, handler) : [];
  const showsError = rendered.error !== undefined || uses.some((use) => isWithin(use, call));
  const level = levelFor(method, rendered.text, rendered.tag, { showsError, isInHandler: handler !== undefined });
  if (!handler || !runsAlways(doc, call, handler)) return { rendered, level, line: rendered.line };
  if (showsError) return { rendered, level, line: rendered.line, provides: handlerKey(handler) };
  if (rendered.line.error !== undefined || hasErrorKey(rendered.line) || !carriesError(file, call, level, handler, logger)) return { rendered, level, line: rendered.line };
  return { rendered, level, line: { ...rendered.line, error: handler.name!.name }, provides: handlerKey(handler) };
}

function render({ doc, secrets }: File, call: AnyCall, method: string, logger: Logger): Rendered | Left {
  return renderArguments({ doc, secrets, form: logger.shape.form, takesTag: (tag) => takesTag(method, tag) }, call);
}

/** A line of a handler that reports the failure without its error takes it along, when no other line does. */
function carriesError(file: File, call: AnyCall, level: Level, handler: Handler, logger: Logger): boolean {
  const { doc, project } = file;
  const binding = errorBinding(doc, handler);
  if (level !== 'error' || !binding || logger.shape.form === 'text' || binding.name.startsWith('_')) return false;
  if (doc.scopes.lookup(binding.name, call) !== binding || throwsOn(doc, handler)) return false;
  const calls = handler.body.map((statement) => (statement.type === 'ExpressionStatement' ? statement.expression : undefined)).filter(isCall);
  const logs = calls.filter((each) => consoleMethod(doc, each.callee) !== undefined || isLogCall(doc, each, project));
  const isShown = doc.tree.inside(handler.block, 'CallExpression', 'OptionalCallExpression')
    .some((each) => (consoleMethod(doc, each.callee) !== undefined || isLogCall(doc, each, project)) && binding.uses.some((use) => isWithin(use, each)));
  return !isShown && logs.find((each) => !isDecoration(doc, each, consoleMethod(doc, each.callee) ?? '')) === call;
}

/** Whether a handler hands the failure on, so that somebody else logs it. */
function throwsOn(doc: JavaScriptDoc, { body, block }: Handler): boolean {
  return body.some(({ type }) => type === 'ThrowStatement') || doc.tree.inside(block, 'CallExpression').some(({ callee }) => callee.type === 'Identifier' && /^(next|reject|done|callback|cb)$/.test(callee.name));
}

function runsAlways(doc: JavaScriptDoc, call: AnyCall, { block }: Handler): boolean {
  return block === call || doc.tree.parent(statementOf(doc.tree, call)) === block;
}
