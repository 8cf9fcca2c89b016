import { missingConfiguration } from '../../../src/languages/python/configuration.ts';
import { handlersOf, inFrontOfBody, namedException, usesOfException, type Handler } from '../../../src/languages/python/handlers.ts';
import { errorForm } from '../../../src/languages/python/logger-kind.ts';
import { needsName } from '../../../src/languages/python/log-line.ts';
import { loggerAt } from '../../../src/languages/python/logger.ts';
import { loggingCodeReason } from '../../../src/languages/python/logging-code.ts';
import { argumentsOf, callsOf, enclosingFunction, indentAt, isCompound, isStatement, lineStart } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { handlerKey } from '../../../src/languages/python/support.ts';
import { tellingCallsIn } from '../../../src/languages/python/telling-calls.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Edit, Finding } from '../../../src/types.ts';
import { secretInAddress } from './addresses.ts';
import { serverErrorIn } from './answers.ts';
import { letsNothingOut, toldByCallee } from './callees.ts';
import { collectedIn } from './collected.ts';
import { handlerFacts } from './facts.ts';
import { levelFor, written, type LevelChoice } from './level.ts';
import { lineFor } from './line.ts';
import { secretInParameters } from './parameters.ts';
import { probeReason } from './probes.ts';
import { sanitiserOf } from './sanitiser.ts';
import { reports, shorten, voiceOf } from './tells.ts';

/** Functions that take a secret out of a text: what they choke on still holds it, and so may the exception. */
const HIDES_SECRETS = /(^|_)(mask|redact|scrub|obfuscate|censor)(_|$)|(encode|quote|escape)\w*_(password|credentials?|dsn)|(password|credentials?|dsn)_(encoded|quoted|escaped)|(^|_)sanit\w+_\w*(url|uri|dsn|token|secret|header|credential)/i;
const NOT_TO_LOG = /\b(do ?n[o']t|do not|never|no need to|not worth|avoid) (log|warn|report|spam)/i;
/** Whoever is called writes it: `# failures are logged by the mailer`. */
const TOLD_ELSEWHERE = /\b(already|are|is|gets?|been) logged (by|in|inside|elsewhere|there|above|below|already|upstream|internally)\b|\balready logged\b|\blogs (its|their|the) (own )?(errors?|failures?)\b/i;
const BARE_NOQA = /#\s*(nosec|noqa)\b(?!\s*:?\s*[A-Z]+\d)/i;

export const python: Rule<PythonDoc> = {
  prefilter: /\bexcept\b|\bsuppress\s*\(|\breturn_exceptions\b/,
  collect: handlerFacts,
  *sites(doc, project) {
    for (const handler of handlersOf(doc)) {
      const found = behindAnswer(doc, handler, project) ?? (handler.isBroad ? silence(doc, handler, project) : undefined);
      if (found) yield found;
      if (handler.isBroad && mayNarrow(doc, handler)) yield narrowing(handler);
    }
    yield* suppressed(doc);
    yield* droppedResults(doc);
  },
};

function silence(doc: PythonDoc, handler: Handler, project: ProjectView): Finding | undefined {
  if (usesOfException(doc, handler).length > 0) return undefined;
  const voice = voiceOf(doc, handler, project);
  if (voice && 'reports' in voice) return undefined;
  const message = messageFor(doc, handler, project);
  const meant = voice?.tells ?? probeReason(doc, handler, project) ?? toldByCallee(doc, handler, false, project) ?? placeReason(doc, handler);
  if (meant) return { span: handler.clause, message, reason: meant, fine: true };
  return logged(doc, handler, message, levelFor(doc, handler), project);
}

/** A server error answered in words of the handler's own: the client learns nothing, and nor does anybody else. */
function behindAnswer(doc: PythonDoc, handler: Handler, project: ProjectView): Finding | undefined {
  const answer = serverErrorIn(handler);
  if (!answer || reports(doc, handler, project, answer)) return undefined;
  if (usesOfException(doc, handler).some((use) => use.parent !== answer || answer.kind !== 'raise_statement')) return undefined;
  const message = `\`${headOf(handler)}\` answers with a server error and keeps nothing of what happened`;
  const isRaised = answer.kind !== 'return_statement';
  const told = isRaised && collectedIn(project).some(({ facts }) => facts.logsRaised) ? 'an error handler of the app logs what is raised here' : undefined;
  const meant = told ?? toldByCallee(doc, handler, true, project) ?? placeReason(doc, handler);
  return meant ? { span: handler.clause, message, reason: meant, fine: true } : logged(doc, handler, message, { level: 'error' }, project, answer);
}

function logged(doc: PythonDoc, handler: Handler, message: string, choice: LevelChoice, project: ProjectView, answer?: PyNode): Finding {
  const span = handler.clause;
  const marker = BARE_NOQA.exec(doc.text.slice(handler.clause.start, endOfLine(doc, handler.clause.end)));
  if (marker) return { span, message, reason: `kept by \`${marker[0]}\`` };
  const logger = loggerAt(doc, handler.block, project);
  if ('reason' in logger) return { span, message, reason: logger.reason };
  const { level, because, isOrdinary } = written(doc, logger, choice, project);
  const sanitiser = sanitiserOf(doc, project);
  const secret = sanitiser === undefined ? secretShown(doc, handler, project) : undefined;
  const form = errorForm(doc, logger, project);
  const hides = sanitiser !== undefined || secret !== undefined;
  const isNamed = hides || needsName(form, level, logger);
  const named = isNamed || isOrdinary ? namedException(doc, handler) : undefined;
  if (isNamed && !named) return { span, message, reason: secret !== undefined ? `${secret}: log its type alone` : sanitiser === undefined ? `\`${logger.expression}\` writes no traceback, and there is no name for the exception` : `the lines of this file show no exception but through \`${sanitiser}\`, and this one has no name` };
  const typeName = named ? `type(${named.name}).__name__` : '';
  const shown = sanitiser !== undefined ? `${sanitiser}(${named!.name})` : secret !== undefined || isOrdinary ? typeName : undefined;
  const line = lineFor(doc, handler, { logger, form, level, exception: named?.name, shown }, project);
  // What goes another way first and answers in the end is a failure only there.
  const edit = answer && handler.body.some((statement) => statement.end <= answer.start && isCompound(statement)) ? inFrontOf(doc, answer, line) : inFrontOfBody(doc, handler, line);
  const missing = missingConfiguration(logger, level, project);
  const notes = [...(because ? [`at ${level} level: ${because}`] : []), ...(secret !== undefined ? [`with the type alone, since ${secret}`] : [])];
  return {
    span, message: [message, ...notes].join('; '), safety: 'safe',
    ...(missing && { actions: [missing] }),
    fix: { edits: [...(named?.edits ?? []), edit], needs: logger.needs, provides: [handlerKey(handler.clause)] },
  };
}

/** What an exception may show that is a secret, as a sentence. */
function secretShown(doc: PythonDoc, handler: Handler, project: ProjectView): string | undefined {
  const address = secretInAddress(doc, handler, project);
  if (address !== undefined) return `the exception may show the address that was called, and ${address} is in it`;
  const parameter = secretInParameters(doc, handler, project);
  return parameter === undefined ? undefined : `the exception may show what the statement was given, and \`${parameter}\` is among it`;
}

/** On a line of its own above a statement and the comments that belong to it. */
function inFrontOf(doc: PythonDoc, statement: PyNode, line: string): Edit {
  const indent = indentAt(doc, statement.start);
  let at = lineStart(doc, statement.start);
  for (let above = lineStart(doc, at - 1); doc.text.slice(above, at).startsWith(`${indent}#`); above = lineStart(doc, at - 1)) at = above;
  return { start: at, end: at, text: `${indent}${line}\n` };
}

function headOf({ clause }: Handler): string {
  return shorten(clause.text.slice(0, clause.text.indexOf(':')));
}

function messageFor(doc: PythonDoc, handler: Handler, project: ProjectView): string {
  const { guarded, body } = handler;
  const [step] = tellingCallsIn(guarded, (call) => letsNothingOut(doc, call, project));
  const what = `\`${headOf(handler)}\` hides every failure${step ? ` of \`${step.name}\`` : ''}`;
  return body.some(({ text }) => text === 'return True') ? `${what} and answers \`True\` as if nothing had happened` : what;
}

/** Places where a log line could do harm, or where somebody has decided already. */
function placeReason(doc: PythonDoc, { clause, attempt }: Handler): string | undefined {
  const comment = [...clause.descendants('comment')].find(({ text }) => NOT_TO_LOG.test(text) || TOLD_ELSEWHERE.test(text));
  if (comment) return `a comment says so: "${shorten(comment.text.replace(/^#+\s*/, ''))}"`;
  if (neverRuns(attempt)) return 'the code above it leaves the function, so that it never runs';
  const fn = enclosingFunction(attempt);
  if (fn?.field('name')?.text === '__del__') return '`__del__` may run while the interpreter shuts down, when logging is gone';
  if (HIDES_SECRETS.test(fn?.field('name')?.text ?? '')) return `\`${fn!.field('name')!.text}\` hides secrets, and the exception may show the one it was given`;
  if (fn && isSignalHandler(doc, fn)) return 'a signal handler must not log: it may interrupt a log call';
  return loggingCodeReason(doc, attempt);
}

/** A `try` behind a `return` or `raise` of its own block, or of one around it. */
function neverRuns(attempt: PyNode): boolean {
  return [attempt, ...attempt.ancestors()].some((node) => node.parent?.kind === 'block' && node.parent.named.some(({ kind, end }) => /^(return|raise|continue|break)_statement$/.test(kind) && end <= node.start));
}

function endOfLine(doc: PythonDoc, offset: number): number {
  const newline = doc.text.indexOf('\n', offset);
  return newline < 0 ? doc.text.length : newline;
}

function isSignalHandler(doc: PythonDoc, fn: PyNode): boolean {
  const name = fn.field('name')!.text;
  return [...callsOf(doc, 'signal.signal')].some((call) => argumentsOf(call).positional[1]?.text.replace(/^self\./, '') === name);
}

/** A bare `except:` that lets nothing out also takes Ctrl-C, interpreter exit and the cancellation of a task. */
function mayNarrow(doc: PythonDoc, { clause, types, block }: Handler): boolean {
  if (types.length > 0 || [...block.descendants('raise_statement')].length > 0) return false;
  return !/#\s*(noqa|nosec)\b/i.test(doc.text.slice(clause.start, endOfLine(doc, clause.start)));
}

function narrowing({ clause }: Handler): Finding {
  const keyword = clause.children[0]!;
  return {
    span: { start: keyword.start, end: clause.text.indexOf(':') + clause.start + 1 },
    message: 'a bare `except:` also swallows KeyboardInterrupt, SystemExit and the cancellation of tasks',
    reason: 'those three leave the handler afterwards', safety: 'unsafe',
    fix: { edits: [{ start: keyword.end, end: keyword.end, text: ' Exception' }] },
  };
}

function* suppressed(doc: PythonDoc): Generator<Finding> {
  for (const call of callsOf(doc, 'contextlib.suppress')) {
    const broad = argumentsOf(call).positional.find((type) => /^builtins\.(Base)?Exception$/.test(doc.scopes.qualifiedName(type) ?? ''));
    if (broad) yield { span: call, message: `\`${shorten(call.text)}\` hides every failure`, reason: 'a `suppress` has no place for a log line: name the expected exceptions, or write a `try`' };
  }
}

function* droppedResults(doc: PythonDoc): Generator<Finding> {
  for (const call of callsOf(doc, 'asyncio.gather')) {
    if (argumentsOf(call).keywords.get('return_exceptions')?.text !== 'True') continue;
    const statement = call.parent?.kind === 'await' ? call.parent : call;
    if (!isStatement(statement) || isAfterCancel(doc, call)) continue;
    yield { span: call, message: '`asyncio.gather` returns the exceptions and nobody looks at them', reason: 'look through the result for exceptions and log them' };
  }
}

/** Waiting for tasks that were told to stop: what they raise is the answer to that. */
function isAfterCancel(doc: PythonDoc, call: PyNode): boolean {
  const start = (enclosingFunction(call) ?? doc.root).start;
  return /\.cancel\(/.test(doc.text.slice(start, call.start));
}
