import { dottedText, isCall, lastName, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { constantValue } from '../../../src/languages/javascript/queries.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Why the text of an error may be shown: only outside production, or because it was written for the client. */
export type Guard = 'debug' | 'meant';
/** What holds for code that runs where a condition holds, and where it does not. */
export interface Sides { readonly then?: Guard; readonly else?: Guard }

const PRODUCTION = /^(prod|production|live|staging)$/i;
const DEVELOPMENT = /^(dev|devel|develop|development|local|test|testing|debug)$/i;
const ENVIRONMENT = /NODE_ENV|APP_ENV|\benv\b|[eE]nvironment|ENVIRONMENT|nodeEnv|\bstage\b|\bmode\b|import\.meta\.env/;
const IS_PRODUCTION = /^_*(is|in)?_?(prod|production)(_?(mode|env|environment))?$/i;
const IS_DEVELOPMENT = /^_*((is|in)_?)?(dev|development|debug|local)(_?(mode|env|environment|enabled))?$|^_*(show|include|expose|send|return)_?(stack|details?|errors?|internals?)\w*$/i;
/** Properties that say a message may be shown: of http-errors, and of many classes of projects. */
const IS_MEANT = /^(expose|isOperational|operational|isPublic|isUserError|isUserFacing|userFacing|isJoi|isTrusted|isHttpError|isApiError|isAppError|isClientError)$/;
const MEANT_TEST = /^is\w*(Api|App|Http|HTTP|Zod|Validation|User|Client|Operational|Celebrate|Domain|Business|Problem)\w*(Error|Exception|Fault)?$/;
/** A test for a class of the project's own; not for one of what broke inside. */
const MEANT_OWN = /^is(?!Axios|Native|Node|Prisma|Mongo|Database|Db|Sql|Pg|Postgres|Mysql|Redis|Network|Fetch|Abort|Timeout|System|Unknown|Internal|Fatal|Retr|Transient|Connection|Unexpected|Server|Config)[A-Z]\w+(Error|Exception)$/;
/** An error of the project's own, for a rule of its trade; of those that tell what broke the names say so. */
export const OF_DOMAIN = /^(?!(Type|Range|Syntax|Reference|URI|Eval|Aggregate|DOM|Assertion)(Error|Exception)$)(?!.*(Internal|Database|Db|DB|Sql|Query|External|Upstream|Network|Timeout|Config|Storage|Unexpected|Unknown|Server|Connection|Queue|Redis|Migration|Integration|API|Api|Http|Fetch|Parse))[A-Z]\w+(Error|Exception)$/;
const MEANT_CLASSES = /^(Http|HTTP|Api|API|App|User|Client|Validation|Zod|Domain|Business|Operational|BadRequest|NotFound|Unauthorized|Forbidden|Conflict|Celebrate|Joi|Yup|GraphQL|TRPC)(Error|Exception)$|^Boom$/;
const MEANT_NAMES = /^(ZodError|ValidationError|ValidatorError|CastError|JsonWebTokenError|TokenExpiredError|MulterError|BadRequestError|NotFoundError|UnauthorizedError|ForbiddenError)$/;

/** Whether the messages of a class are written for whoever gets the answer. */
export function isUserError(name: string, project: ProjectView): boolean {
  return MEANT_CLASSES.test(name) || (project.package.javascript?.userErrors.includes(name) ?? false);
}

/** A class that the project defines, named after a rule of its trade. */
function isOfDomain(doc: JavaScriptDoc, type: Node): boolean {
  const binding = doc.scopes.bindingOf(type);
  const origin = doc.scopes.qualifiedName(type);
  return OF_DOMAIN.test(lastName(type) ?? '') && (binding?.kind === 'class' || origin !== undefined && /^(\.{1,2}|@|~)\//.test(origin));
}

/** What a condition says; `isError` tells whether an expression is the error asked about or a part of it. */
export function sidesOf(doc: JavaScriptDoc, condition: Node, isError: (node: Node) => boolean, project: ProjectView): Sides {
  const test = unwrapped(condition);
  const inner = (node: Node) => sidesOf(doc, node, isError, project);
  switch (test.type) {
    case 'UnaryExpression': return test.operator === '!' ? swapped(inner(test.argument)) : {};
    case 'LogicalExpression': {
      const [a, b] = [inner(test.left), inner(test.right)];
      if (test.operator === '&&') return sides(a.then ?? b.then, a.else && b.else);
      return sides(a.then && b.then, a.else ?? b.else);
    }
    case 'BinaryExpression': return ofComparison(doc, test, isError, project);
    case 'CallExpression': case 'OptionalCallExpression': return ofCall(test, isError);
    case 'Identifier': {
      const named = ofName(test.name);
      if (named) return named;
      const init = constantValue(doc, test);
      return init ? inner(init) : {};
    }
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const name = lastName(test) ?? '';
      if (IS_MEANT.test(name)) return { then: 'meant' };
      return ofName(name) ?? {};
    }
    default: return {};
  }
}

/** What guards a place, by the conditions around it up to `top` and by earlier branches that leave. */
export function guardAt(doc: JavaScriptDoc, at: Node, top: Node, isError: (node: Node) => boolean, project: ProjectView): Guard | undefined {
  let child = at;
  for (const parent of doc.tree.ancestors(at)) {
    const guard = guardBetween(doc, parent, child, isError, project);
    if (guard) return guard;
    if (parent === top) return undefined;
    child = parent;
  }
  return undefined;
}

/** What a node says of the child of it that a place is in: a condition, or earlier branches that leave. */
export function guardBetween(doc: JavaScriptDoc, parent: Node, child: Node, isError: (node: Node) => boolean, project: ProjectView): Guard | undefined {
  switch (parent.type) {
    case 'IfStatement': case 'ConditionalExpression': {
      if (parent.test === child) return undefined;
      const found = sidesOf(doc, parent.test, isError, project);
      return parent.consequent === child ? found.then : found.else;
    }
    case 'LogicalExpression': {
      if (parent.right !== child) return undefined;
      const found = sidesOf(doc, parent.left, isError, project);
      return parent.operator === '&&' ? found.then : found.else;
    }
    case 'BlockStatement': case 'SwitchCase': {
      const statements: readonly Node[] = parent.type === 'SwitchCase' ? parent.consequent : parent.body;
      for (const statement of statements) {
        if (statement.start! >= child.start!) return undefined;
        if (statement.type !== 'IfStatement' || statement.alternate || !leaves(statement.consequent)) continue;
        const guard = sidesOf(doc, statement.test, isError, project).else;
        if (guard) return guard;
      }
      return undefined;
    }
    default: return undefined;
  }
}

/** Whether a branch ends the function. */
export function leaves(branch: Node): boolean {
  if (branch.type === 'ReturnStatement' || branch.type === 'ThrowStatement') return true;
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : undefined;
  return !!last && leaves(last);
}

function ofComparison(doc: JavaScriptDoc, test: NodeOf<'BinaryExpression'>, isError: (node: Node) => boolean, project: ProjectView): Sides {
  const { left, operator, right } = test;
  if (operator === 'instanceof') return isError(left) && (isUserError(lastName(right) ?? '', project) || isOfDomain(doc, right)) ? { then: 'meant' } : {};
  if (['<', '<=', '>', '>='].includes(operator)) {
    const isStatus = /status|code/i.test(textOf(doc, left)) && right.type === 'NumericLiteral' && right.value >= 499 && right.value <= 501;
    if (!isStatus) return {};
    return operator.startsWith('<') ? { then: 'meant' } : { else: 'meant' };
  }
  const isEqual = operator === '===' || operator === '==';
  if (!isEqual && operator !== '!==' && operator !== '!=') return {};
  const [subject, value] = stringValue(left) !== undefined || left.type === 'NumericLiteral' ? [right, left] : [left, right];
  const found = ofEquality(doc, subject, value, isError);
  return isEqual ? found : swapped(found);
}

function ofEquality(doc: JavaScriptDoc, subject: Node, value: Node, isError: (node: Node) => boolean): Sides {
  if (value.type === 'NumericLiteral') return value.value === 500 && /status|code/i.test(lastName(subject) ?? '') ? { else: 'meant' } : {};
  if (value.type === 'BooleanLiteral') return value.value ? ofName(lastName(subject) ?? '') ?? {} : swapped(ofName(lastName(subject) ?? '') ?? {});
  const text = stringValue(value);
  if (text === undefined) return {};
  if (isError(subject)) {
    const name = lastName(unwrapped(subject));
    return name === 'message' || (name === 'name' && MEANT_NAMES.test(text)) ? { then: 'meant' } : {};
  }
  const constant = constantValue(doc, subject);
  if (!ENVIRONMENT.test(textOf(doc, subject)) && !(constant && ENVIRONMENT.test(textOf(doc, constant)))) return {};
  if (PRODUCTION.test(text)) return { else: 'debug' };
  return DEVELOPMENT.test(text) ? { then: 'debug' } : {};
}

function ofCall(call: NodeOf<'CallExpression' | 'OptionalCallExpression'>, isError: (node: Node) => boolean): Sides {
  const name = lastName(call.callee) ?? '';
  const [argument] = call.arguments;
  if (argument && isError(argument) && (MEANT_TEST.test(name) || MEANT_OWN.test(name))) return { then: 'meant' };
  const list = call.callee.type === 'MemberExpression' && name === 'includes' && call.callee.object.type === 'ArrayExpression' ? call.callee.object.elements.map(stringValue) : undefined;
  if (list && argument && list.every((text) => text !== undefined)) {
    if (isError(argument)) return lastName(unwrapped(argument)) === 'message' ? { then: 'meant' } : {};
    if (list.every((text) => DEVELOPMENT.test(text!))) return { then: 'debug' };
  }
  return ofName(name) ?? {};
}

function ofName(name: string): Sides | undefined {
  if (IS_PRODUCTION.test(name)) return { else: 'debug' };
  return IS_DEVELOPMENT.test(name) || /^DEBUG$/.test(name) ? { then: 'debug' } : undefined;
}

/** Whether a name gets another, harmless value where the answer goes out to strangers. */
export function isReplacedUnderGuard(doc: JavaScriptDoc, writes: readonly Node[]): boolean {
  return writes.some((write) => {
    const condition = doc.tree.closest(write, 'IfStatement');
    return !!condition && !isWithin(write, condition.test) && /prod|NODE_ENV|\benv\b|isOperational|expose|isDev|status(Code)?\s*(>=?|===?)\s*(5\d\d|499)/i.test(textOf(doc, condition.test));
  });
}

/** `a.b` of a callee, for names told by their text. */
export function calleeText(node: Node): string {
  return (isCall(node) ? dottedText(node.callee) : undefined) ?? '';
}

function swapped(found: Sides): Sides {
  return sides(found.else, found.then);
}

function sides(then: Guard | undefined, otherwise: Guard | undefined): Sides {
  return { ...(then && { then }), ...(otherwise && { else: otherwise }) };
}
