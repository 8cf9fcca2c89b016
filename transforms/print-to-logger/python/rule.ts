import { failureText, quote } from '../../../src/languages/python/describe.ts';
import { removeStatement } from '../../../src/languages/python/imports.ts';
import { isLogCall, loggerAt, takesTraceback, type Level, type Logger } from '../../../src/languages/python/logger.ts';
import { loggingCodeReason } from '../../../src/languages/python/logging-code.ts';
import { argumentsOf, callsOf, enclosingFunction, indentAt, isStatement, lineStart, statementOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { interpolated, Secrets } from '../../../src/languages/python/secrets.ts';
import { handlerKey } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import type { Rule } from '../../../src/transform.ts';
import type { Action, Edit, Finding, Span } from '../../../src/types.ts';
import { levelOf, ownLevel } from '../level.ts';
import { renderArguments, type Rendered } from './arguments.ts';
import { clauseAround, raisesOn, runsAlways, writesTraceback, type Clause } from './handler.ts';
import { isRuleExpression, Message } from './message.ts';
import { isInSettings, isProgramOutput, outputReason, runsBeforeLogging } from './terminal.ts';

const MESSAGE = '`print` bypasses the logger';
const KEYWORDS = ['sep', 'end', 'file', 'flush'];
const RAW_WRITES = ['sys.stdout.write', 'sys.stderr.write', 'pprint.pprint', 'pprint.pp'];
const NOT_CONFIGURED: Action = {
  kind: 'logging', name: 'logging configuration',
  message: 'Nothing in this package configures logging, so `info` and `debug` lines would not be shown: call `logging.basicConfig(level=logging.INFO)` where the program starts.',
};

export const python: Rule<PythonDoc> = {
  prefilter: /\bp?print\b|\bprint_exc\b|\bstd(?:out|err)\.write\b/,
  *sites(doc, project) {
    const file: File = { doc, project, secrets: new Secrets(doc, project), percent: usesPercent(doc, project), texts: [] };
    const prints = [...callsOf(doc, 'builtins.print')];
    const lines = prints.filter((call) => !isDecoration(call));
    for (const call of lines) yield* judged(file, call, printFindings(file, call));
    for (const call of prints) if (isDecoration(call)) yield* judged(file, call, [decorationFinding(file, call)]);
    for (const call of callsOf(doc, 'traceback.print_exc')) yield* judged(file, call, tracebackFindings(file, call));
    for (const call of callsOf(doc, ...RAW_WRITES)) {
      yield* judged(file, call, [{ span: call, message: `\`${call.field('function')!.text}\` bypasses the logger`, reason: 'it writes to the terminal in its own form: a person has to say what the message is' }]);
    }
    for (const use of doc.scopes.usesOf('print')) {
      const isCallee = use.parent?.kind === 'call' && use.parent.field('function') === use;
      if (!isCallee && doc.scopes.qualifiedName(use) === 'builtins.print') yield { span: use, message: MESSAGE, reason: '`print` is handed on as a function' };
    }
  },
};

interface File {
  readonly doc: PythonDoc;
  readonly project: ProjectView;
  readonly secrets: Secrets;
  readonly percent: boolean;
  /** The prints that become log lines, for the decoration around them. */
  readonly texts: TextPrint[];
}

interface TextPrint { readonly call: PyNode; readonly group: string }

/** A place that stays as it is where nobody wants a log line: output of a program, a file written with `print`, the logging itself. */
function* judged({ doc }: File, call: PyNode, findings: Iterable<Finding>): Generator<Finding> {
  for (const finding of findings) yield !finding.fix && isMeant(doc, call) ? { ...finding, fine: true } : finding;
}

function isMeant(doc: PythonDoc, call: PyNode): boolean {
  const file = call.field('arguments')?.kind === 'argument_list' ? argumentsOf(call).keywords.get('file') : undefined;
  return (file !== undefined && !isConsole(doc, file)) || loggingCodeReason(doc, call) !== undefined || isProgramOutput(call);
}

function* printFindings(file: File, call: PyNode): Generator<Finding> {
  const { doc, project } = file;
  const clause = clauseAround(doc, call, project);
  if (clause && clause.tracebacks.includes(call)) return yield* tracebackFindings(file, call);
  const reason = leftReason(file, call);
  const rendered = reason === undefined ? renderArguments(doc, call, formAt(file, call)) : { reason };
  const logger = loggerAt(doc, call, project);
  if ('reason' in rendered) return yield { span: call, message: MESSAGE, reason: rendered.reason };
  if ('reason' in logger) return yield { span: call, message: MESSAGE, reason: logger.reason };
  const planned = planOf(file, call, clause, rendered);
  const plan: Plan = takesTraceback(doc, logger) ? planned : { level: planned.level, traceback: false };
  // What is said below `warning` before logging is set up is said to nobody; the rest goes to standard error.
  const isQuiet = plan.level === 'info' || plan.level === 'debug';
  if (isQuiet && runsBeforeLogging(doc, call)) return yield { span: call, message: MESSAGE, reason: 'logging is configured only further down, so the line would be lost' };
  const unseen = isQuiet && isInSettings(doc, call);
  const group = groupOf(file, call);
  file.texts.push({ call, group });
  if (isLoggedBeside(file, call)) {
    const fix = { edits: removeStatement(doc, statementOf(call)), orphans: identifiersIn(call), group };
    return yield { span: call, message: `${MESSAGE}, and the line beside it logs the same text`, safety: 'safe', fix };
  }
  const method = methodOf(logger, plan);
  const callee = call.field('function')!;
  const secrets = [...new Set(rendered.redacted)];
  yield {
    span: call,
    safety: unseen ? 'unsafe' : 'safe',
    ...(unseen && { reason: 'Django configures logging only after it has read its settings, so this line may not be shown' }),
    message: secrets.length > 0 ? `${MESSAGE} and shows a secret, written as [redacted]: ${secrets.map((name) => `\`${name}\``).join(', ')}` : MESSAGE,
    fix: {
      edits: [
        { start: callee.start, end: callee.end, text: method.callee },
        ...rendered.edits,
        ...(method.keyword ? [afterArguments(doc, call, method.keyword)] : []),
        ...aligned(doc, call, method.callee.length - callee.text.length),
      ],
      needs: logger.needs,
      orphans: orphansOf(call, rendered.edits),
      group,
      ...(plan.provides && { provides: [plan.provides] }),
    },
    ...(needsConfiguration(project, logger, plan.level) && { actions: [NOT_CONFIGURED] }),
    texts: [{ text: longestPiece(rendered.text), was: 'printed' }],
  };
}

/** What goes with the print: a rule around it, the traceback printed beside it. */
function groupOf({ project }: File, call: PyNode): string {
  return `${project.path}#print@${call.start}`;
}

/** The longest run of literal text, by which a test would know the line. */
function longestPiece(text: string): string {
  return text.split('{}').map((piece) => piece.trim()).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

interface Plan {
  readonly level: Level;
  readonly traceback: boolean;
  readonly provides?: string;
}

/** The level of a print, and whether its line is the one of its `except` clause that carries the traceback. */
function planOf(file: File, call: PyNode, clause: Clause | undefined, { text, tag }: Rendered): Plan {
  const isStderr = argumentsOf(call).keywords.get('file')?.text === 'sys.stderr';
  if (!clause || clause.isControlFlow) return { level: levelOf(text, tag, isStderr), traceback: false };
  const { handler, tracebacks } = clause;
  const peers = textPrints(file, clause);
  const isFirst = peers[0] === call;
  const shows = (print: PyNode) => clause.exceptionUses.some((use) => use.isWithin(print));
  const level = ownLevel(text, tag) ?? (shows(call) || (isFirst && (peers.some(shows) || tracebacks.length > 0)) ? 'error' : 'warning');
  if (clause.logsAlready) return { level, traceback: false };
  const carrier = peers.find(showsTraceback);
  if (carrier) return { level, traceback: false, ...(carrier === call && { provides: handlerKey(handler.clause) }) };
  if (isFirst && (tracebacks.length > 0 || !raisesOn(call, handler))) return { level, traceback: true, provides: handlerKey(handler.clause) };
  // One branch of the clause: it cannot stand for the whole, and a response that shows the exception gets a line of its own.
  const isOnlyOne = peers.length === 0 && tracebacks.length === 0 && opensBranch(file, call, handler);
  const leaks = clause.exceptionUses.some((use) => use.closest('raise_statement', 'return_statement'));
  return { level, traceback: isOnlyOne && !leaks && !raisesOn(call, handler) };
}

/** A text with the traceback in it: `f"failed: {e}\\n{traceback.format_exc()}"`. */
function showsTraceback(call: PyNode): boolean {
  return /\bformat_exc\(/.test(call.text);
}

/** Whether a print is the first one in a branch of an `if` of the clause. */
function opensBranch(file: File, call: PyNode, { block }: Handler): boolean {
  const statement = statementOf(call);
  if (statement.parent!.named.some((other) => other.start < statement.start && isPrint(file, other) && !isDecorationStatement(file, other))) return false;
  for (const ancestor of statement.ancestors()) {
    if (ancestor === block) return true;
    if (!['block', 'if_statement', 'elif_clause', 'else_clause', 'with_statement'].includes(ancestor.kind)) return false;
  }
  return false;
}

/** The prints of a clause that say something and run whenever it does, in order. */
function textPrints(file: File, { handler, tracebacks }: Clause): PyNode[] {
  return handler.body.map((statement) => statement.named[0]!).filter((node) => node?.kind === 'call' &&
    file.doc.scopes.qualifiedName(node.field('function')) === 'builtins.print' && !isDecoration(node) && !tracebacks.includes(node) &&
    leftReason(file, node) === undefined && !('reason' in renderArguments(file.doc, node, formAt(file, node))));
}

function leftReason({ doc }: File, call: PyNode): string | undefined {
  const logging = loggingCodeReason(doc, call);
  if (logging) return logging;
  if (call.field('arguments')!.kind !== 'argument_list') return 'it prints a generator';
  if (!isStatement(call)) return 'its value is used';
  const { positional, keywords, hasSplat } = argumentsOf(call);
  if (hasSplat) return 'its arguments are unpacked, so their number is not known';
  if ([...keywords.keys()].some((name) => !KEYWORDS.includes(name))) return 'it has an argument `print` does not take';
  const file = keywords.get('file');
  if (file && !isConsole(doc, file)) return `it writes to \`${file.text}\`, not to the console`;
  const end = keywords.get('end');
  if (end && end.kind !== 'none' && !/^(\\n)+$/.test(stringValue(end) ?? '')) return 'it goes on in the same line: progress output';
  if (Message.read(positional[0])?.hasTerminalCodes) return 'it colours its text for a terminal';
  return outputReason(doc, call);
}

function isConsole(doc: PythonDoc, file: PyNode): boolean {
  return file.kind === 'none' || ['sys.stderr', 'sys.stdout'].includes(doc.scopes.qualifiedName(file) ?? '');
}

/** A blank line or a rule such as `"=" * 60`: it has no meaning without the text beside it. */
function isDecoration(call: PyNode): boolean {
  if (call.field('arguments')!.kind !== 'argument_list' || argumentsOf(call).hasSplat || argumentsOf(call).keywords.has('end')) return false;
  const { positional } = argumentsOf(call);
  return positional.every((argument) => isRuleExpression(argument) || (Message.read(argument)?.isBlank ?? false));
}

function decorationFinding(file: File, call: PyNode): Finding {
  const isBlank = !argumentsOf(call).positional.some(isRuleExpression);
  const message = `${MESSAGE}: ${isBlank ? 'a blank line' : 'a rule'} says nothing in a log`;
  if (!isStatement(call)) return { span: call, message, reason: 'its value is used' };
  const reason = leftReason(file, call);
  if (reason !== undefined) return { span: call, message, reason };
  const neighbours = neighboursOf(file, call);
  if (neighbours.length === 0) return { span: call, message, reason: 'no print beside it becomes a log line' };
  const statement = statementOf(call);
  const block = statement.parent!;
  const isLastOfBlock = block.kind === 'block' && block.named.at(-1) === statement && block.named.every((each) => isDecorationStatement(file, each));
  return {
    span: call, message, safety: 'safe',
    fix: {
      edits: isLastOfBlock ? [{ start: statement.start, end: statement.end, text: 'pass' }] : removeStatement(file.doc, statement),
      requires: neighbours.map(({ group }) => group),
      orphans: identifiersIn(call),
    },
  };
}

function isDecorationStatement({ doc }: File, statement: PyNode): boolean {
  const call = statement.named[0];
  return statement.kind === 'expression_statement' && call?.kind === 'call' && doc.scopes.qualifiedName(call.field('function')) === 'builtins.print' && isDecoration(call);
}

/** The converted prints next to a decoration: those of its own run of prints, else the nearest in its function. */
function neighboursOf(file: File, call: PyNode): TextPrint[] {
  const statement = statementOf(call);
  const run = [-1, 1].flatMap((step): (TextPrint | 'left')[] => {
    for (let other = beside(statement, step); other; other = beside(other, step)) {
      const found = file.texts.find((text) => text.call.parent === other);
      if (found) return [found];
      if (!isDecorationStatement(file, other)) return isPrint(file, other) ? ['left' as const] : [];
    }
    return [];
  });
  if (run.length > 0) return run.some((each) => each === 'left') ? [] : run as TextPrint[];
  const fn = enclosingFunction(call);
  const near = file.texts.filter((text) => enclosingFunction(text.call) === fn && text.call.isWithin(fn ?? file.doc.root))
    .sort((a, b) => Math.abs(a.call.start - call.start) - Math.abs(b.call.start - call.start));
  return near.slice(0, 1);
}

function beside(statement: PyNode, step: number): PyNode | undefined {
  const siblings = statement.parent!.named;
  return siblings[siblings.indexOf(statement) + step];
}

function isPrint({ doc }: File, statement: PyNode): boolean {
  const call = statement.named[0];
  return call?.kind === 'call' && doc.scopes.qualifiedName(call.field('function')) === 'builtins.print';
}

/** A traceback written by hand: part of the print beside it, of the log line beside it, or a log line of its own. */
function* tracebackFindings(file: File, call: PyNode): Generator<Finding> {
  const { doc, project } = file;
  const message = 'the traceback is printed past the logger';
  const clause = clauseAround(doc, call, project);
  if (!writesTraceback(doc, call)) return yield { span: call, message, reason: 'it is written in a way of its own' };
  if (!clause) return yield { span: call, message, reason: 'it is not inside an `except` clause, so whose traceback it is cannot be seen here' };
  const { handler, tracebacks } = clause;
  const reason = loggingCodeReason(doc, call) ?? outputReason(doc, call);
  if (reason !== undefined) return yield { span: call, message, reason };
  if (!runsAlways(call, handler)) return yield { span: call, message, reason: 'it is written only under a condition of its own' };
  const logger = loggerAt(doc, call, project);
  if ('reason' in logger) return yield { span: call, message, reason: logger.reason };
  if (!takesTraceback(doc, logger)) return yield { span: call, message, reason: `what \`${logger.expression}\` is cannot be seen from here: it may not write a traceback` };
  const orphans = identifiersIn(call);
  const statement = statementOf(call);
  const [carrier] = textPrints(file, clause);
  if (carrier && (!clause.logsAlready || clause.logsWithTraceback)) {
    const fix = { edits: removeStatement(doc, statement), orphans, group: groupOf(file, carrier) };
    return yield { span: call, message: `${message}; the line of the print beside it carries it`, safety: 'safe', fix };
  }
  if (clause.logsWithTraceback || tracebacks[0] !== call) {
    return yield { span: call, message: `${message}, a second time`, safety: 'safe', fix: { edits: removeStatement(doc, statement), orphans } };
  }
  const log = handler.body.map((each) => each.named[0]!).find((each) => each?.kind === 'call' && isLogCall(doc, each, project));
  if (clause.logsAlready && !log) return yield { span: call, message, reason: 'the log call of this clause runs only under a condition' };
  const last = log && logger.style !== 'loguru' ? log.field('arguments')!.named.at(-1) : undefined;
  if (log && !last) return yield { span: call, message, reason: 'the log call beside it takes the traceback in another way' };
  yield {
    span: call, message, safety: 'safe',
    fix: {
      edits: last
        ? [{ start: last.end, end: last.end, text: ', exc_info=True' }, ...removeStatement(doc, statement)]
        : [{ start: call.start, end: call.end, text: `${logger.style === 'loguru' ? `${logger.expression}.opt(exception=True).error` : `${logger.expression}.exception`}(${quote(failureText(handler.guarded), doc)})` }],
      needs: last ? [] : logger.needs,
      orphans,
      provides: [handlerKey(handler.clause)],
    },
  };
}

/** A log call right beside a print that says the same: the print adds nothing. */
function isLoggedBeside({ doc, project }: File, call: PyNode): boolean {
  const printed = bareText(argumentsOf(call).positional);
  return printed !== undefined && [-1, 1].some((step) => {
    const other = beside(statementOf(call), step)?.named[0];
    return other?.kind === 'call' && isLogCall(doc, other, project) && bareText(argumentsOf(other).positional) === printed;
  });
}

/** The source of the one thing that is shown: `message` for `f"{message}"` between rules too. */
function bareText([argument, ...more]: readonly PyNode[]): string | undefined {
  if (!argument || more.length > 0) return undefined;
  const message = Message.read(argument);
  message?.dropRules();
  message?.trim('both');
  return message?.text === '{}' ? interpolated(message.values[0]!)!.text : argument.text;
}

function methodOf(logger: Logger, { level, traceback }: Plan): { callee: string; keyword?: string } {
  if (!traceback) return { callee: `${logger.expression}.${level}` };
  if (logger.style === 'loguru') return { callee: `${logger.expression}.opt(exception=True).${level}` };
  return level === 'error' ? { callee: `${logger.expression}.exception` } : { callee: `${logger.expression}.${level}`, keyword: 'exc_info=True' };
}

/** A further argument; where the arguments stand on lines of their own, on one of its own. */
function afterArguments(doc: PythonDoc, call: PyNode, keyword: string): Edit {
  const { positional } = argumentsOf(call);
  const last = positional.at(-1)!;
  const argumentList = call.field('arguments')!;
  const isBelow = doc.text.slice(argumentList.start, positional[0]!.start).includes('\n');
  if (!isBelow) return { start: last.end, end: last.end, text: `, ${keyword}`, order: 1 };
  const comma = last.next?.kind === ')' && doc.text.slice(last.end, argumentList.end).includes('\n') ? ',' : '';
  return { start: last.end, end: last.end, text: `,\n${indentAt(doc, positional[0]!.start)}${keyword}${comma}`, order: 1 };
}

/** Further lines of the arguments that stand under the first one move along with it. */
function aligned(doc: PythonDoc, call: PyNode, shift: number): Edit[] {
  const open = call.field('arguments')!.children[0]!;
  const column = open.end - lineStart(doc, call.start);
  const literals = [...call.descendants('string_content', 'interpolation')];
  const edits: Edit[] = [];
  for (let at = doc.text.indexOf('\n', call.start); at >= 0 && at < call.end; at = doc.text.indexOf('\n', at + 1)) {
    const indent = /^ */.exec(doc.text.slice(at + 1))![0].length;
    const isInText = literals.some(({ start, end }) => start <= at && at < end);
    if (indent === column && !isInText && at + 1 + indent < call.end) edits.push(...(shift > 0 ? [{ start: at + 1, end: at + 1, text: ' '.repeat(shift) }] : []));
  }
  return edits;
}

/** Names the edits take away: `sys` of `file=sys.stderr`, what made a secret. */
function orphansOf(call: PyNode, edits: readonly Edit[]): Span[] {
  return identifiersIn(call).filter((name) => edits.some(({ start, end }) => start <= name.start && name.end <= end));
}

function identifiersIn(node: PyNode): PyNode[] {
  return [...node.descendants('identifier')].filter(({ text }) => text !== 'print');
}

function formAt(file: File, call: PyNode) {
  const logger = loggerAt(file.doc, call, file.project);
  return { style: 'style' in logger ? logger.style : 'unknown' as const, percent: file.percent, quote: quote('', file.doc)[0]!, secrets: file.secrets };
}

/** Whether the log calls of the file, or else of its package, pass values as `%s` arguments. */
function usesPercent(doc: PythonDoc, project: ProjectView): boolean {
  const calls = [...doc.root.descendants('call')].filter((call) => isLogCall(doc, call, project)).map((call) => argumentsOf(call).positional);
  const percent = calls.filter(([text, ...values]) => values.length > 0 && text?.kind === 'string').length;
  const formatted = calls.filter((args) => args.length === 1 && (Message.read(args[0])?.values.length ?? 0) > 0).length;
  if (percent + formatted > 0) return percent > formatted;
  return project.package.python?.logArguments === 'percent';
}

function needsConfiguration(project: ProjectView, logger: Logger, level: Level): boolean {
  return project.package.python?.loggingConfigured === false && logger.style !== 'loguru' && (level === 'info' || level === 'debug');
}
