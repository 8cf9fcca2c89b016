import { enclosingFunction, isCall, isFunction, lastName, literalText, runsIn, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { isUserError, OF_DOMAIN } from './guards.ts';

/** What code throws for whoever asked: sentences of plain errors, and classes of errors that are answers. */
export interface Thrown { readonly sentences: readonly string[]; readonly classes: readonly string[] }

/** Texts that tell what broke inside, at an API of somebody else's or in the set-up. */
const INTERNAL = new RegExp([
  String.raw`(?<!validation )\berr(or)?s?\b|\bfail(ed|ure|s)?\b|\bhttp\b|\bstatus(:| code| \S*\d)|\btime(d |-)?out\b|\bafter \S+ (attempts|retries|tries)\b|\bunexpected\b|\bshould never\b|\bundefined\b|\bnull\b`,
  String.raw`\b(returned|got|received) (no|an?|invalid|empty)\b|\bapi (returned|responded|said)\b|\bno (response|data|body|output)\b|\b(empty|invalid|malformed|bad) (response|json|output|result)\b|\bresponse\b`,
  String.raw`\bcredentials (are |is )?(not|missing|required)|\b(missing|no|without)\b.*\bcredentials\b|\benvironment\b|\bconfig(ured|uration)?\b|\bapi[ _-]?keys?\b|\bsecret key\b|\bmodule\b|\bsdk\b|\bsocket\b|\bfunction\b|[a-z]\w*\(\)`,
  String.raw`\bnot (been )?(configured|initiali[sz]ed|implemented|connected|ready|running|set( up)?|loaded)\b|\b(database|db|redis|server|client|connection|pool|service|api) (is )?(not available|unavailable|unreachable|down)\b`,
  String.raw`\b(unable to|could not|couldn['’]t|cannot|can['’]t) (connect|reach|read|parse|load|fetch|initiali[sz]e|decode|decrypt|resolve|find module|determine)\b`,
].join('|'), 'i');
/** A code of the system, an address of a host. */
const SYSTEM = /\bE[A-Z]{4,}\b|\d+\.\d+\.\d+\.\d+|:\d{2,5}\b/;
/** The name of a variable of the environment. */
const SETTING = /\b[A-Z][A-Z0-9]*_[A-Z0-9_]{2,}\b/;
/** A code that stands for a sentence. */
const CODE = /^[A-Z][A-Z]+(_[A-Z]+)+$/;
const CODE_INTERNAL = /FAIL|ERROR|MISSING|CONFIG|TIMEOUT|URL$|KEY$|SECRET$/;
/** What makes an error of `http-errors` or Boom. */
const MAKER = /^(createError|createHttpError|httpError|httpErrors\.\w+|createError\.\w+|Boom\.(?!internal|badImplementation|boomify)\w+|boom\.(?!internal|badImplementation|boomify)\w+)$/;
const FRAMEWORK = /^(HttpsError|HttpException|HTTPException|TRPCError)$/;

/** What checks input against a schema, and throws. */
const CHECKS = /^(parse|parseAsync|validateSync|validateAsync|validate|assert|attempt|create|mask)$/;
const SCHEMA = /schema|validator|^z$|^joi$|^yup$|dto$/i;
const INPUT = /\b(req|request|ctx|c|event)\b|\b(body|input|payload|params|query)\b/;

/** What runs when `within` runs and throws for the client; what a `catch` in it throws anew is not among them. */
export function thrownIn(doc: JavaScriptDoc, within: Node, project: ProjectView): Thrown {
  const sentences = new Set<string>();
  const classes = new Set<string>();
  for (const { argument } of runsIn(doc.tree, within, 'ThrowStatement')) {
    const clause = doc.tree.closest(argument, 'CatchClause');
    const value = unwrapped(argument);
    if (value.type !== 'NewExpression' && !isCall(value)) continue;
    const name = lastName(value.callee) ?? '';
    if (clause && isWithin(clause, within) || isCaughtInside(doc, argument, within, name === 'Error')) continue;
    const path = doc.text.slice(value.callee.start!, value.callee.end!);
    if (value.type === 'NewExpression' && (isUserError(name, project) || FRAMEWORK.test(name) || isOfNest(doc, value.callee))) classes.add(name);
    else if (MAKER.test(path) && !isServerStatus(value.arguments[0])) classes.add('HttpError');
    else if (value.type === 'NewExpression' && OF_DOMAIN.test(name) && isUnderCondition(doc, value, within) && value.arguments.some((each) => isForClient(literalText(each) ?? ''))) classes.add(name);
    else if (name === 'Error' && isUnderCondition(doc, value, within)) {
      const text = literalText(value.arguments[0]);
      if (text !== undefined && isForClient(text)) sentences.add(text.slice(0, 80));
    }
  }
  for (const call of runsIn(doc.tree, within, 'CallExpression')) {
    const { callee, arguments: args } = call;
    const isCheck = callee.type === 'MemberExpression' && CHECKS.test(lastName(callee) ?? '') && SCHEMA.test(lastName(callee.object) ?? '') && !isCaughtInside(doc, call, within);
    if (isCheck && args.some((each) => INPUT.test(doc.text.slice(each.start!, each.end!)))) classes.add('ValidationError');
  }
  return { sentences: [...sentences], classes: [...classes] };
}

/** Whether a `try` inside has a `catch` for what fails here, and keeps it. */
function isCaughtInside(doc: JavaScriptDoc, node: Node, within: Node, isText = false): boolean {
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor === within || isFunction(ancestor)) return false;
    if (ancestor.type !== 'TryStatement' || !ancestor.handler || !isWithin(node, ancestor.block)) continue;
    // `if (err instanceof ZodError) return …; throw err;`
    if (node.type === 'CallExpression' && /\binstanceof\b/.test(doc.text.slice(ancestor.handler.start!, ancestor.handler.end!))) return true;
    const error = doc.scopes.bindingOf(ancestor.handler.param);
    const thrown = runsIn(doc.tree, ancestor.handler.body, 'ThrowStatement').map(({ argument }) => argument);
    // `throw err`; of a text also `throw new Error('Failed to log in: ' + err.message)`.
    const isPassedOn = thrown.some((argument) => [argument, ...(isText ? doc.tree.inside(argument, 'Identifier') : [])].some((id) => error !== undefined && doc.scopes.bindingOf(id) === error));
    if (!isPassedOn) return true;
  }
  return false;
}

/** Whether the text of a plain error is one that a client is to read or to act on. */
function isForClient(text: string): boolean {
  if (CODE.test(text)) return !CODE_INTERNAL.test(text);
  return /\S\s+\S/.test(text) && !INTERNAL.test(text) && !SYSTEM.test(text) && !SETTING.test(text);
}

function isOfNest(doc: JavaScriptDoc, callee: Node): boolean {
  return /^@nestjs\/common:\w+Exception$/.test(doc.scopes.qualifiedName(callee) ?? '');
}

function isServerStatus(status: Node | undefined): boolean {
  return status?.type === 'NumericLiteral' && status.value >= 500;
}

/** A rule is broken under a condition; what is thrown in any case is none. */
function isUnderCondition(doc: JavaScriptDoc, node: Node, within: Node): boolean {
  const fn = enclosingFunction(doc.tree, node);
  for (const ancestor of doc.tree.ancestors(node)) {
    if (ancestor.type === 'IfStatement' || ancestor.type === 'SwitchCase' && ancestor.test) return true;
    if (ancestor === fn || ancestor === within || isFunction(ancestor)) return false;
  }
  return false;
}
