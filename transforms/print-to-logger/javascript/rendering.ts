import { loggerAt } from '../../../src/languages/javascript/logger.ts';
import type { LoggerShape } from '../../../src/languages/types.ts';
import type { AnyCall } from '../../../src/languages/javascript/nodes.ts';
import { renderArguments } from './arguments.ts';
import { consoleMethod } from './calls.ts';
import { leftReason, type File } from './file.ts';
import { takesTag } from './level.ts';
import type { Left, Rendered } from './rendered.ts';

/** By file, not by call alone: what a call becomes depends on the logger of the package. */
const known = new WeakMap<File, Map<AnyCall, Rendered | Left>>();

/** What the line of a call would say, or why it cannot be one. */
export function renderedAt(file: File, call: AnyCall): Rendered | Left {
  let calls = known.get(file);
  if (!calls) known.set(file, (calls = new Map()));
  let rendered = calls.get(call);
  if (!rendered) calls.set(call, (rendered = render(file, call)));
  return rendered;
}

function render(file: File, call: AnyCall): Rendered | Left {
  const { doc, secrets, project, keepsColon, lineKeys } = file;
  const method = consoleMethod(doc, call.callee)!;
  const reason = leftReason(file, call, method);
  if (reason !== undefined) return { reason };
  const logger = loggerAt(doc, call, project);
  if ('reason' in logger) return { reason: logger.reason };
  return renderArguments({ doc, secrets, keepsColon, lineKeys, form: logger.shape.form, losesValues: losesValues(logger.shape), takesTag: (tag) => takesTag(method, tag) }, call);
}

function losesValues({ form, methods, takes }: LoggerShape): boolean {
  return form !== 'text' && methods.every((method) => ['message', 'nothing'].includes(takes?.[method] ?? ''));
}
