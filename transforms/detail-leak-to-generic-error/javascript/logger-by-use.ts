import { isLoggerName } from '../../../src/languages/javascript/log-calls.ts';
import type { Logger } from '../../../src/languages/javascript/logger-kind.ts';
import { isCall, isText, lastName, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { LoggerShape, ProjectView } from '../../../src/languages/types.ts';

const METHOD = /^(debug|info|warn|error|fatal)$/;

/** A logger the file has and writes its lines with, though it is not known what makes it: called as the file calls it. */
export function loggerByUse(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | undefined {
  for (const [name, binding] of doc.scopes.moduleNames) {
    if (!isLoggerName(name, project) || doc.scopes.lookup(name, at) !== binding) continue;
    const calls = binding.uses.flatMap((use): AnyCall[] => {
      const member = doc.tree.parent(use);
      const call = member && doc.tree.parent(member);
      return isCall(call) && call.callee === member && METHOD.test(lastName(member) ?? '') && isText(call.arguments[0]) ? [call] : [];
    });
    if (calls.length > 0) return { expression: name, shape: shapeOf(calls), needs: [], actions: [] };
  }
  return undefined;
}

function shapeOf(calls: readonly AnyCall[]): LoggerShape {
  const methods = [...new Set([...calls.map(({ callee }) => lastName(callee)!), 'error'])];
  const seconds = calls.filter(({ callee }) => /^(error|warn|fatal)$/.test(lastName(callee)!)).flatMap((call) => call.arguments[1] ?? []).map((each) => unwrapped(each).type);
  if (seconds.includes('Identifier')) return { form: 'message-first', methods };
  if (seconds.includes('ObjectExpression')) return { form: 'message-first', methods, takes: Object.fromEntries(methods.map((method) => [method, 'plain' as const])) };
  return { form: 'text', methods };
}
