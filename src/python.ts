/** What `import … from 'checkmod/python'` offers to a transform of one's own: the questions the built-in rules ask. */
export { loggerAt } from './languages/python/logger.ts';
export {
  argumentsOf, callsOf, dottedText, enclosingClass, enclosingFunction, enclosingHandler, enclosingLoop,
  isStatement, lastName, literalText, statementOf, stringValue,
} from './languages/python/nodes.ts';
export type { Arguments } from './languages/python/nodes.ts';
export type { PythonDoc } from './languages/python/parse.ts';
export type { PyNode } from './languages/python/tree.ts';
