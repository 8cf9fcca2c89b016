import { failureText } from '../../../src/languages/javascript/describe.ts';
import { errorName, handlerKey, handlerLogNeed } from '../../../src/languages/javascript/handlers.ts';
import { logLine } from '../../../src/languages/javascript/log-line.ts';
import { isLogCall, loggerAt, loggerShape, type Logger } from '../../../src/languages/javascript/logger.ts';
import { loggingCodeReason } from '../../../src/languages/javascript/logging-code.ts';
import { dottedText, enclosingFunction, indentAt, indentStep, isBracelessBody, isCall, isFunction, lastName, lineStart, propertyName, quote, statementOf, textOf, unwrapped, usesSemicolons, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { LoggerShape, ProjectView } from '../../../src/languages/types.ts';
import type { Action, Edit, Fix } from '../../../src/types.ts';
import type { Leaks } from './leaks.ts';
import { ownsLineStart } from './wording.ts';

type LogPart = Pick<Fix, 'edits' | 'needs' | 'provides'> & { readonly actions?: readonly Action[]; readonly said: string };

/** Functions that take an error and report it: `captureException(err)`, `logError('x', err)`, `Sentry.captureException`. */
const REPORTS = /(^|\.)(capture_?(exception|error)|log_?(the_?)?\w*(err|error|exception|failure|warn)\w*|(err|error|exception)_?log(ger)?|report_?(error|exception|to\w+)|track_?(error|exception)|notify_?(error|airbrake|bugsnag)?|record_?(error|exception)|audit\w*|debug|winston\.\w+|log)$|(^|\.)(sentry|bugsnag|rollbar|newrelic|appinsights|winston)\.\w+$/i;
/** Conditions around a log call that do not keep a failure of ours out of the log. */
const HARMLESS_TEST = /status|code|NODE_ENV|\benv\b|isDev|isTest|headersSent|log/i;
/** Texts that say nothing about what failed. */
const SAYS_LITTLE = /^\W*(an? )?(please|try again|unknown|internal|unexpected|server|something|oops|failed$|error$|unavailable|unhandled|(an )?error occurred)/i;

/** Makes the error appear in the log once, with its stack, before or beside the answer. */
export function logOnce(leaks: Leaks, response: Node, text: string | undefined, onlyAt: string | undefined, project: ProjectView): LogPart | { readonly reason: string } {
  const { doc, source } = leaks;
  const near = doc.tree.inside(source.block, 'CallExpression', 'OptionalCallExpression').filter((call) => isOnTheWay(leaks, call, response));
  const logs = near.filter((call) => isConsole(doc, call) || isLogCall(doc, call, project));
  if (logs.some((call) => call.arguments.some((argument) => carries(leaks, argument)))) return { edits: [], said: 'it is logged already' };
  const report = near.find((call) => !logs.includes(call) && REPORTS.test(dottedText(call.callee) ?? '') && call.arguments.some((argument) => leaks.touches(argument)));
  if (report) return { edits: [], said: `\`${dottedText(report.callee)!}\` reports it already` };
  const name = nameOf(leaks);
  if (name === undefined) {
    if (logs.some((call) => leaks.touches(call))) return { edits: [], said: 'it is logged already' };
    return { reason: 'the error is taken apart where it is caught, so that it cannot be logged as a whole' };
  }
  const before = logs.filter((call) => call.arguments.some((argument) => leaks.touches(argument)) || /^(error|fatal|critical|warn|warning)$/.test(lastName(call.callee) ?? ''));
  for (const call of before.reverse().sort((a, b) => Number(leaks.touches(b)) - Number(leaks.touches(a)))) {
    const edits = withError(leaks, call, name, project);
    const isOnEveryPath = doc.tree.parent(statementOf(doc.tree, call)) === source.block;
    if (edits) return { edits, said: 'its log line gets the error', ...(isOnEveryPath && { provides: [handlerKey(source)] }) };
    if (leaks.touches(call)) return { edits: [], said: 'it is logged already' };
  }
  if (isLoggedByCallers(leaks, project)) return { edits: [], said: 'it is logged where it is caught' };
  return newLog(leaks, response, name, text, onlyAt, project);
}

/** A call that runs whenever the answer is sent: above it in its block or in one around it, or below it where it does not leave. */
function isOnTheWay(leaks: Leaks, call: AnyCall, response: Node): boolean {
  const { doc } = leaks;
  const statement = statementOf(doc.tree, call);
  const answer = statementOf(doc.tree, response);
  if (statement === answer || enclosingFunction(doc.tree, call) !== enclosingFunction(doc.tree, response)) return false;
  const isAbove = call.end! <= response.start!;
  if (!isAbove && (answer.type === 'ReturnStatement' || answer.type === 'ThrowStatement')) return false;
  let block = doc.tree.parent(statement)!;
  // `if (status >= 500) logger.error(err)` is there for the failures that matter.
  while (!isWithin(response, block) && isAbove) {
    const owner = block.type === 'IfStatement' ? block : doc.tree.parent(block);
    if (owner?.type !== 'IfStatement' || !HARMLESS_TEST.test(textOf(doc, owner.test))) return false;
    block = doc.tree.parent(owner)!;
  }
  return isWithin(response, block);
}

function isConsole(doc: JavaScriptDoc, call: AnyCall): boolean {
  return /^console\.(log|error|warn|info|debug|trace|dir)$/.test(doc.scopes.qualifiedName(call.callee) ?? '');
}

/** Whether a value that is logged brings the stack along: the error as a whole, or its stack. */
function carries(leaks: Leaks, outer: Node): boolean {
  const node = unwrapped(outer);
  switch (node.type) {
    case 'Identifier': return isError(leaks, node) || isStackVariable(leaks, node);
    case 'MemberExpression': case 'OptionalMemberExpression': return /^(stack|cause)$/.test(propertyName(node) ?? '') && leaks.kindOf(node) === 'text';
    case 'ObjectExpression': return node.properties.some((each) => each.type !== 'ObjectMethod' && carries(leaks, each.type === 'SpreadElement' ? each.argument : each.value));
    case 'ArrayExpression': return node.elements.some((each) => each && carries(leaks, each));
    case 'ConditionalExpression': return carries(leaks, node.consequent) || carries(leaks, node.alternate);
    case 'LogicalExpression': return carries(leaks, node.left) || carries(leaks, node.right);
    case 'TemplateLiteral': return node.expressions.some((each) => unwrapped(each).type !== 'Identifier' && carries(leaks, each));
    case 'BinaryExpression': return [node.left, node.right].some((each) => unwrapped(each).type !== 'Identifier' && carries(leaks, each));
    case 'CallExpression': case 'OptionalCallExpression': return !/^(String|JSON\.stringify)$/.test(dottedText(node.callee) ?? '') && leaks.kindOf(node) === undefined && node.arguments.some((each) => carries(leaks, each));
    case 'NewExpression': return node.arguments.some((each) => carries(leaks, each));
    default: return false;
  }
}

function isError(leaks: Leaks, node: NodeOf<'Identifier'>): boolean {
  const binding = leaks.doc.scopes.bindingOf(node);
  if (!binding) return false;
  if (binding === leaks.source.error) return true;
  // `const error = err as Error`
  const init = binding.by.type === 'VariableDeclarator' && binding.by.id === binding.node && binding.by.init ? unwrapped(binding.by.init) : undefined;
  return init?.type === 'Identifier' && init !== node && leaks.doc.scopes.bindingOf(init) === leaks.source.error;
}

function isStackVariable(leaks: Leaks, node: NodeOf<'Identifier'>): boolean {
  const by = leaks.doc.scopes.bindingOf(node)?.by;
  return by?.type === 'VariableDeclarator' && !!by.init && leaks.kindOf(node) === 'text' && /\bstack\b/.test(textOf(leaks.doc, by.init));
}

/** The name the error can be logged under. */
function nameOf({ doc, source }: Leaks): string | undefined {
  if (source.handler) return errorName(doc, source.handler)?.name;
  return source.error?.name;
}

/** The edits that give an existing log call the error; undefined where its logger does not take one there. */
function withError(leaks: Leaks, call: AnyCall, name: string, project: ProjectView): Edit[] | undefined {
  const { doc } = leaks;
  const args = call.arguments;
  const last = args.at(-1);
  if (!last || args.some((each) => each.type === 'SpreadElement')) return undefined;
  if (isConsole(doc, call)) {
    // Whoever logs the message alone may not want the rest of the error: of a request it holds the headers.
    const messages = args.flatMap((argument) => messagesIn(leaks, argument));
    if (messages.length > 0) return messages.map(({ property }) => ({ start: property.start!, end: property.end!, text: 'stack' }));
    return [{ start: last.end!, end: last.end!, text: `, ${name}` }];
  }
  const object = (call.callee as NodeOf<'MemberExpression'>).object;
  const method = lastName(call.callee) ?? '';
  const shape = loggerShape(doc, object, project);
  if (!shape) return undefined;
  const fields = args.map(unwrapped).find((each) => each.type === 'ObjectExpression');
  if (fields?.type === 'ObjectExpression') return shape.form === 'nest' || shape.takes?.[method] === 'nothing' ? undefined : [intoObject(doc, fields, shape, name)];
  return intoArguments(leaks, args, name, shape, method);
}

/** `err.message` in an argument of a log call, other than inside a text. */
function messagesIn(leaks: Leaks, outer: Node): NodeOf<'MemberExpression' | 'OptionalMemberExpression'>[] {
  const node = unwrapped(outer);
  switch (node.type) {
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const object = unwrapped(node.object);
      return propertyName(node) === 'message' && !node.computed && object.type === 'Identifier' && isError(leaks, object) ? [node] : [];
    }
    case 'LogicalExpression': return [...messagesIn(leaks, node.left), ...messagesIn(leaks, node.right)];
    case 'ConditionalExpression': return [...messagesIn(leaks, node.consequent), ...messagesIn(leaks, node.alternate)];
    default: return [];
  }
}

function intoArguments(leaks: Leaks, args: readonly Node[], name: string, shape: LoggerShape, method: string): Edit[] | undefined {
  const [first, second] = args;
  const stack = `${name} instanceof Error ? ${name}.stack : String(${name})`;
  const place = { start: args.at(-1)!.end!, end: args.at(-1)!.end! };
  switch (shape.form) {
    case 'object-first': return args.length === 1 ? [{ start: first!.start!, end: first!.start!, text: `{ ${name === 'err' ? 'err' : `err: ${name}`} }, ` }] : undefined;
    case 'variadic': return [replacing(leaks, args.slice(1), name) ?? { ...place, text: `, ${name}` }];
    case 'message-first': {
      if (shape.takes?.[method] !== undefined || args.length > 2) return undefined;
      return args.length === 1 ? [{ ...place, text: `, ${name}` }] : nonNull(replacing(leaks, args.slice(1), name));
    }
    case 'nest': {
      if (method !== 'error') return undefined;
      if (args.length === 1) return [{ ...place, text: `, ${stack}` }];
      return args.length === 2 && leaks.kindOf(second!) === 'text' ? [{ start: second!.start!, end: second!.end!, text: stack }] : undefined;
    }
    default: return undefined;
  }
}

function nonNull(edit: Edit | undefined): Edit[] | undefined {
  return edit && [edit];
}

/** The error in the place of its text, as an argument of its own. */
function replacing(leaks: Leaks, args: readonly Node[], name: string): Edit | undefined {
  const isText = (each: Node): boolean => {
    const node = unwrapped(each);
    if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression') return leaks.isIn(node);
    return node.type !== 'Identifier' && leaks.kindOf(node) === 'text';
  };
  const found = args.find(isText);
  return found && { start: found.start!, end: found.end!, text: name };
}

function intoObject(doc: JavaScriptDoc, object: NodeOf<'ObjectExpression'>, { form }: LoggerShape, name: string): Edit {
  const isPino = form === 'object-first' && !object.properties.some((each) => each.type === 'ObjectProperty' && textOf(doc, each.key) === 'err');
  const field = isPino ? (name === 'err' ? 'err' : `err: ${name}`) : `stack: ${name} instanceof Error ? ${name}.stack : undefined`;
  const last = object.properties.at(-1);
  if (!last) return { start: object.start!, end: object.end!, text: `{ ${field} }` };
  return { start: last.end!, end: last.end!, text: ownsLineStart(doc, last) ? `,\n${indentAt(doc, last.start!)}${field}` : `, ${field}` };
}

/** A helper of the file that is given the error only where it has been logged: `console.error(err); return sendError(res, err)`. */
function isLoggedByCallers({ doc, source }: Leaks, project: ProjectView): boolean {
  const fn = source.node;
  if (source.kind !== 'helper' || !isFunction(fn)) return false;
  const binding = fn.type === 'FunctionDeclaration' ? doc.scopes.bindingOf(fn.id) : bindingOfVariable(doc, fn);
  if (!binding || project.importedNames.includes(binding.name)) return false;
  const calls = binding.uses.flatMap((use) => {
    const call = doc.tree.parent(use);
    return isCall(call) && call.callee === use ? [call] : [];
  });
  return calls.length > 0 && calls.every((call) => {
    const block = doc.tree.parent(statementOf(doc.tree, call));
    const names = call.arguments.flatMap((argument) => (argument.type === 'Identifier' ? [argument.name] : []));
    return !!block && doc.tree.inside(block, 'CallExpression').some((each) => each.end! <= call.start! && (isConsole(doc, each) || isLogCall(doc, each, project)) &&
      each.arguments.some((argument) => argument.type === 'Identifier' && names.includes(argument.name)));
  });
}

function bindingOfVariable(doc: JavaScriptDoc, fn: Node) {
  const parent = doc.tree.parent(fn);
  return parent?.type === 'VariableDeclarator' ? doc.scopes.bindingOf(parent.id) : undefined;
}

function newLog(leaks: Leaks, response: Node, name: string, text: string | undefined, onlyAt: string | undefined, project: ProjectView): LogPart | { readonly reason: string } {
  const { doc, source } = leaks;
  const reason = loggingCodeReason(doc, response, project);
  if (reason) return { reason };
  const logger = loggerOrConsole(doc, response, project);
  if ('reason' in logger) return { reason: `there is no logger to write the error to: ${logger.reason}` };
  const message = isTelling(text) ? text : quote(doc, whatFailed(leaks));
  const line = logLine(doc, logger, 'error', { message, error: name });
  if (line === undefined) return { reason: `\`${logger.expression}\` takes no error that could be logged` };
  const statement = `${line}${usesSemicolons(doc) ? ';' : ''}`;
  const said = 'it is logged with its stack';
  const actions = logger.actions.length > 0 ? { actions: logger.actions } : {};
  const answer = statementOf(doc.tree, response);
  const body = expressionBody(doc, response);
  if (body) return { edits: withBlock(doc, body.outer, body.at, statement, true), needs: logger.needs, provides: [handlerKey(source)], said, ...actions };
  if (!isWholeStatement(doc, response, answer)) return { reason: 'the answer is one branch of an expression, which leaves no place for a log line' };
  if (isBracelessBody(doc.tree, answer)) return { edits: withBlock(doc, indentAt(doc, doc.tree.parent(answer)!.start!), answer, conditional(statement, onlyAt, ''), false), needs: logger.needs, said, ...actions };
  const isOwnLine = ownsLineStart(doc, answer);
  const indent = indentAt(doc, answer.start!);
  const at = isOwnLine ? aboveComments(doc, answer) : answer.start!;
  const guarded = isOwnLine ? conditional(statement, onlyAt, indent, indentStep(doc)) : conditional(statement, onlyAt, '');
  const inFront = isOwnLine ? `${guarded}\n${indent}` : `${guarded}${guarded.endsWith(';') || guarded.endsWith('}') ? '' : ';'} `;
  const isHandlers = doc.tree.parent(answer) === source.block;
  const edit = { start: at, end: at, text: inFront };
  return { edits: [], needs: [handlerLogNeed(isHandlers ? source : { node: answer }, 1, edit, logger.needs)], said, ...actions };
}

/** At the edge, and where nothing else could be brought in, the console is the logger. */
function loggerOrConsole(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { readonly reason: string } {
  const logger = loggerAt(doc, at, project);
  if (!('reason' in logger) || doc.scopes.lookup('console', at)) return logger;
  return { expression: 'console', shape: { form: 'variadic', methods: ['debug', 'info', 'warn', 'error'] }, needs: [], actions: [] };
}

function whatFailed({ doc, source }: Leaks): string {
  if (source.kind === 'middleware' || source.kind === 'filter') return 'Unhandled error';
  if (source.kind === 'helper') return 'Request failed';
  return failureText(doc, source.handler ?? { node: source.node as never, body: [], block: source.block, guarded: source.guarded });
}

function isTelling(text: string | undefined): text is string {
  const plain = /^(['"])([^\\\n<>]*)\1$/.exec(text ?? '')?.[2];
  return plain !== undefined && /\S\s+\S/.test(plain) && !SAYS_LITTLE.test(plain);
}

/** Only failures of ours are errors in the log; what a client did wrong is not. */
function conditional(statement: string, onlyAt: string | undefined, indent: string, step?: string): string {
  if (onlyAt === undefined) return statement;
  return step === undefined ? `if (${onlyAt}) { ${statement} }` : `if (${onlyAt}) {\n${indent}${step}${statement}\n${indent}}`;
}

/** The arrow function whose whole body is the answer: `(err) => res.status(500).json(…)`. */
function expressionBody(doc: JavaScriptDoc, response: Node): { readonly at: Node; readonly outer: string } | undefined {
  let child = response;
  for (const parent of doc.tree.ancestors(response)) {
    if (parent.type === 'ArrowFunctionExpression' && parent.body === child) return { at: child, outer: indentAt(doc, parent.start!) };
    if (!['AwaitExpression', 'UnaryExpression', 'TSAsExpression', 'CallExpression', 'MemberExpression'].includes(parent.type)) return undefined;
    child = parent;
  }
  return undefined;
}

/** Whether a statement does nothing but answer, in the function whose answer it is. */
function isWholeStatement(doc: JavaScriptDoc, response: Node, answer: Node): boolean {
  for (const ancestor of doc.tree.ancestors(response)) {
    if (ancestor === answer) return true;
    if (isFunction(ancestor) || ancestor.type === 'ConditionalExpression' || ancestor.type === 'LogicalExpression') return false;
  }
  return response === answer;
}

/** A block around what stood alone, with the log line in front. */
function withBlock(doc: JavaScriptDoc, outer: string, node: Node, statement: string, isValue: boolean): Edit[] {
  const inner = outer + indentStep(doc);
  const start = (node.extra?.['parenStart'] as number | undefined) ?? node.start!;
  const end = node.extra?.['parenthesized'] === true ? doc.text.indexOf(')', node.end!) + 1 : node.end!;
  const semicolon = isValue && statement.endsWith(';') ? ';' : '';
  const isBelow = !isValue && ownsLineStart(doc, node);
  // The statement may stand on a line of its own below the condition.
  const from = isBelow ? doc.text.slice(0, lineStart(doc, start)).trimEnd().length : start;
  const open = `${isBelow ? ' ' : ''}{\n${inner}${statement}\n${inner}${isValue ? 'return ' : ''}`;
  return [{ start: from, end: start, text: open }, { start: end, end, text: `${semicolon}\n${outer}}` }];
}

/** Comments right above a statement stay with it. */
function aboveComments(doc: JavaScriptDoc, statement: Node): number {
  const indent = indentAt(doc, statement.start!);
  let at = lineStart(doc, statement.start!);
  while (at > 0) {
    const previous = lineStart(doc, at - 1);
    if (!doc.text.slice(previous, at).startsWith(`${indent}//`)) break;
    at = previous;
  }
  return at + indent.length;
}
