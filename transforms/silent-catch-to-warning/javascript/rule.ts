import { inFrontOf, onOwnLines } from '../../../src/languages/javascript/blocks.ts';
import { errorName, failureCallback, handlerKey, handlersOf, inFrontOfBody, isListener, usesOfError, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { needsFor } from '../../../src/languages/javascript/log-line.ts';
import { loggerAt } from '../../../src/languages/javascript/logger.ts';
import { loggingCodeReason } from '../../../src/languages/javascript/logging-code.ts';
import { enclosingFunction, functionName, isCall, isFunction, lastName, lineOf, statementsIn, textOf, unwrapped, usesSemicolons } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { tellingCalls } from '../../../src/languages/javascript/telling-calls.ts';
import { spanOf, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Edit, Finding } from '../../../src/types.ts';
import { serverErrorIn, type ServerError } from './answers.ts';
import { toldByCallee } from './callees.ts';
import { collectedIn } from './collected.ts';
import { toldElsewhere } from './emitters.ts';
import { handlerFacts } from './facts.ts';
import { commentsAround, levelFor, written, type LevelChoice } from './level.ts';
import { lineFor } from './line.ts';
import { optionalImport, probeReason } from './probes.ts';
import { reports, shorten, voiceOf } from './tells.ts';

/** Functions that take a secret out of a text: what they choke on still holds it, and so may the error. */
const HIDES_SECRETS = /([Mm]ask|[Rr]edact|[Ss]crub|[Oo]bfuscate|[Cc]ensor)(?![a-z])|([Ee]ncode|[Qq]uote|[Ee]scape)\w*(Password|Credentials?)|[Ss]aniti[sz]e\w*(Url|URL|Uri|Dsn|Token|Secret|Headers?|Credentials?)/;
const NOT_TO_LOG = /\b(do ?n[o']t|do not|never|no need to|not worth|avoid) (log|warn|report|spam)/i;
/** Whoever is called writes it: `// failures are logged by the mailer`. */
const TOLD_ELSEWHERE = /\b(already|are|is|gets?|been) logged (by|in|inside|elsewhere|there|above|below|already|upstream|internally)\b|\balready logged\b|\blogs (its|their|the) (own )?(errors?|failures?)\b/i;
const NOOP_MODULES = /^(lodash(-es)?|underscore|rxjs|ramda|es-toolkit):noop$|^lodash(-es)?\/noop(\.js)?:default$/;
/** Libraries whose `.catch` gives a value for input that does not fit, and is no promise's. */
const SCHEMA_MODULES = /^(zod|valibot|yup|joi|@sinclair\/typebox)[/:]/;
const SCHEMAS = /^(z|zod|yup|joi|Joi)$/;

export const javascript: Rule<JavaScriptDoc> = {
  prefilter: /\bcatch\b|\.then\s*\(|['"`]error['"`]/,
  collect: handlerFacts,
  *sites(doc, project) {
    for (const handler of handlersOf(doc)) {
      const silent = isSchema(doc, handler) || usesOfError(doc, handler).length > 0 ? undefined : behindAnswer(doc, handler, project) ?? silence(doc, handler, project);
      if (silent) yield silent;
    }
    yield* emptyFunctions(doc);
  },
};

function silence(doc: JavaScriptDoc, handler: Handler, project: ProjectView): Finding | undefined {
  const voice = voiceOf(doc, handler, project);
  if (voice && 'reports' in voice) return undefined;
  const message = messageFor(doc, handler);
  const meant = voice?.tells ?? placeReason(doc, handler, project) ?? probeReason(doc, handler, project) ?? toldByCallee(doc, handler, false, project) ?? elsewhereReason(doc, handler) ?? toldElsewhere(doc, handler);
  if (meant) return { span: spanOf(handler.node), message, reason: meant, fine: true };
  return logged(doc, handler, message, levelFor(doc, handler, project), cautionFor(handler, doc), project);
}

/** A server error answered in words of the handler's own: the client learns nothing, and nor does anybody else. */
function behindAnswer(doc: JavaScriptDoc, handler: Handler, project: ProjectView): Finding | undefined {
  const answer = serverErrorIn(doc, handler);
  if (!answer || reports(doc, handler, project, answer.node)) return undefined;
  const message = `${kindOfHandler(doc, handler)} answers with a server error and keeps nothing of what happened`;
  const thrown = answer.isThrown && collectedIn(project).some(({ facts }) => facts.logsThrown) ? 'something of the app logs what is thrown here' : undefined;
  const module = optionalImport(doc, handler.guarded, project);
  const meant = thrown ?? (module === undefined ? undefined : `an optional import: the code does without ${module}`) ?? toldByCallee(doc, handler, true, project) ?? placeReason(doc, handler, project);
  return meant ? { span: spanOf(handler.node), message, reason: meant, fine: true } : logged(doc, handler, message, { level: 'error' }, undefined, project, answer);
}

function logged(doc: JavaScriptDoc, handler: Handler, message: string, choice: LevelChoice, caution: string | undefined, project: ProjectView, answer?: ServerError): Finding {
  const span = spanOf(handler.node);
  const error = errorName(doc, handler);
  if (!error) return { span, message, reason: 'the error is taken apart where it is caught: there is no name to log it under' };
  const logger = loggerAt(doc, handler.node, project);
  if ('reason' in logger) return { span, message, reason: logger.reason };
  const { level, because } = written(logger, choice, project);
  const line = lineFor(doc, handler, logger, level, error.name, project);
  if (line === undefined) return { span, message, reason: `\`${logger.expression}\` has no way to log an error at this level` };
  const statement = `${line}${usesSemicolons(doc) ? ';' : ''}`;
  return {
    span, message: because ? `${message}; at ${level} level: ${because}` : message, safety: caution ? 'unsafe' : 'safe', ...(caution && { reason: caution }),
    fix: { edits: [...openedTry(doc, handler), inFront(doc, handler, answer, statement)], needs: [...error.needs, ...needsFor(logger, level)], provides: [handlerKey(handler)] },
    ...(logger.actions.length > 0 && { actions: logger.actions }),
  };
}

/** In front of all a handler does; what goes another way first and answers in the end is a failure only there. */
function inFront(doc: JavaScriptDoc, handler: Handler, answer: ServerError | undefined, statement: string): Edit {
  const { block, body } = handler;
  const isBehind = answer && body.includes(answer.statement) && body.some(({ end, type }) => end! <= answer.statement.start! && ['IfStatement', 'SwitchStatement', 'TryStatement'].includes(type));
  return isBehind && block.type === 'BlockStatement' ? inFrontOf(doc, block, answer.statement, statement) : inFrontOfBody(doc, handler, statement);
}

function kindOfHandler(doc: JavaScriptDoc, handler: Handler): string {
  return handler.node.type === 'CatchClause' ? 'this `catch`' : isListener(doc, handler) ? 'this listener' : 'this callback';
}

function messageFor(doc: JavaScriptDoc, handler: Handler): string {
  const { guarded, body } = handler;
  const [call] = tellingCalls(doc, guarded);
  const what = kindOfHandler(doc, handler);
  const subject = isListener(doc, handler) ? ` of \`${shorten(textOf(doc, guarded))}\`` : call ? ` of \`${call}\`` : '';
  const isOpen = body.some((statement) => statement.type === 'ReturnStatement' && isTrue(statement.argument)) || isTrue(handler.block);
  return `${what} hides every failure${subject}${isOpen ? ' and answers `true` as if nothing had happened' : ''}`;
}

function isTrue(node: Node | null | undefined): boolean {
  return node?.type === 'BooleanLiteral' && node.value;
}

/** Places where a log line could do harm, or where somebody has decided already. */
function placeReason(doc: JavaScriptDoc, handler: Handler, project: ProjectView): string | undefined {
  const { node } = handler;
  const comment = commentsAround(doc, handler).find(({ value }) => NOT_TO_LOG.test(value) || TOLD_ELSEWHERE.test(value));
  if (comment) return `a comment says so: "${shorten(comment.value.replace(/^[\s*]+|\s+$/g, ''))}"`;
  const fn = enclosingFunction(doc.tree, node);
  const name = fn && functionName(doc.tree, fn);
  if (name !== undefined && HIDES_SECRETS.test(name)) return `\`${name}\` hides secrets, and the error may show the one it was given`;
  return loggingCodeReason(doc, node, project);
}

/** A promise with a name that is waited for elsewhere too: its failure is reported there, and the handler only keeps Node from ending. */
function elsewhereReason(doc: JavaScriptDoc, handler: Handler): string | undefined {
  if (handler.node.type === 'CatchClause' || isListener(doc, handler)) return undefined;
  const binding = doc.scopes.bindingOf(unwrapped(handler.guarded));
  const isShared = binding && binding.uses.length > 1;
  return isShared ? `\`${binding.name}\` is used elsewhere too: whoever waits for it there gets its failure` : undefined;
}

/** Why a log line may surprise: what the handler does instead may be the way things normally go. */
function cautionFor({ node, body, block }: Handler, doc: JavaScriptDoc): string | undefined {
  const statements = body.filter(({ type }) => type !== 'EmptyStatement');
  if (node.type !== 'CatchClause' && block.type !== 'BlockStatement') return cautionForValue(doc, node, block);
  if (statements.length === 0) return undefined;
  const [only] = statements;
  if (statements.length > 1) return 'it goes on in another way, which may be how it normally goes';
  if (only!.type === 'ContinueStatement' || only!.type === 'BreakStatement') return undefined;
  if (only!.type === 'ReturnStatement') {
    if (node.type === 'CatchClause') return 'what it returns may be an answer like any other';
    return only!.argument ? cautionForValue(doc, node, only!.argument) : undefined;
  }
  const expression = only!.type === 'ExpressionStatement' ? only!.expression : undefined;
  if (expression && isCleanUp(expression)) return undefined;
  return expression?.type === 'AssignmentExpression'
    ? 'the value it sets may be an answer like any other' : 'it goes on in another way, which may be how it normally goes';
}

/** `await transaction.rollback()`: what was begun is given up, and nobody hears why. */
function isCleanUp(expression: Node): boolean {
  const call = expression.type === 'AwaitExpression' ? expression.argument : expression;
  return isCall(call) && /^(rollback|rollbackTransaction|abortTransaction|close|destroy|release|cleanup|cleanUp|unlink|unlinkSync|rmSync)$/.test(lastName(call.callee) ?? '');
}

/** A value is still given as before; only one that has to be computed, or says no to a question, may be the normal way. */
function cautionForValue(doc: JavaScriptDoc, callback: Node, value: Node): string | undefined {
  const isComputed = [value, ...doc.tree.inside(value, 'CallExpression', 'OptionalCallExpression', 'NewExpression', 'AwaitExpression')].some(({ type }) => /Call|New|Await/.test(type));
  if (isComputed) return 'it goes on in another way, which may be how it normally goes';
  const isNo = value.type === 'BooleanLiteral' && /\.then\(\s*(async\s*)?\(?\w*\)?\s*=>\s*(true|false|!!?\w+)\s*[,)]/.test(textOf(doc, doc.tree.parent(callback)!));
  return isNo ? 'whether it fails may be all that is asked' : undefined;
}

/** `try { f() } catch {}` on one line is opened as a whole. */
function openedTry(doc: JavaScriptDoc, { node, guarded }: Handler): Edit[] {
  if (node.type !== 'CatchClause' || lineOf(doc, guarded.start!) !== lineOf(doc, node.body.end!)) return [];
  const edit = onOwnLines(doc, guarded as NodeOf<'BlockStatement'>);
  return edit ? [edit] : [];
}

/** Whether `.catch` is a schema's: `z.string().catch(() => '')`. */
function isSchema(doc: JavaScriptDoc, { node, guarded }: Handler): boolean {
  if (node.type === 'CatchClause') return false;
  let root: Node = unwrapped(guarded);
  while (isCall(root) || root.type === 'MemberExpression') root = unwrapped(isCall(root) ? root.callee : root.object);
  const origin = doc.scopes.qualifiedName(root);
  if (origin?.includes(':')) return SCHEMA_MODULES.test(origin);
  return root.type === 'Identifier' && root !== unwrapped(guarded) && SCHEMAS.test(root.name);
}

/** `.catch(noop)`: a function with a name that does nothing. */
function* emptyFunctions(doc: JavaScriptDoc): Generator<Finding> {
  for (const call of doc.tree.all('CallExpression', 'OptionalCallExpression')) {
    const callback = failureCallback(call);
    if (callback?.type !== 'Identifier' || !isEmptyFunction(doc, callback)) continue;
    yield { span: spanOf(callback), message: `\`${callback.name}\` hides every failure`, reason: `\`${callback.name}\` is shared: write a callback of its own here that logs the error` };
  }
}

function isEmptyFunction(doc: JavaScriptDoc, name: NodeOf<'Identifier'>): boolean {
  if (NOOP_MODULES.test(doc.scopes.qualifiedName(name) ?? '')) return true;
  const { by } = doc.scopes.bindingOf(name) ?? {};
  const fn = by?.type === 'VariableDeclarator' ? by.init : by;
  return isFunction(fn) && fn.body.type === 'BlockStatement' && statementsIn(fn.body).length === 0;
}
