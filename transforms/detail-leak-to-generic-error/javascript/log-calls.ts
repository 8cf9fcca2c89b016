import { loggerShape, memberShape } from '../../../src/languages/javascript/logger-kind.ts';
import { NEST_LOGGER } from '../../../src/languages/javascript/logger-libraries.ts';
import { membersOf, ownerOfThis } from '../../../src/languages/javascript/members.ts';
import { dottedText, enclosingFunction, indentAt, lastName, propertyName, statementOf, textOf, unwrapped, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { LoggerShape, ProjectView } from '../../../src/languages/types.ts';
import type { Edit } from '../../../src/types.ts';
import { formatsErrors } from './facts.ts';
import type { Leaks } from './leaks.ts';
import { ownsLineStart } from './wording.ts';

/** Conditions around a log call that do not keep a failure of ours out of the log. */
const HARMLESS_TEST = /status|code|NODE_ENV|\benv\b|isDev|isTest|headersSent|log/i;

/** Methods that write a line. */
export const LOGS = /^(log|error|warn|info|debug|trace|fatal|warning|critical)$/;

/** A call that runs whenever the answer is sent: above it in its block or in one around it, or below it where it does not leave. */
export function isOnTheWay(leaks: Leaks, call: AnyCall, response: Node): boolean {
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

/** Whether a call writes a line to the console. */
export function isConsole(doc: JavaScriptDoc, call: AnyCall): boolean {
  return /^console\.(log|error|warn|info|debug|trace|dir)$/.test(doc.scopes.qualifiedName(call.callee) ?? '');
}

/** A call of a logger that nothing in the file makes or brings in: it fails before the answer is sent. */
export function isUnbound(doc: JavaScriptDoc, { callee }: AnyCall): boolean {
  let root: Node = callee;
  while (root.type === 'MemberExpression' || root.type === 'OptionalMemberExpression') root = root.object;
  if (root.type !== 'Identifier' || doc.scopes.bindingOf(root) || !/^(logger|log|LOGGER|winston|pino)$/.test(root.name)) return false;
  const { name } = root;
  return !doc.tree.comments.some(({ value }) => /^\s*globals?\b/.test(value) && value.includes(name));
}

/** Whether a value that is logged brings the stack along: the error as a whole, unless that gets lost where it stands, or its stack. */
function carries(leaks: Leaks, outer: Node, isWholeLost = false): boolean {
  const node = unwrapped(outer);
  switch (node.type) {
    case 'Identifier': return (!isWholeLost && isError(leaks, node)) || isStackVariable(leaks, node);
    case 'MemberExpression': case 'OptionalMemberExpression': return /^(stack|cause)$/.test(propertyName(node) ?? '') && leaks.kindOf(node) === 'text';
    case 'ObjectExpression': return node.properties.some((each) => each.type !== 'ObjectMethod' && carries(leaks, each.type === 'SpreadElement' ? each.argument : each.value, isWholeLost));
    case 'ArrayExpression': return node.elements.some((each) => each && carries(leaks, each));
    case 'ConditionalExpression': {
      // `err instanceof Error ? err.message : err`: of what is an error the stack is gone.
      const isAsked = node.test.type === 'BinaryExpression' && node.test.operator === 'instanceof' && leaks.isError(node.test.left);
      return carries(leaks, node.consequent, isWholeLost) || (!isAsked && carries(leaks, node.alternate, isWholeLost));
    }
    case 'LogicalExpression': return carries(leaks, node.left, isWholeLost) || carries(leaks, node.right, isWholeLost);
    case 'TemplateLiteral': return node.expressions.some((each) => unwrapped(each).type !== 'Identifier' && carries(leaks, each));
    case 'BinaryExpression': return [node.left, node.right].some((each) => unwrapped(each).type !== 'Identifier' && carries(leaks, each));
    case 'CallExpression': case 'OptionalCallExpression': return !/^(String|JSON\.stringify)$/.test(dottedText(node.callee) ?? '') && leaks.kindOf(node) === undefined && node.arguments.some((each) => carries(leaks, each));
    case 'NewExpression': return node.arguments.some((each) => carries(leaks, each));
    default: return false;
  }
}

/**
 * Whether a log call brings the stack along. Pino writes nothing that stands behind its text, and of an error only what is
 * under `err`; winston writes an error in an object as `{}`.
 */
export function carriesError(leaks: Leaks, call: AnyCall, project: ProjectView): boolean {
  const { callee } = call;
  const shape = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression' ? shapeAt(leaks.doc, callee.object, project) : undefined;
  const args: readonly Node[] = call.arguments;
  const place = errorPlace(shape, lastName(callee) ?? '');
  if (place !== undefined) return args.some((argument, i) => (i === place ? unwrapped(argument).type !== 'ObjectExpression' : i > place) && carries(leaks, argument, i !== place));
  if (losesErrorsInObjects(shape, lastName(callee) ?? '', project)) return args.some((argument) => carries(leaks, argument, unwrapped(argument).type === 'ObjectExpression'));
  if (shape?.form !== 'object-first' || shape.takes?.[lastName(callee) ?? ''] === 'plain') return args.some((argument) => carries(leaks, argument));
  const first = args[0] && unwrapped(args[0]);
  const isUnderOtherKey = first?.type === 'ObjectExpression' && !first.properties.some((each) => each.type === 'SpreadElement' || /^err$|stack/i.test(each.type === 'ObjectProperty' ? textOf(leaks.doc, each.key) : ''));
  return args.some((argument, i) => carries(leaks, argument) && (i === 0 ? !isUnderOtherKey : !dropsRest(leaks.doc, shape, lastName(callee) ?? '', args)));
}

/** What a logger takes: of a name, of `this.logger`, of Nest's `Logger` itself. */
function shapeAt(doc: JavaScriptDoc, object: Node, project: ProjectView): LoggerShape | undefined {
  if (doc.scopes.qualifiedName(object) === '@nestjs/common:Logger') return NEST_LOGGER;
  const isOwn = object.type === 'MemberExpression' && object.object.type === 'ThisExpression';
  const owner = isOwn ? ownerOfThis(doc, object) : undefined;
  const member = owner && membersOf(owner).find(({ name }) => name === lastName(object));
  return member ? memberShape(doc, member, project) : loggerShape(doc, object, project);
}

/** Which argument of a method is an error and nothing else. */
function errorPlace(shape: LoggerShape | undefined, method: string): number | undefined {
  return shape?.parameters?.[method]?.parameters.indexOf('error');
}

/** Whether an error in an object of details is written as `{}`: by `JSON.stringify`, where no format of the project knows of errors. */
function losesErrorsInObjects(shape: LoggerShape | undefined, method: string, project: ProjectView): boolean {
  if (shape?.form !== 'message-first' || shape.takes?.[method] === 'record') return false;
  return !project.package.javascript?.dependencies.includes('@aws-lambda-powertools/logger') && !formatsErrors(project);
}

/** Whether what stands behind the text is lost: the text has no place for it. */
function dropsRest(doc: JavaScriptDoc, { form, takes }: LoggerShape, method: string, args: readonly Node[]): boolean {
  return form === 'object-first' && takes?.[method] !== 'plain' && !args.some((each) => /%[sdifjoO]/.test(textOf(doc, each)));
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

/** The edits that give an existing log call the error; undefined where its logger does not take one there. */
export function withError(leaks: Leaks, call: AnyCall, name: string, project: ProjectView): Edit[] | undefined {
  const { doc } = leaks;
  const args = call.arguments;
  const last = args.at(-1);
  if (!last || args.some((each) => each.type === 'SpreadElement')) return undefined;
  if (isConsole(doc, call)) {
    // Whoever logs the message alone may not want the rest of the error: of a request it holds the headers.
    const messages = args.flatMap((argument) => messagesIn(leaks, argument));
    if (messages.length > 0) return messages.map(({ property }) => ({ start: property.start!, end: property.end!, text: 'stack' }));
    // All of the call, so that what turns it into a line of a logger waits for the error.
    return [{ start: call.start!, end: last.end!, text: `${doc.text.slice(call.start!, last.end!)}, ${name}` }];
  }
  // A function that logs takes what it takes.
  if (call.callee.type !== 'MemberExpression' && call.callee.type !== 'OptionalMemberExpression') return undefined;
  const { object } = call.callee;
  const method = lastName(call.callee) ?? '';
  const shape = shapeAt(doc, object, project);
  if (!shape) return undefined;
  const place = errorPlace(shape, method);
  if (place !== undefined) return nonNull(intoPlace(leaks, args, name, shape.parameters![method]!.parameters, place));
  const fields = args.map(unwrapped).find((each) => each.type === 'ObjectExpression');
  if (fields?.type === 'ObjectExpression') return shape.form === 'nest' || shape.takes?.[method] === 'nothing' ? undefined : [intoObject(doc, fields, shape, method, name)];
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
    case 'object-first': {
      const inFront = { start: first!.start!, end: first!.start!, text: shape.takes?.[method] === 'plain' ? `${name}, ` : `{ ${name === 'err' ? 'err' : `err: ${name}`} }, ` };
      if (args.length === 1) return [inFront];
      const isDropped = args.length === 2 && leaks.touches(second!) && dropsRest(leaks.doc, shape, method, args);
      return isDropped ? [inFront, { start: first!.end!, end: second!.end!, text: '' }] : undefined;
    }
    case 'variadic': return [replacing(leaks, args.slice(1), name) ?? { ...place, text: `, ${name}` }];
    case 'message-first': {
      if (shape.takes?.[method] !== undefined || args.length > 2) return undefined;
      return args.length === 1 ? [{ ...place, text: `, ${name}` }] : nonNull(replacing(leaks, args.slice(1), name));
    }
    case 'nest': {
      if (method !== 'error') return undefined;
      if (args.length === 1) return [{ ...place, text: `, ${stack}` }];
      return args.length <= 3 && leaks.isIn(second!) ? [{ start: second!.start!, end: second!.end!, text: stack }] : undefined;
    }
    default: return undefined;
  }
}

/** The error as the argument that is there for it; of an object in its place what is not of the error goes behind it. */
function intoPlace(leaks: Leaks, args: readonly Node[], name: string, parameters: readonly string[], place: number): Edit | undefined {
  const { doc } = leaks;
  const given = args[place];
  if (!given) return args.length === place ? { start: args.at(-1)!.end!, end: args.at(-1)!.end!, text: `, ${name}` } : undefined;
  const node = unwrapped(given);
  const span = { start: given.start!, end: given.end! };
  if (node.type !== 'ObjectExpression') return leaks.isIn(node) || node.type === 'NullLiteral' ? { ...span, text: name } : undefined;
  const others = node.properties.filter((each) => !leaks.touches(each)).map((each) => textOf(doc, each));
  if (others.length === 0) return { ...span, text: name };
  return args.length === place + 1 && parameters[place + 1] === 'details' ? { ...span, text: `${name}, { ${others.join(', ')} }` } : undefined;
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

function intoObject(doc: JavaScriptDoc, object: NodeOf<'ObjectExpression'>, { form, takes }: LoggerShape, method: string, name: string): Edit {
  const isPino = form === 'object-first' && takes?.[method] !== 'plain' && !object.properties.some((each) => each.type === 'ObjectProperty' && textOf(doc, each.key) === 'err');
  const field = isPino ? (name === 'err' ? 'err' : `err: ${name}`) : `stack: ${name} instanceof Error ? ${name}.stack : undefined`;
  const other = object.properties.find((each): each is NodeOf<'ObjectProperty'> => each.type === 'ObjectProperty' && each.value.type === 'Identifier' && each.value.name === name);
  if (other && isPino) return { start: other.start!, end: other.end!, text: field };
  // The only thing in the details: it is what they are.
  if (other && form === 'message-first' && object.properties.length === 1 && takes?.[method] === undefined) return { start: object.start!, end: object.end!, text: name };
  if (other) return { start: other.start!, end: other.end!, text: `${textOf(doc, other.key)}: ${name} instanceof Error ? ${name}.stack : String(${name})` };
  const last = object.properties.at(-1);
  if (!last) return { start: object.start!, end: object.end!, text: `{ ${field} }` };
  return { start: last.end!, end: last.end!, text: ownsLineStart(doc, last) ? `,\n${indentAt(doc, last.start!)}${field}` : `, ${field}` };
}
