import { isCall, isFunction, lastName, statementsIn } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { functionOf } from '../../../src/languages/javascript/queries.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { guardBetween, leaves, sidesOf } from './guards.ts';

/** `// include the actual error message` */
const WANTS_TEXT = /\b(include|show|return|expose|surface|send|pass)s?\b.{0,30}\b(actual|real|original|full|exact|underlying|detailed)\b.{0,20}\b(message|text|details?|error|reason)\b/i;
/** Middleware that lets a request through in development only, by its name. */
const DEV_ONLY = /^(require|only|allow|ensure|is)?_?(in)?_?(dev|development|debug)(_?(mode|env|environment))?_?(only|guard|gate)$|^(only|require|allow|ensure)_?(in|for)?_?(dev|development|debug)\w*$|^(block|deny|reject|forbid|disable|hide|not)_?(in|for|on)?_?prod\w*$/i;
/** What marks code that shows how not to do it. */
const BAD_EXAMPLE = /^[\s*]*(?:(?:❌|✗|✘|👎|🚫)\s*(?:bad|wrong|don['’]t|do not|never|insecure|vulnerable|anti-?pattern)\b|(?:BAD|WRONG|DON['’]T(?: DO)?(?: THIS)?|INSECURE|VULNERABLE|ANTI-?PATTERN)\s*(?:[:!\-–—(.]|$)|(?:bad|wrong|insecure|vulnerable) (?:example|practice|way|version)\b)/im;
const nobody = () => false;

/** Whether a place is reached in development only: by an early answer of its route, a condition around it, or what runs before it. */
export function isDevelopmentOnly(doc: JavaScriptDoc, at: Node, project: ProjectView): boolean {
  let child = at;
  for (const parent of doc.tree.ancestors(at)) {
    if (guardBetween(doc, parent, child, nobody, project) === 'debug') return true;
    if (parent.type === 'CatchClause' && startsWithGuard(doc, (doc.tree.parent(parent) as { block: Node }).block, project)) return true;
    if (isFunction(parent) && isBehindGuard(doc, parent, project)) return true;
    child = parent;
  }
  return false;
}

/** Code that is there to show a mistake, as the comment above it says. */
export function isBadExample(doc: JavaScriptDoc, at: Node): boolean {
  const outer = [at, ...doc.tree.ancestors(at)].filter((node) => doc.tree.parent(node) && node.type !== 'Program');
  return outer.some((node) => (node.leadingComments ?? []).some(({ value }) => BAD_EXAMPLE.test(value)));
}

/** A comment on the lines right above an answer that wants the error's own text in it. */
export function saysWhatIsShown(answer: Node): string | undefined {
  const remark = (answer.leadingComments ?? []).find(({ value }) => WANTS_TEXT.test(value));
  return remark && 'a comment says that the text is shown on purpose';
}

/** `try { if (isProduction) return res.status(404)…; … }`: what fails below fails in development. */
function startsWithGuard(doc: JavaScriptDoc, block: Node, project: ProjectView): boolean {
  return statementsIn(block).slice(0, 3).some((each) => isGuard(doc, each, project));
}

function isGuard(doc: JavaScriptDoc, statement: Node, project: ProjectView): boolean {
  return statement.type === 'IfStatement' && !statement.alternate && leaves(statement.consequent) && sidesOf(doc, statement.test, nobody, project).else === 'debug';
}

/** `router.get('/x', devOnly, handler)`, and handlers below a `router.use(…)` that answers outside development. */
function isBehindGuard(doc: JavaScriptDoc, fn: Node, project: ProjectView): boolean {
  const call = doc.tree.parent(fn);
  if (!isCall(call) || call.callee.type !== 'MemberExpression') return false;
  const router = doc.scopes.bindingOf(call.callee.object);
  const used = (router?.uses ?? []).flatMap((use) => {
    const member = doc.tree.parent(use);
    const other = member?.type === 'MemberExpression' && lastName(member) === 'use' ? doc.tree.parent(member) : undefined;
    return isCall(other) && other.callee === member && other.end! < call.start! && other.arguments.length === 1 ? other.arguments : [];
  });
  return [...call.arguments.slice(0, call.arguments.indexOf(fn as never)), ...used].some((each) => {
    const guard = functionOf(doc, each);
    return DEV_ONLY.test(lastName(isCall(each) ? each.callee : each) ?? '') || !!guard && statementsIn(guard.body).some((statement) => isGuard(doc, statement, project));
  });
}
