/** What `import … from 'checkmod/javascript'` offers to a transform of one's own: the questions the built-in rules ask. */
export { enclosingHandler, handlersOf } from './languages/javascript/handlers.ts';
export type { Handler } from './languages/javascript/handlers.ts';
export { builtIn, importNeed, isEsm } from './languages/javascript/imports.ts';
export { logLine, needsFor } from './languages/javascript/log-line.ts';
export { loggerAt } from './languages/javascript/logger.ts';
export {
  callsOf, dottedText, enclosingClass, enclosingFunction, enclosingLoop, isFunction, isStatement, keyName, lastName, propertyOf, quote,
  statementOf, stringValue, textOf, unwrapped,
} from './languages/javascript/nodes.ts';
export type { JavaScriptDoc } from './languages/javascript/parse.ts';
export { spanOf } from './languages/javascript/tree.ts';
export type { Node, NodeOf, NodeType } from './languages/javascript/tree.ts';
