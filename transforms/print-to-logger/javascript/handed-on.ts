import { failureText } from '../../../src/languages/javascript/describe.ts';
import { failureCallback, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { loggerAt } from '../../../src/languages/javascript/logger.ts';
import { logLine, needsFor } from '../../../src/languages/javascript/log-line.ts';
import { loggingCodeReason } from '../../../src/languages/javascript/logging-code.ts';
import { isCall, quote, usesSemicolons, type AnyFunction } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { spanOf, type Node } from '../../../src/languages/javascript/tree.ts';
import type { Finding } from '../../../src/types.ts';
import { consoleMethod, elsewhereReason, isLevel, useOf } from './calls.ts';
import { MESSAGE, type File } from './file.ts';
import { levelFor } from './level.ts';
import { outputReason } from './terminal.ts';

/** `console` where it is not the object of a call: a method or all of it handed on. */
export function valuesOfConsole(doc: JavaScriptDoc): Node[] {
  return (doc.scopes.globals.get('console') ?? []).flatMap((name) => {
    const member = doc.tree.parent(name);
    const isObject = (member?.type === 'MemberExpression' || member?.type === 'OptionalMemberExpression') && member.object === name;
    const use = isObject ? member : name;
    const parent = doc.tree.parent(use);
    return isObject && isCall(parent) && parent.callee === use ? [] : [use];
  });
}

/** A method given as the callback of a failure becomes a function that logs; any other value stays. */
export function valueFinding(file: File, use: Node): Finding {
  const { doc, project } = file;
  const span = spanOf(use);
  const method = consoleMethod(doc, use);
  const call = doc.tree.parent(use);
  const handedOn = { span, message: MESSAGE, reason: '`console` is handed on as a value' };
  if (method === undefined || !isLevel(method) || !isCall(call) || failureCallback(call) !== use) return handedOn;
  if (file.isOverridden) return { ...handedOn, reason: 'this file puts something else in the place of `console`' };
  const reason = loggingCodeReason(doc, use, project) ?? elsewhereReason(doc, use) ?? outputReason(doc, use);
  if (reason !== undefined) return { ...handedOn, reason };
  const logger = loggerAt(doc, use, project);
  if ('reason' in logger) return { ...handedOn, reason: logger.reason };
  const guarded = (call.callee as Node & { object: Node }).object;
  const name = logger.expression === 'err' ? 'error' : 'err';
  // A function that is yet to be written stands where the method does.
  const handler: Handler = { node: use as AnyFunction, body: [], block: use, guarded };
  const level = method === 'log' ? 'error' : levelFor(method, '', undefined, { showsError: true, isInHandler: true, goesOn: false });
  const line = logLine(doc, logger, level, { message: quote(doc, failureText(doc, handler)), error: name });
  if (line === undefined) return { ...handedOn, reason: `\`${logger.expression}\` does not take an error` };
  const isKept = useOf(doc, call).kind !== 'none';
  const body = isKept ? `{ ${line}${usesSemicolons(doc) ? ';' : ''} }` : line;
  return {
    span, message: MESSAGE, safety: 'safe',
    fix: { edits: [{ ...span, text: `(${name}) => ${body}` }], needs: needsFor(logger, level), group: `${project.path}#console@${use.start}` },
    ...(logger.actions.length > 0 && { actions: logger.actions }),
  };
}
