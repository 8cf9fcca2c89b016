import { isCall, lastName, runsAtImport, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';

const CONFIGURES = /^(winston|log4js):(default\.)?configure$/;
const CONFIGURES_BY_NAME = /^(setUp|setup|configure|init|initialize)(\w+)?(Logging|Loggers?|Logs)$/;

/** Why a line would run before logging is set up: it would be lost, or be written in another form than the rest. */
export function earlyReason(doc: JavaScriptDoc, call: AnyCall): string | undefined {
  if (!runsAtImport(doc.tree, call)) return undefined;
  const isLater = doc.tree.program.body.some((statement) => statement.start! > call.end! && setsUpLogging(doc, called(statement)));
  return isLater ? 'logging is set up only further down' : undefined;
}

/** What a statement calls: `f` of `f()`, of `await f()` and of `const x = f()`. */
function called(statement: Node): Node | undefined {
  const value = statement.type === 'ExpressionStatement' ? statement.expression : statement.type === 'VariableDeclaration' ? statement.declarations[0]?.init : undefined;
  const call = value?.type === 'AwaitExpression' ? value.argument : value;
  return isCall(call) ? call.callee : undefined;
}

function setsUpLogging(doc: JavaScriptDoc, callee: Node | undefined): boolean {
  return callee !== undefined && (CONFIGURES.test(doc.scopes.qualifiedName(callee) ?? '') || CONFIGURES_BY_NAME.test(lastName(callee) ?? ''));
}
